/** Whatever the bytes are: no crash, no hang, and no file is silently other than it was. */
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { tarOf, zipOf } from '../../../tests/hostile/containers.ts';
import { story } from '../../../tests/hostile/make.ts';
import { inMemory, readBack } from '../../../tests/hostile/read-back.ts';
import { Refusal } from '../../../shared/errors.ts';
import { openInputs, type OpenedExport } from './index.ts';

// They end; on a busy machine later than usual.
vi.setConfig({ testTimeout: 60_000 });

const contents: Readonly<Record<string, string>> = {
  'data/a.js': story(120),
  'data/b.js': '[ "short" ]',
  'media/c.bin': story(20),
  'd.txt': 'd'.repeat(900),
};
const parts = Object.entries(contents).map(([name, data], i) => ({ name, data, method: i === 2 ? 0 : 8 }));
const zip = zipOf(parts);
const streamed = zipOf(parts.map((part) => ({ ...part, descriptor: true })));
const tar = tarOf(parts);
const gz = gzipSync(tar);
const containers = { zip, 'zip with descriptors': streamed, 'tar.gz': gz };

async function open(bytes: Buffer): Promise<OpenedExport | Refusal> {
  return openInputs([{ kind: 'bytes', bytes: inMemory('input', bytes) }]).catch((error: unknown) => {
    if (error instanceof Refusal) return error;
    throw error;
  });
}

/** Files that are neither as they were nor told as damaged; something said of the input as a whole covers those that are missing from the list. */
async function untold(opened: OpenedExport): Promise<string[]> {
  const whole = new Set<string>();
  const wrong: string[] = [];
  let told = opened.problems.length > 0;
  for (const file of opened.files) {
    const { bytes, damage } = await readBack(file);
    if (damage !== null) {
      told = true;
      continue;
    }
    // A name may be damaged, in which no checksum is: then the bytes tell which file it is.
    const original = Object.entries(contents).find(([, text]) => text === bytes.toString())?.[0];
    if (original === undefined) wrong.push(file.path);
    else whole.add(original);
  }
  const missing = Object.keys(contents).filter((path) => !whole.has(path));
  return [...wrong, ...(told ? [] : missing)];
}

describe.each(Object.entries(containers))('a valid %s', (_kind, valid) => {
  it('cut anywhere gives what is before the cut and says that it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: valid.length - 1 }), async (length) => {
        const opened = await open(valid.subarray(0, length));
        if (opened instanceof Refusal) expect(['empty-input', 'damaged']).toContain(opened.code);
        // Under ten bytes it may be nothing in particular: a loose file.
        else if (length >= 10) expect(await untold(opened)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('with any byte changed gives every file as it was, or says which is not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 10, max: valid.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(valid);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const opened = await open(bytes);
        if (!(opened instanceof Refusal)) expect(await untold(opened)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('any bytes', () => {
  const starts = [
    Buffer.alloc(0),
    Buffer.from('PK\x03\x04'),
    Buffer.from('PK\x05\x06'),
    Buffer.from([0x1f, 0x8b, 8, 0]),
    tar.subarray(0, 512),
    zip.subarray(-80),
  ];

  it('are opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 3000 }), async (start, rest) => {
        const opened = await open(Buffer.concat([start, rest]));
        if (!(opened instanceof Refusal)) for (const file of opened.files) await readBack(file);
      }),
      { numRuns: 300 },
    );
  });

  it('in place of any part of a zip are opened or refused', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(zip, streamed),
        fc.nat(zip.length),
        fc.uint8Array({ maxLength: 60 }),
        async (valid, at, put) => {
          const bytes = Buffer.from(valid);
          Buffer.from(put).copy(bytes, Math.min(at, bytes.length - 1));
          const opened = await open(bytes);
          if (!(opened instanceof Refusal)) for (const file of opened.files) await readBack(file);
        },
      ),
      { numRuns: 300 },
    );
  });
});
