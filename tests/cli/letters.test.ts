import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Adieu } from './adieu.ts';

let adieu: Adieu;
beforeAll(async () => {
  adieu = await Adieu.make();
});
afterAll(() => rm(adieu.folder, { recursive: true, force: true }));

const on = (day: string, ...args: string[]) =>
  adieu.run([...args, '--now', `${day}T10:00:00Z`, '--json', '--protection', 'none']);
const who = ['--name', 'Solène Valcroix', '--email', 's@example.org', '--country', 'FR'];

test('from a locked account to the complaint: written, sent, a month, the reminder, the complaint', async () => {
  await on('2026-03-05', 'depart', 'tiktok', 'solene', '--zone', 'Europe/Paris');
  const unlawful = await on('2026-03-05', 'letter', 'tiktok:solene', 'access', ...who);
  expect(unlawful).toMatchObject({ code: 2, stdout: '' });
  expect(unlawful.stderr).toContain('[no-law]');

  await on('2026-03-05', 'say', 'tiktok:solene', 'answer', 'law', 'eu');
  const to = join(adieu.folder, 'access.txt');
  const written = await on(
    '2026-03-05',
    'letter',
    'tiktok:solene',
    'access',
    ...who,
    '--situation',
    'locked',
    '--language',
    'fr',
    '--to',
    to,
  );
  expect(written.code).toBe(0);
  expect(readFileSync(to, 'utf8')).toContain('TikTok Technology Limited');
  expect((await on('2026-03-05', 'letter', 'tiktok:solene', 'access', '--to', to, '--language', 'fr')).stderr).toContain(
    '[exists]',
  );
  for (const [name, begin] of [
    ['access.pdf', '%PDF-'],
    ['access.eml', 'X-Unsent: 1'],
  ] as const) {
    await on('2026-03-05', 'letter', 'tiktok:solene', 'access', '--language', 'fr', '--to', join(adieu.folder, name));
    expect(readFileSync(join(adieu.folder, name), 'latin1').slice(0, 2000)).toContain(begin);
  }
  const parse = 'import email,sys;print(email.message_from_binary_file(open(sys.argv[1],"rb"))["X-Unsent"])';
  expect(execFileSync('python3', ['-c', parse, join(adieu.folder, 'access.eml')], { encoding: 'utf8' }).trim()).toBe('1');

  const sent = await on('2026-03-06', 'say', 'tiktok:solene', 'letter-sent', 'access', '--on', '2026-03-05');
  expect(JSON.parse(sent.stdout)).toMatchObject({
    letters: [{ sent: '2026-03-05', deadline: { day: '2026-04-06' }, next: null }],
  });
  const ics = join(adieu.folder, 'a.ics');
  await on('2026-03-06', 'calendar', '--ics', ics);
  expect(readFileSync(ics, 'utf8')).toMatch(/last day for the answer/);
  expect((await on('2026-03-20', 'letter', 'tiktok:solene', 'reminder')).stderr).toContain('[letter-early]');
  expect((await on('2026-04-08', 'letter', 'tiktok:solene', 'reminder')).code).toBe(0);
  await on('2026-04-08', 'say', 'tiktok:solene', 'letter-sent', 'reminder');
  await on('2026-04-10', 'say', 'tiktok:solene', 'letter-answered', 'reminder', '--how', 'refused');
  const complaint = await on('2026-04-10', 'letter', 'tiktok:solene', 'complaint', '--language', 'en');
  expect((JSON.parse(complaint.stdout) as { text: string }).text).toMatch(/CNIL[^]*Article 77 GDPR[^]*10 April 2026: it refused/);

  const all = JSON.parse((await on('2026-04-11', 'letters')).stdout) as { letters: { kind: string }[] }[];
  expect(all[0]?.letters.map(({ kind }) => kind)).toEqual(['access', 'reminder', 'complaint']);
});

test('an erasure waits for what is safe, or for the plain word that it is not', async () => {
  await on('2026-03-05', 'depart', 'x', 'solene', '--zone', 'Europe/Paris');
  await on('2026-03-05', 'say', 'x:solene', 'answer', 'law', 'eu');
  expect((await on('2026-03-05', 'letter', 'x:solene', 'erasure', ...who)).stderr).toContain('[gate-closed]');
  expect((await on('2026-03-05', 'letter', 'x:solene', 'erasure', ...who, '--despite')).code).toBe(0);
});
