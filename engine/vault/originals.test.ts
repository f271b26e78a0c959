import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { createOriginal, openOriginal, type Original } from './originals.ts';

const key = randomBytes(32);
const modified = new Date('2024-04-04T09:04:00Z');
const MiB = 1 << 20;
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adieu-originals-'));
  file = join(folder, 'o.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusal = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code }) as unknown;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
// oxlint-disable-next-line typescript/require-await -- what reads a file is asynchronous
async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const piece of pieces) out.push(piece);
  return Buffer.concat(out);
}
async function verified(original: Original): Promise<Record<string, boolean>> {
  const out: Record<string, boolean> = {};
  for await (const { path, whole } of original.verify()) out[path] = whole;
  return out;
}
async function kept(files: Record<string, Buffer>, pieceSize = 64 * 1024): Promise<Original> {
  const writer = createOriginal(file, key);
  for (const [path, bytes] of Object.entries(files)) {
    expect(await writer.addFile({ path, modified }, inPieces(bytes, pieceSize))).toEqual({
      bytes: bytes.length,
      sha256: sha256(bytes),
    });
  }
  writer.finish();
  return openOriginal(file, key);
}

test('every byte comes back, whatever the sizes of the pieces it came in', async () => {
  const sizes = fc.constantFrom(0, 1, MiB - 1, MiB, MiB + 1, 2 * MiB, 2 * MiB + 77);
  await fc.assert(
    fc.asyncProperty(
      fc.array(sizes, { maxLength: 3 }),
      fc.constantFrom(1000, 65_536, MiB, 3 * MiB),
      async (lengths, pieceSize) => {
        const files = Object.fromEntries(lengths.map((length, i) => [`folder/${i}.bin`, randomBytes(length)]));
        const original = await kept(files, pieceSize);
        expect([...original.files()]).toEqual(
          Object.entries(files).map(([path, bytes]) => ({
            path,
            bytes: bytes.length,
            sha256: sha256(bytes),
            modified: modified.toISOString(),
          })),
        );
        for (const [path, bytes] of Object.entries(files)) expect((await all(original.stream(path))).equals(bytes)).toBe(true);
        original.close();
        rmSync(file);
      },
    ),
    { numRuns: 15 },
  );
});

test('any part can be read, in any order', async () => {
  const bytes = randomBytes(12 * MiB + 345);
  const original = await kept({ 'before.txt': Buffer.from('before'), 'a.zip': bytes });
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length + 10), fc.nat(3 * MiB), async (offset, length) => {
      const expected = bytes.subarray(offset, offset + length);
      expect((await original.read('a.zip', offset, length)).equals(expected)).toBe(true);
    }),
  );
  expect((await all(original.stream('a.zip', 5 * MiB + 1))).equals(bytes.subarray(5 * MiB + 1))).toBe(true);
  await expect(original.read('b.zip', 0, 1)).rejects.toEqual(refusal('not-found'));
  original.close();
});

test('what a reader does with the bytes it was given changes nothing', async () => {
  const original = await kept({ a: Buffer.from('as it came') });
  for await (const piece of original.stream('a')) piece.fill(0);
  (await original.read('a', 0, 10)).fill(0);
  expect((await original.read('a', 0, 10)).toString()).toBe('as it came');
  original.close();
});

test('nothing of it lies on the disk in clear, while it is written or after', async () => {
  const canary = Buffer.from('canary-of-the-export '.repeat(3 * 65_536));
  const writer = createOriginal(file, key);
  await writer.addFile({ path: 'canary-of-the-export.txt', modified }, inPieces(canary, 65_536));
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('canary')).toBe(false);
  writer.finish();
  for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).includes('canary')).toBe(false);
});

test('an original that was not finished is refused; one that was given up is gone', async () => {
  const left = createOriginal(file, key);
  await left.addFile({ path: 'a', modified }, inPieces(randomBytes(40 * MiB), MiB));
  writeFileSync(`${file}.copy`, readFileSync(file));
  expect(() => openOriginal(`${file}.copy`, key)).toThrow(refusal('damaged'));
  left.abort();
  expect(existsSync(file)).toBe(false);
  expect(existsSync(`${file}-journal`)).toBe(false);
});

test('a source that fails leaves an original that cannot be finished', async () => {
  const writer = createOriginal(file, key);
  // oxlint-disable-next-line typescript/require-await -- as above
  async function* failing(): AsyncGenerator<Buffer> {
    yield Buffer.from('some');
    throw new Error('the disk was pulled out');
  }
  await expect(writer.addFile({ path: 'a', modified }, failing())).rejects.toThrow('pulled out');
  expect(() => {
    writer.finish();
  }).toThrow(/failed/);
  writer.abort();
  expect(readdirSync(folder)).toEqual([]);
});

test('the same path cannot be kept twice', async () => {
  const writer = createOriginal(file, key);
  await writer.addFile({ path: 'a', modified }, inPieces(Buffer.from('1'), 1));
  await expect(writer.addFile({ path: 'a', modified }, inPieces(Buffer.from('2'), 1))).rejects.toEqual(refusal('exists'));
  writer.finish();
});

test('verifying names the file that is damaged and vouches for the others', async () => {
  const original = await kept({ a: randomBytes(MiB), b: randomBytes(3 * MiB), c: randomBytes(10) });
  expect(await verified(original)).toEqual({ a: true, b: true, c: true });
  original.close();
  const bytes = readFileSync(file);
  const middle = Math.floor(2.5 * MiB);
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
  writeFileSync(file, bytes);
  const damaged = openOriginal(file, key);
  expect(await verified(damaged)).toEqual({ a: true, b: false, c: true });
  await expect(damaged.read('b', 0, 3 * MiB)).rejects.toEqual(refusal('damaged'));
  damaged.close();
});

test('a chunk that is missing or of another length is damage, not other bytes', async () => {
  (await kept({ a: randomBytes(3 * MiB) })).close();
  const db = openDatabase(file, key, { mode: 'write' });
  db.exec('delete from chunk where seq = 2; update chunk set data = substr(data, 2) where seq = 3');
  db.close();
  const original = openOriginal(file, key);
  expect((await original.read('a', 0, MiB)).length).toBe(MiB);
  await expect(original.read('a', MiB, 1)).rejects.toEqual(refusal('damaged'));
  await expect(original.read('a', 2 * MiB, 1)).rejects.toEqual(refusal('damaged'));
  original.close();
});
