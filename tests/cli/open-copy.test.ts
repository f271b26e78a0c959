/** Taking an open copy, in every place it can go to, and checking it. */
import { execFileSync } from 'node:child_process';
import { open, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { CheckReport } from '../../shared/contract/index.ts';
import { Adieu, writeSample } from './adieu.ts';

const Made = z.strictObject({ path: z.string(), files: z.number(), bytes: z.number(), records: z.number() });
let adieu: Adieu;

beforeAll(async () => {
  adieu = await Adieu.make();
  await writeSample(adieu.path('sample.zip'), 100);
  expect((await adieu.run(['read', 'sample.zip', '--protection', 'none'])).code).toBe(0);
});
afterAll(() => adieu.remove());

const copy = async (to: string, ...more: string[]): Promise<z.infer<typeof Made>> =>
  Made.parse(await adieu.json(['copy', 'solene.valcroix', '--to', to, ...more]));

test('is made where nothing is, folders above it included, and sha256sum finds it whole', async () => {
  const { path, files } = await copy('some/where/my copy');
  expect(path).toBe(adieu.path('some/where/my copy'));
  const checked = execFileSync('sha256sum', ['-c', '--strict', '--quiet', 'manifest-sha256.txt'], {
    cwd: path,
    encoding: 'utf8',
  });
  expect(checked).toBe('');
  expect(CheckReport.parse(await adieu.json(['check', path]))).toMatchObject({ intact: true, files });
  expect(
    (await readFile(`${path}/data/original/sample.zip`).catch(() => null)) ?? (await readdir(`${path}/data/original`)),
  ).toBeTruthy();
});

test('one flipped bit, one missing and one added file are each named, and the exit code is 1', async () => {
  const { path } = await copy('flipped');
  const victim = `${path}/data/archive.sqlite`;
  const file = await open(victim, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, 5000);
  byte[0] = (byte[0] ?? 0) ^ 1;
  await file.write(byte, 0, 1, 5000);
  await file.close();
  const flipped = await adieu.run(['check', 'flipped', '--json']);
  expect(flipped.code).toBe(1);
  expect(CheckReport.parse(JSON.parse(flipped.stdout))).toMatchObject({
    intact: false,
    changed: ['data/archive.sqlite'],
    missing: [],
    extra: [],
  });

  await writeFile(`${path}/data/records/more.jsonl`, '{}\n');
  execFileSync('rm', [`${path}/data/records/post.jsonl`]);
  const told = await adieu.run(['check', 'flipped']);
  expect(told.code).toBe(1);
  for (const line of [
    /^missing +data\/records\/post\.jsonl$/m,
    /^changed +data\/archive\.sqlite$/m,
    /^extra +data\/records\/more\.jsonl$/m,
  ])
    expect(told.stdout).toMatch(line);
});

test('takes the place of an empty folder, and goes into a full one under a name of its own', async () => {
  await mkdir(adieu.path('empty'));
  expect((await copy('empty')).path).toBe(adieu.path('empty'));
  await mkdir(adieu.path('full'));
  await writeFile(adieu.path('full/mine.txt'), 'mine');
  const { path } = await copy('full');
  expect(path).toMatch(/\/full\/adieu-tiktok-solene\.valcroix-\d{4}-\d{2}-\d{2}$/);
  expect((await readdir(adieu.path('full'))).sort()).toEqual([path.split('/').at(-1), 'mine.txt']);
  expect((await adieu.run(['check', 'empty'])).code).toBe(0);
});

test('as a zip: in a folder, or under the name that was given', async () => {
  const inFolder = await copy('zips', '--zip');
  expect(inFolder.path).toMatch(/\/zips\/adieu-tiktok-.*\.zip$/);
  expect((await copy('named/mine.zip', '--zip')).path).toBe(adieu.path('named/mine.zip'));
  expect((await adieu.run(['check', 'named/mine.zip'])).code).toBe(0);
  expect((await adieu.run(['check', 'zips'])).code).toBe(0);
});

test('a copy that cannot be made leaves everything as it was', async () => {
  await mkdir(adieu.path('waiting'), { mode: 0o750 });
  const child = adieu.start(['copy', 'solene.valcroix', '--to', 'waiting']);
  child.stderr?.once('data', () => child.kill('SIGINT'));
  const [code] = await new Promise<[number | null]>((done) => child.once('close', (ended) => done([ended])));
  // Quick machines may be done before the signal comes.
  if (code === 0) return;
  expect(code).toBe(130);
  expect(await readdir(adieu.path('waiting'))).toEqual([]);
  expect((await stat(adieu.path('waiting'))).mode & 0o777).toBe(0o750);
});
