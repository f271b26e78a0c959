import { mkdtemp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkTree, copyTree, roomFor, treeOf } from './tree.ts';

let folder: string;
let [from, to] = ['', ''];
const never = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adieu-tree-'));
  [from, to] = [join(folder, 'from'), join(folder, 'to')];
  await mkdir(join(from, 'archives', 'one', 'originals'), { recursive: true });
  await mkdir(join(from, 'holds'));
  await mkdir(to);
  await writeFile(join(from, 'vault.json'), '{}');
  await writeFile(join(from, 'holds', 'home'), '');
  await writeFile(join(from, 'archives', 'one', 'archive.db'), Buffer.alloc(2_500_000, 7));
});
afterEach(() => rm(folder, { recursive: true }));

test('every file and folder goes along but for locks, and each is closed to others', async () => {
  const tree = await treeOf(from);
  expect(tree).toMatchObject({ names: ['archives', 'vault.json'], bytes: 2_500_002 });
  expect(roomFor(tree)).toBeGreaterThan(2_500_002);
  const seen: number[] = [];
  const hashes = await copyTree(tree, from, to, never, ({ bytes }) => seen.push(bytes));
  expect(seen.at(-1)).toBe(tree.bytes);
  await checkTree(tree, to, hashes, never, () => undefined);
  expect(await readFile(join(to, 'archives', 'one', 'archive.db'))).toEqual(Buffer.alloc(2_500_000, 7));
  expect((await stat(join(to, 'archives', 'one', 'originals'))).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect((await stat(join(to, 'vault.json'))).mode & 0o777).toBe(0o600);
});

test('one byte that is not what was read is found, and so is a file that grew or is gone', async () => {
  const tree = await treeOf(from);
  const hashes = await copyTree(tree, from, to, never, () => undefined);
  const file = join(to, 'archives', 'one', 'archive.db');
  const refused = { code: 'place-differs', detail: { file: join('archives', 'one', 'archive.db') } };
  const bytes = await readFile(file);
  bytes[2_000_000] = 8;
  await writeFile(file, bytes);
  await expect(checkTree(tree, to, hashes, never, () => undefined)).rejects.toMatchObject(refused);
  bytes[2_000_000] = 7;
  await writeFile(file, Buffer.concat([bytes, Buffer.from('x')]));
  await expect(checkTree(tree, to, hashes, never, () => undefined)).rejects.toMatchObject(refused);
  await rm(file);
  await expect(checkTree(tree, to, hashes, never, () => undefined)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what is there already is never written over, and a stop is heeded between two pieces', async () => {
  const tree = await treeOf(from);
  await writeFile(join(to, 'vault.json'), 'mine');
  await expect(copyTree(tree, from, to, never, () => undefined)).rejects.toMatchObject({ code: 'EEXIST' });
  expect(await readFile(join(to, 'vault.json'), 'utf8')).toBe('mine');
  await rm(to, { recursive: true });
  await mkdir(to);
  const stop = new AbortController();
  await expect(copyTree(tree, from, to, stop.signal, () => stop.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
