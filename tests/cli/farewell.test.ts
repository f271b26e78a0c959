/** The farewell kit on the command line: what is written, what is refused, what is remembered. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Adieu } from './adieu.ts';

let adieu: Adieu;
const id = 'tiktok:solene.valcroix';
const now = ['--now', '2026-11-25T09:00:00Z'];
beforeAll(async () => {
  adieu = await Adieu.make();
  await adieu.json(['depart', 'tiktok', 'solene.valcroix', '--zone', 'Europe/Paris', '--protection', 'none', ...now]);
});
afterAll(() => adieu.remove());

test('without a place to go nothing is made', async () => {
  const { code, stderr } = await adieu.run(['farewell', id, '--to', 'none', ...now]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('[bad-input]')]);
  expect(await readdir(adieu.folder)).not.toContain('none');
});

test('a kit is a folder with texts, pictures, a schedule and what they say', async () => {
  const form = [
    '--where',
    'https://exemple.fr/canary-farewell',
    '--sign',
    'Solène',
    '--closing-day',
    '2026-12-30',
    '--language',
    'both',
  ];
  const { code, stdout } = await adieu.run(['farewell', id, '--to', 'kit', ...form, ...now]);
  expect([code, stdout]).toEqual([0, 'kit: 16 texts, 8 pictures, 6 dates\n']);
  const files = (await readdir(adieu.path('kit'), { recursive: true })).sort();
  expect(files.filter((name) => name.endsWith('.png'))).toHaveLength(8);
  expect(files).toEqual(
    expect.arrayContaining(['README.txt', 'kit.json', 'schedule.ics', 'pictures/alt.txt', 'texts/fr/bio.txt']),
  );
  const read = (name: string): Promise<string> => readFile(adieu.path(`kit/${name}`), 'utf8');
  expect(await read('texts/fr/bio.txt')).toContain('https://exemple.fr/canary-farewell');
  const ics = (await read('schedule.ics')).replace(/\r\n[ \t]/g, '');
  expect(ics.match(/DTSTART;VALUE=DATE:(\d+)/g)?.map((line) => line.slice(-8))).toEqual([
    '20261130',
    '20261216',
    '20261223',
    '20261227',
    '20261229',
    '20261230',
  ]);
  const kit: unknown = JSON.parse(await read('kit.json'));
  expect(kit).toMatchObject({ network: 'tiktok', form: { sign: 'Solène' }, code: { opens: 'web' } });
});

test('what is there is never written over', async () => {
  const before = await readFile(adieu.path('kit/kit.json'));
  const { code, stderr } = await adieu.run(['farewell', id, '--to', 'kit', ...now]);
  expect([code, stderr]).toEqual([2, expect.stringContaining('[exists]')]);
  expect(await readFile(adieu.path('kit/kit.json'))).toEqual(before);
  await mkdir(adieu.path('empty'));
  expect((await adieu.run(['farewell', id, '--to', 'empty', ...now])).code).toBe(0);
});

test('the form is remembered, encrypted, and its dates stand in the calendar', async () => {
  const kit = await adieu.json(['farewell', id, '--to', 'again', '--tone', 'public', ...now]);
  expect(kit).toMatchObject({ texts: expect.arrayContaining([expect.objectContaining({ language: 'fr' })]) as unknown });
  expect(JSON.stringify(kit)).toContain('We are closing our TikTok account on 30 December 2026.');
  for (const name of await readdir(adieu.home, { recursive: true, withFileTypes: true }))
    if (name.isFile()) expect((await readFile(`${name.parentPath}/${name.name}`)).includes('canary-farewell')).toBe(false);
  const { stdout } = await adieu.run(['calendar', id, ...now]);
  expect(stdout).toContain('2026-12-16');
});

test('a file of answers is taken, and what it cannot be is refused in one line', async () => {
  await writeFile(
    adieu.path('answers.json'),
    JSON.stringify({ places: [{ name: 'Signal', address: '@solene.42' }], own: { en: 'My own words.' } }),
  );
  const run = (...args: string[]) => adieu.run(['farewell', id, '--answers', 'answers.json', ...args, ...now]);
  const { code, stderr } = await run('--to', 'signal', '--language', 'en');
  expect(code).toBe(0);
  expect(stderr).toContain('@solene.42');
  expect(await readFile(adieu.path('signal/texts/en/post-long.txt'), 'utf8')).toContain('My own words.');
  const bad = await run('--to', 'bad', '--closing-day', 'tomorrow');
  expect([bad.code, bad.stderr.trim().split('\n').length]).toEqual([2, 1]);
});
