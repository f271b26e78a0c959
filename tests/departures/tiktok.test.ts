/**
 * The whole departure of a public figure with 80,000 followers from TikTok, from the decision to the receipt, through the command line: a real archive, a real open copy,
 * a clock that is handed in, and a world outside that stands on this machine.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DepartureView } from '../../shared/departures/index.ts';
import { Adieu, type Ran } from '../cli/adieu.ts';
import { setStage, type Stage } from '../outside/stage.ts';

const followers = 80_000;
let adieu: Adieu;
let stage: Stage;
let env: Record<string, string>;
let id: string;
const base = ['--protection', 'none'];

const at = async (now: string, ...args: string[]): Promise<DepartureView> =>
  DepartureView.parse(await adieu.json([...base, '--now', now, ...args], { env }));
const refused = async (now: string, ...args: string[]): Promise<Ran> => {
  const ran = await adieu.run([...base, '--now', now, ...args, '--json'], { env });
  expect(ran.stdout).toBe('');
  expect(ran.code).toBe(2);
  return ran;
};
const task = (view: DepartureView, name: string) => view.tasks.find((one) => one.id === name);
const clock = (view: DepartureView, name: string) => view.clocks.find((one) => one.id === name);

beforeAll(async () => {
  adieu = await Adieu.make();
  stage = await setStage();
  writeFileSync(adieu.path('ca.pem'), stage.authority.certificate);
  env = {
    LC_ALL: 'fr_FR.UTF-8',
    HTTPS_PROXY: `http://127.0.0.1:${(await stage.proxy()).port}`,
    NODE_EXTRA_CA_CERTS: adieu.path('ca.pem'),
  };
});
afterAll(async () => {
  await stage.close();
  await adieu.remove();
});

describe('leaving TikTok', () => {
  it('begins with six questions, and says what leaving means', async () => {
    writeFileSync(
      adieu.path('answers.json'),
      JSON.stringify({ money: true, logins: 'yes', pages: 'no', team: 'yes', findMe: 'https://valcroix.example', law: 'EU' }),
    );
    const view = await at(
      '2026-01-05T08:00:00Z',
      'depart',
      'tiktok',
      '@solene.valcroix',
      '--answers',
      adieu.path('answers.json'),
      '--zone',
      'Europe/Paris',
    );
    id = view.id;
    expect(view).toMatchObject({ network: 'tiktok', handle: 'solene.valcroix', stage: 'decide', closing: 'open' });
    expect(view.answers).toMatchObject({ money: 'yes', pages: 'no', law: 'gdpr' });
    expect(view.gate.open).toBe(false);
    expect(task(view, 'decide.know')?.facts.map(({ path }) => path)).toContain('closure.gracePeriodDays');
    expect(task(view, 'settle.balance')?.facts.map(({ path }) => path)).toContain('prerequisites.balance');
    expect(task(view, 'settle.owned-pages-groups')).toBeUndefined();
    await refused('2026-01-05T08:00:00Z', 'depart', 'tiktok', 'Solene.Valcroix');
  });

  it('settles, asks, and waits, with its dates', async () => {
    await at('2026-01-05T09:00:00Z', 'do', id, 'decide.know');
    await at('2026-01-05T09:05:00Z', 'do', id, 'settle.balance');
    await at('2026-01-05T09:06:00Z', 'do', id, 'settle.subscriptions', '--skip', 'aucun abonnement');
    await at('2026-01-05T09:07:00Z', 'do', id, 'settle.team', '--remind', '2026-01-07');
    const asked = await at('2026-01-05T10:00:00Z', 'say', id, 'requested');
    expect(asked.request).toBe('asked');
    expect(clock(asked, 'expected-by')).toMatchObject({ at: '2026-01-09T10:00:00Z', confidence: 'secondary', over: false });
    const late = await at('2026-01-09T12:00:00Z', 'departure', id);
    expect(late.reminders.filter(({ due }) => due).map(({ key }) => key.split('@')[0])).toEqual(['settle.team', 'expected']);
    const ready = await at('2026-01-09T18:00:00Z', 'say', id, 'ready');
    expect(clock(ready, 'link-dies')).toMatchObject({ at: '2026-01-13T18:00:00Z', day: '2026-01-13', confidence: 'official' });
  });

  it('collects the export by reading it, and accounts for it', async () => {
    const made = await adieu.run([
      'sample',
      'tiktok',
      '--followers',
      String(followers),
      '--posts',
      '640',
      '--messages',
      '8000',
      '--out',
      adieu.path('export.zip'),
    ]);
    expect(made.code).toBe(0);
    await adieu.json(
      [...base, '--now', '2026-01-10T09:00:00Z', 'read', adieu.path('export.zip'), '--expect', `follower=${followers}`],
      { env },
    );
    const view = await at('2026-01-10T09:05:00Z', 'departure', id);
    expect(view.archives).toHaveLength(1);
    expect(task(view, 'collect.import')?.state).toBe('done');
    const collected = view.events.find(({ type }) => type === 'collected')?.data['collection'];
    const sha256 = createHash('sha256')
      .update(readFileSync(adieu.path('export.zip')))
      .digest('hex');
    expect(collected).toMatchObject({
      account: 'solene.valcroix',
      files: [{ name: 'export.zip', sha256 }],
      relations: { follower: followers },
      damaged: 0,
      refused: 0,
    });
  });

  it('keeps the gate shut until everything is safe, and says what is missing', async () => {
    const { stderr } = await refused('2026-01-10T10:00:00Z', 'say', id, 'closed');
    for (const missing of [
      'check.account',
      'check.archive',
      'check.safe',
      'settle.creator-payouts',
      'settle.team',
      'gate-closed',
    ])
      expect(stderr).toContain(missing);
    await refused('2026-01-10T10:00:00Z', 'say', id, 'override', 'somebody-else', 'vite');
    await at('2026-01-10T10:01:00Z', 'do', id, 'check.account');
    const proved = await at('2026-01-10T10:02:00Z', 'do', id, 'check.archive');
    expect(task(proved, 'check.archive')?.state).toBe('done');
    expect(proved.events.findLast(({ type }) => type === 'proved')?.data['proof']).toMatchObject({
      opens: true,
      searches: true,
      whole: 1,
      of: 1,
    });
    const copied = await adieu.json([...base, 'copy', 'solene.valcroix', '--to', adieu.path('copie')], { env });
    expect(copied).toMatchObject({ path: adieu.path('copie') });
    const safe = await at('2026-01-10T10:10:00Z', 'say', id, 'copied', adieu.path('copie'));
    expect(task(safe, 'check.safe')?.state).toBe('done');
    let view = safe;
    for (const missing of safe.gate.missing)
      view = await at(
        '2026-01-10T10:20:00Z',
        'do',
        id,
        missing,
        ...(missing === 'settle.team' ? [] : ['--skip', 'réglé autrement']),
      );
    expect(view.gate).toMatchObject({ open: true, overridden: false, missing: [] });
    // What the gate does not ask for is done all the same.
    const rest = view.tasks.filter(
      ({ state, by, stage: of }) =>
        state === 'open' && by === 'person' && ['decide', 'settle', 'request', 'collect'].includes(of),
    );
    for (const { id: name } of rest) view = await at('2026-01-10T11:00:00Z', 'do', id, name);
    expect(view.stage).toBe('people');
  });

  it('says goodbye, closes, warns, comes back, and closes again', async () => {
    for (const name of ['people.keep', 'people.tell', 'farewell.post', 'farewell.bio'])
      await at('2026-01-11T09:00:00Z', 'do', id, name);
    const closed = await at('2026-02-10T20:00:00Z', 'say', id, 'closed');
    expect(closed).toMatchObject({
      closing: 'closed',
      stage: 'grace',
      grace: { daysLeft: 30, lastDay: '2026-03-11', signingInRevives: true },
    });
    expect(clock(closed, 'grace-ends')).toMatchObject({ at: '2026-03-12T20:00:00Z', confidence: 'official' });
    expect(closed.tasks.filter(({ stage }) => stage === 'grace').map(({ id: name }) => name)).toEqual(
      expect.arrayContaining(['grace.apps', 'grace.log-in-with', 'grace.old-devices', 'grace.schedulers']),
    );
    const warned = await at('2026-03-10T08:00:00Z', 'departure', id);
    expect(warned.reminders.filter(({ due }) => due).map(({ key }) => key.split('@')[0])).toContain('grace');
    const back = await at('2026-02-20T08:00:00Z', 'say', id, 'reopened');
    expect(back).toMatchObject({ closing: 'reopened', stage: 'close', grace: null });
    const again = await at('2026-02-21T08:00:00Z', 'say', id, 'closed');
    expect(clock(again, 'grace-ends')?.at).toBe('2026-03-23T08:00:00Z');
    await refused('2026-03-24T08:00:00Z', 'say', id, 'reopened');
  });

  it('looks from outside, and says no more than can be seen', async () => {
    stage.answer = (request, response) => {
      // As the facts say that TikTok answers for an account that is not there.
      if (request.url?.startsWith('/oembed') === true)
        response.writeHead(400, { 'content-type': 'application/json' }).end('{"code":400,"message":"Something went wrong"}');
      else response.writeHead(200, { 'content-type': 'text/html' }).end('<html><script>{"statusCode":10221}</script></html>');
    };
    const during = (await adieu.json([...base, '--now', '2026-03-01T09:00:00Z', 'look', id], { env })) as {
      look: { verdict: string; caveat: string | null };
    };
    expect(during.look).toMatchObject({ verdict: 'gone', caveat: 'looks-like-deactivated' });
    expect((await at('2026-03-01T09:01:00Z', 'departure', id)).stage).toBe('grace');
    await adieu.json([...base, '--now', '2026-03-24T09:00:00Z', 'look', id], { env });
    const after = await at('2026-03-25T10:00:00Z', 'departure', id);
    expect(after.outlook).toMatchObject({ verdict: 'gone', because: 'twice-gone', caveat: null });
    expect(task(after, 'confirm.look')?.state).toBe('done');
    expect(stage.requests.length).toBeGreaterThanOrEqual(2);
    for (const { asked } of stage.requests) expect(asked).toMatch(/^www\.tiktok\.com /);
  });

  it('ends with a receipt that is the same whenever it is written, and a calendar', async () => {
    await at('2026-06-25T10:00:00Z', 'do', id, 'confirm.erasure');
    const done = await at('2026-06-25T10:00:00Z', 'do', id, 'done.receipt');
    expect(done.stage).toBe('done');
    for (const [now, name] of [
      ['2026-06-25T10:00:00Z', 'a'],
      ['2031-01-01T00:00:00Z', 'b'],
    ] as const)
      expect((await adieu.run([...base, '--now', now, 'receipt', id, '--to', adieu.path(name)], { env })).code).toBe(0);
    for (const ending of ['pdf', 'html'])
      expect(readFileSync(adieu.path(`a.${ending}`)).equals(readFileSync(adieu.path(`b.${ending}`)))).toBe(true);
    const html = readFileSync(adieu.path('a.html'), 'utf8');
    const sha256 = createHash('sha256')
      .update(readFileSync(adieu.path('export.zip')))
      .digest('hex');
    for (const said of ['Reçu d’un départ', 'export.zip', sha256, 'réglé autrement', 'https://www.tiktok.com/oembed'])
      expect(html).toContain(said);
    await adieu.json([...base, 'calendar', id, '--ics', adieu.path('adieu.ics')], { env });
    expect(existsSync(adieu.path('adieu.ics'))).toBe(true);
  });
});
