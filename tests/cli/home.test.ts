/** `adieu home`: where everything lives, moved, gone and found again, as a person or a script sees it. */
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Adieu, writeSample } from './adieu.ts';

let adieu: Adieu;
const passphrase = 'correct horse battery staple';
/** Nothing is asked for: the usual place, in a data folder of the test's own. */
const env = (): Record<string, string> => ({
  ADIEU_HOME: '',
  XDG_DATA_HOME: adieu.path('data'),
  ADIEU_PASSPHRASE: passphrase,
});
const line = (code: string): unknown => expect.stringMatching(new RegExp(`^adieu: .*\\[${code}\\]\n$`));

beforeAll(async () => {
  adieu = await Adieu.make();
  await mkdir(adieu.path('disk'));
  await writeSample(adieu.path('sample.zip'), 20);
  expect((await adieu.run(['read', 'sample.zip'], { env: env() })).code).toBe(0);
});
afterAll(() => adieu.remove());

test('everything moves, back and forth, and every command finds it', async () => {
  const usual = adieu.path('data/adieu');
  expect(await adieu.json(['home'], { env: env() })).toMatchObject({ place: usual, by: 'usual', there: true });
  const moved = await adieu.run(['home', '--move-to', 'disk/archives', '--json'], { env: env() });
  expect(moved).toMatchObject({ code: 0 });
  expect(JSON.parse(moved.stdout)).toMatchObject({ place: adieu.path('disk/archives') });
  // Progress is told there, and nowhere else.
  expect(moved.stderr).toMatch(/^Looking…\n/);
  expect(await readdir(usual)).toEqual(['place.json']);
  expect(await adieu.json(['archives'], { env: env() })).toHaveLength(1);
  expect(await adieu.json(['home'], { env: env() })).toMatchObject({ by: 'chosen', there: true });
  expect(await adieu.run(['home', '--move-back'], { env: env() })).toMatchObject({ code: 0 });
  expect(await readdir(adieu.path('disk'))).toEqual([]);
  expect(await adieu.json(['archives'], { env: env() })).toHaveLength(1);
});

test('what was asked for wins, and what cannot be is refused in one line', async () => {
  const asked = { ...env(), ADIEU_HOME: adieu.path('asked') };
  await mkdir(adieu.path('full'));
  await writeFile(adieu.path('full/mine.txt'), 'mine');
  const [fixed, full, inside, both, locked] = await Promise.all([
    adieu.run(['home', '--move-to', 'elsewhere'], { env: asked }),
    adieu.run(['home', '--move-to', 'full'], { env: env() }),
    adieu.run(['home', '--move-to', 'data/adieu/archives/deeper'], { env: { ...env(), XDG_DATA_HOME: adieu.path('data') } }),
    adieu.run(['home', '--move-to', 'elsewhere', '--move-back'], { env: env() }),
    adieu.run(['home', '--move-to', 'elsewhere'], { env: { ...env(), ADIEU_PASSPHRASE: '' } }),
  ]);
  expect(fixed).toMatchObject({ code: 2, stdout: '', stderr: line('place-fixed') });
  // Two at a time may be in each other's way; neither writes anything.
  expect(full.code).toBe(2);
  expect(full.stderr).toMatch(/\[(place-taken|in-use)\]/);
  expect(inside.code).toBe(2);
  expect(inside.stderr).toMatch(/\[(place-inside|in-use)\]/);
  expect(both).toMatchObject({ code: 2, stderr: line('bad-input') });
  expect(locked.code).toBe(2);
  expect(locked.stderr).toMatch(/\[(vault-locked|in-use)\]/);
  expect(await readdir(adieu.path('full'))).toEqual(['mine.txt']);
  expect(await readdir(adieu.path('disk'))).toEqual([]);
});

test('a place that is not there is said by every command, and nothing is made; it is found under another name', async () => {
  expect(await adieu.run(['home', '--move-to', 'disk/archives'], { env: env() })).toMatchObject({ code: 0 });
  await rename(adieu.path('disk'), adieu.path('other disk'));
  const [list, read, shown] = await Promise.all([
    adieu.run(['archives', '--json'], { env: env() }),
    adieu.run(['read', 'sample.zip'], { env: env() }),
    adieu.run(['home', '--json'], { env: env() }),
  ]);
  expect(list).toMatchObject({ code: 2, stdout: '', stderr: line('place-gone') });
  expect(list.stderr).toContain(adieu.path('disk/archives'));
  expect(list.stderr).toContain('--found-at');
  expect(read).toMatchObject({ code: 2, stdout: '', stderr: line('place-gone') });
  expect(shown).toMatchObject({ code: 2, stderr: line('place-gone') });
  expect(JSON.parse(shown.stdout)).toMatchObject({ place: adieu.path('disk/archives'), there: false });
  expect((await readdir(adieu.folder)).includes('disk')).toBe(false);
  expect(await adieu.run(['home', '--found-at', 'full'], { env: env() })).toMatchObject({ code: 2, stderr: line('place-other') });
  expect(await adieu.json(['home', '--found-at', 'other disk/archives'], { env: env() })).toMatchObject({
    place: join(adieu.path('other disk'), 'archives'),
    there: true,
  });
  expect(await adieu.json(['archives'], { env: env() })).toHaveLength(1);
  expect(await adieu.run(['home', '--begin-anew'], { env: env() })).toMatchObject({ code: 2, stderr: line('not-now') });
});
