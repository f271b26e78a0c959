import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DamagedFile } from '../intake/toolkit/reader.ts';
import { Forwards } from './forwards.ts';

async function* pieces(bytes: Buffer, size: number, damage: boolean): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (damage) throw new DamagedFile('bad-checksum');
}

const bytesOf = (length: number): Buffer => Buffer.from(Array.from({ length }, (_, i) => i % 251));

test('gives every byte once, whatever the pieces and the parts, and says at the end what was wrong with it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(400),
      fc.integer({ min: 1, max: 97 }),
      fc.integer({ min: 1, max: 97 }),
      fc.boolean(),
      fc.boolean(),
      async (length, piece, part, damage, head) => {
        const bytes = bytesOf(length);
        let begun = 0;
        const read = new Forwards(() => {
          begun++;
          return pieces(bytes, piece, damage);
        });
        if (head) expect((await read.head(50)).subarray(0, 50)).toEqual(bytes.subarray(0, 50));
        const all: Buffer[] = [];
        for (let from = 0; ;) {
          const { content, done, damage: found } = await read.take(from, part);
          all.push(content);
          from += content.length;
          if (!done) continue;
          expect(found).toBe(damage ? 'bad-checksum' : null);
          break;
        }
        expect(Buffer.concat(all)).toEqual(bytes);
        expect(begun).toBe(1);
        await read.close();
      },
    ),
  );
});

test('going back begins again, and a part from the middle is that part', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(500), fc.integer({ min: 1, max: 80 })), { maxLength: 8 }), async (wanted) => {
      const bytes = bytesOf(300);
      const read = new Forwards(() => pieces(bytes, 64, false));
      for (const [from, length] of wanted) {
        const { content, done } = await read.take(from, length);
        expect(content).toEqual(bytes.subarray(from, from + length));
        expect(done).toBe(from + length >= 300);
      }
    }),
  );
});
