import fc from 'fast-check';
import { expect, it } from 'vitest';
import { IdSet } from './id-set.ts';

/** Few different bytes, so that ids meet again and fall on the same slots. */
const id = fc.array(fc.constantFrom(1, 2, 255), { minLength: 16, maxLength: 16 }).map((bytes) => Uint8Array.from(bytes));

it('knows of every id whether it was added before, as a set of texts does', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(id, fc.uint8Array({ minLength: 16, maxLength: 16 })), { maxLength: 300 }), (ids) => {
      const ours = new IdSet(1);
      const texts = new Set<string>();
      for (const bytes of ids) {
        if (bytes.every((byte) => byte === 0)) continue;
        const text = Buffer.from(bytes).toString('hex');
        expect(ours.has(bytes, 0)).toBe(texts.has(text));
        expect(ours.add(Uint8Array.from([9, 9, ...bytes]), 2)).toBe(!texts.has(text));
        texts.add(text);
      }
      expect(ours.size).toBe(texts.size);
    }),
  );
});

it('grows without forgetting', () => {
  const ours = new IdSet(1);
  const id = (n: number): Buffer => {
    const bytes = Buffer.alloc(16);
    bytes.writeUInt32LE(n * 4096, 0);
    bytes.writeUInt32LE(1, 12);
    return bytes;
  };
  for (let n = 0; n < 5000; n++) expect(ours.add(id(n), 0)).toBe(true);
  for (let n = 0; n < 5000; n++) expect(ours.add(id(n), 0)).toBe(false);
  for (let n = 0; n < 10_000; n++) expect(ours.has(id(n), 0)).toBe(n < 5000);
  expect(ours.size).toBe(5000);
});

it('holds nothing once it was let go of', () => {
  const ours = new IdSet(1000);
  const ids = Array.from({ length: 300 }, (_, n) => Buffer.alloc(16, n + 1).fill(n % 7, 8, 15));
  for (const id of ids) ours.add(id, 0);
  const before = ours.size;
  ours.letGo();
  expect(ours.size).toBe(0);
  expect(ids.some((id) => ours.has(id, 0))).toBe(false);
  for (const id of ids) ours.add(id, 0);
  expect(ours.size).toBe(before);
});
