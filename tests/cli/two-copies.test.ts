/** Several copies of Adieu over one home at once: the command line, a door, and another door. There is one writer, and whoever comes second is told so. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { JobState } from '../../shared/contract/index.ts';
import { holdFile, takeHold } from '../../engine/vault/hold.ts';
import { Adieu, ended, writeSample, type Ran } from './adieu.ts';
import { serve, type ServedDoor } from './a-door.ts';

const followers = 8_000;
let sample: Adieu;
let whole: string;

const recordsIn = async (adieu: Adieu): Promise<string> => {
  const { stdout } = await adieu.run(['records', '@solene.valcroix']);
  return createHash('sha256').update(stdout).digest('hex');
};

beforeAll(async () => {
  sample = await Adieu.make();
  await writeSample(sample.path('sample.zip'), followers);
  expect((await sample.run(['read', 'sample.zip', '--protection', 'none'])).code).toBe(0);
  whole = await recordsIn(sample);
});
afterAll(() => sample.remove());

async function fresh(): Promise<Adieu> {
  const adieu = await Adieu.make();
  onTestFinished(() => adieu.remove());
  return adieu;
}

const read = ['read', () => sample.path('sample.zip'), '--protection', 'none', '--json'] as const;
const reading = (): string[] => read.map((word) => (typeof word === 'string' ? word : word()));

/** The ends of one job, as a page is told them. */
async function state(door: ServedDoor, job: string, when: (state: JobState) => boolean): Promise<JobState> {
  for await (const now of await door.client.jobs.watch({ job })) if (when(now)) return now;
  throw new Error('that never came');
}
const over = ({ state: now }: JobState): boolean => now !== 'running';

test('four that read one export into a new home make one vault and one archive', async () => {
  const adieu = await fresh();
  const ran = await Promise.all([1, 2, 3, 4].map((): Promise<Ran> => ended(adieu.start(reading()))));
  const told = ran.filter(({ code }) => code !== 0).map(({ code, stderr }) => [code, /\[([a-z-]+)\]/.exec(stderr)?.[1]]);
  for (const one of told) expect(one).toEqual([2, expect.stringMatching(/^(?:in-use|vault-exists)$/)]);
  expect(told.length).toBeLessThan(4);
  expect(await adieu.json(['archives'])).toHaveLength(1);
  expect(await recordsIn(adieu)).toBe(whole);
  const archives = await readdir(join(adieu.home, 'archives'));
  expect(archives).toHaveLength(1);
  expect(
    await readdir(join(adieu.home, 'archives', archives[0] ?? '', 'originals')).then((names) =>
      names.filter((name) => name.endsWith('.db')),
    ),
  ).toHaveLength(1);
});

test('two doors and a command line that read into one account at once: one of them writes, the others are told so', async () => {
  const adieu = await fresh();
  const [one, two] = await Promise.all([serve(adieu), serve(adieu)]);
  await one.client.vault.create({ protection: 'none' });
  await expect(two.client.vault.create({ protection: 'none' })).rejects.toMatchObject({ data: { code: 'vault-exists' } });
  await two.client.vault.unlock({});
  const bytes = await readFile(sample.path('sample.zip'));
  const tokens = [await one.upload('sample.zip', bytes), await two.upload('sample.zip', bytes)];
  const importing = async (door: ServedDoor, token: string | undefined): Promise<JobState> =>
    state(door, (await door.client.imports.start({ tokens: [token ?? ''] })).job, over);
  const [first, second, third] = await Promise.all([
    importing(one, tokens[0]),
    importing(two, tokens[1]),
    ended(adieu.start(reading())),
  ]);
  const codes = [first, second].map((end) => (end.state === 'failed' ? end.code : end.state));
  codes.push(third.code === 0 ? 'done' : (/\[([a-z-]+)\]/.exec(third.stderr)?.[1] ?? third.stderr));
  expect(codes).toContain('done');
  for (const code of codes) expect(code).toMatch(/^(?:done|in-use)$/);
  // By the same token, what was refused goes on now, and adds nothing.
  for (const [door, end, token] of [
    [one, first, tokens[0]],
    [two, second, tokens[1]],
  ] as const)
    if (end.state === 'failed') expect(await importing(door, token)).toMatchObject({ state: 'done' });
  const archives = await two.client.archives.list();
  expect(archives).toHaveLength(1);
  const archive = archives[0]?.id ?? '';

  // While anybody writes there, nobody else does, and everybody can look.
  const writing = takeHold(holdFile(adieu.home, archive), 'alone');
  expect(writing).not.toBeNull();
  expect(await importing(one, await one.upload('sample.zip', bytes))).toMatchObject({ state: 'failed', code: 'in-use' });
  const told = { code: 2, stdout: '', stderr: expect.stringContaining('[in-use]') };
  expect(await adieu.run(reading())).toMatchObject(told);
  expect(await adieu.run(['resume', archive])).toMatchObject(told);
  await expect(two.client.archives.remove({ archive, name: '@solene.valcroix' })).rejects.toMatchObject({
    data: { code: 'in-use' },
  });
  expect(await adieu.json(['archives'])).toMatchObject([{ id: archive }]);
  writing?.release();
  await Promise.all([one.close(), two.close()]);
  expect(await recordsIn(adieu)).toBe(whole);
});

test('a door that is killed in the middle leaves what another one goes on with', async () => {
  const adieu = await fresh();
  const [one, two] = await Promise.all([serve(adieu), serve(adieu)]);
  await one.client.vault.create({ protection: 'none' });
  await two.client.vault.unlock({});
  const { job } = await one.client.imports.start({
    tokens: [await one.upload('sample.zip', await readFile(sample.path('sample.zip')))],
  });
  const now = await state(
    one,
    job,
    (it) => over(it) || (it.state === 'running' && it.archive !== null && it.stage === 'reading'),
  );
  const archive = now.state === 'running' ? (now.archive ?? '') : '';
  one.process.kill('SIGKILL');
  // The engine is a process of its own: it ends when its door has.
  let end: JobState = { state: 'failed', code: 'in-use', detail: {}, archive };
  while (end.state === 'failed' && end.code === 'in-use')
    end = await state(two, (await two.client.imports.resume({ archive })).job, over);
  expect(end).toMatchObject({
    state: expect.stringMatching(/^(?:done|failed)$/),
    ...(end.state === 'failed' ? { code: 'no-job' } : {}),
  });
  await two.close();
  expect(await recordsIn(adieu)).toBe(whole);
});
