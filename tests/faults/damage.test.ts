/** Every export cut at every length, with bits flipped, and with its own words changed: nothing crashes, and what is counted is there. */
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { Refusal } from '../../shared/errors.ts';
import { tarOf, zipOf } from '../hostile/containers.ts';
import { inMemory } from '../hostile/read-back.ts';
import type { Given } from '../read-with.ts';
import { publishedFiles, wholeExports } from './exports.ts';
import { long, seed, told } from './how-long.ts';
import { mutated, numbers } from './mutate.ts';
import { orRefusal, readInMemory, untrue, type InMemory } from './read-in-memory.ts';

const read = (name: string, bytes: Buffer, network: string): Promise<InMemory | Refusal> =>
  orRefusal(readInMemory([{ kind: 'bytes', bytes: inMemory(name, bytes) }], network));

/** Fails with what is untrue and where. `network`: what a person would name, where nothing tells. */
async function holds(name: string, bytes: Buffer, network: string, where: string): Promise<InMemory | Refusal> {
  const got = await read(name, bytes, network).catch((error: unknown) => {
    throw new Error(`${name}, ${where}`, { cause: error });
  });
  if (!(got instanceof Refusal)) expect(untrue(got), `${name}, ${where}`).toEqual([]);
  return got;
}

const published = publishedFiles();
const exports = await wholeExports();
const half = (files: readonly Given[], second: boolean): readonly Given[] =>
  second ? files.slice(Math.ceil(files.length / 2)) : files.slice(0, Math.ceil(files.length / 2));
/** As parts that were zipped once more. */
const asZips = (files: readonly Given[]): Buffer =>
  zipOf(
    [false, true].map((second) => ({ name: `part-${second ? 2 : 1}.zip`, data: asZip(half(files, second), false), method: 0 })),
  );
const asZip = (files: readonly Given[], streamed: boolean): Buffer =>
  zipOf(files.map(({ path, content }, i) => ({ name: path, data: content, method: i % 4 === 3 ? 0 : 8, descriptor: streamed })));
const asTarGz = (files: readonly Given[]): Buffer =>
  gzipSync(tarOf(files.filter(({ path }) => path.length < 100).map(({ path, content }) => ({ name: path, data: content }))));
const patience = { timeout: long ? 3_600_000 : 120_000 };

describe('cut off', () => {
  it('anywhere, a file gives what stands before the cut', patience, async () => {
    const every = long ? 1 : 25;
    // The short form takes some of them.
    const files = long ? published : published.filter((_, i) => i % 8 === 0);
    for (const [n, { name, network, bytes }] of files.entries()) {
      told(`cutting ${n + 1} of ${files.length}: ${network} ${name}`);
      let before = 0;
      for (let percent = every; percent <= 100; percent += every) {
        const got = await holds(
          name,
          bytes.subarray(0, Math.ceil((bytes.length * percent) / 100)),
          network,
          `cut at ${percent} %`,
        );
        if (got instanceof Refusal || !name.endsWith('.json')) continue;
        // A longer beginning of one document never holds less.
        expect(got.records.length, `${name}, cut at ${percent} %`).toBeGreaterThanOrEqual(before);
        before = got.records.length;
      }
    }
  });

  it('an export of many files gives those before the cut, whole, and says that it is cut', patience, async () => {
    const every = long ? 1 : 20;
    for (const { name, network, files } of long ? exports : exports.filter((_, i) => i % 4 === 0))
      for (const [kind, bytes] of [
        ['export.zip', asZip(files, false)],
        ['streamed.zip', asZip(files, true)],
        ['zipped-again.zip', asZips(files)],
        ['export.tar.gz', asTarGz(files)],
      ] as const) {
        told(`cutting ${name} as ${kind}`);
        const whole = await holds(kind, bytes, network, `${name} whole`);
        if (whole instanceof Refusal) throw whole;
        const all = new Set(whole.records.map(({ id }) => id));
        for (let percent = every; percent < 100; percent += every) {
          const got = await holds(
            kind,
            bytes.subarray(0, Math.ceil((bytes.length * percent) / 100)),
            network,
            `${name} as ${kind} at ${percent} %`,
          );
          if (got instanceof Refusal) {
            expect(['damaged', 'empty-input']).toContain(got.code);
            continue;
          }
          const damaged = got.account?.files.some(({ became }) => became === 'damaged') === true;
          expect(damaged || got.problems.length > 0, `${name} at ${percent} % says nothing`).toBe(true);
          if (got.account === null) continue;
          // What is read from whole files is what it was.
          const wholeFiles = new Set(got.account.files.flatMap(({ file, became }) => (became === 'read' ? [file] : [])));
          const strange = got.records.filter(
            (record) => record.kind !== 'media' && wholeFiles.has(record.source.file) && !all.has(record.id),
          );
          expect(got.account.account === null || strange.length === 0, `${name} at ${percent} %`).toBe(true);
        }
      }
  });
});

/** In turn: exports packed in each way, and published files as they lie there. */
function flipped(n: number): { network: string; bytes: Buffer } {
  const lies = published[Math.floor(n / 5) % published.length];
  if (n % 5 === 4 && lies !== undefined) return { network: lies.network, bytes: Buffer.from(lies.bytes) };
  const { network = 'other', files = [] } = exports[Math.floor(n / 5) % exports.length] ?? {};
  const packed = [asTarGz, asZips, (some: readonly Given[]) => asZip(some, true), (some: readonly Given[]) => asZip(some, false)];
  return { network, bytes: (packed[n % 5] ?? asTarGz)(files) };
}

describe('with flipped bytes', () => {
  it('an export is read or refused, and every count is true', patience, async () => {
    const random = numbers(seed);
    told(`flipping, seed ${seed}`);
    for (let n = 0; n < (long ? 5000 : 40); n++) {
      const { network, bytes } = flipped(n);
      for (let flips = 1 + Math.floor(random() * 5); flips > 0; flips--) {
        const at = Math.floor(random() * bytes.length);
        bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      }
      await holds('export', bytes, network, `flips ${n} of seed ${seed}`);
      if (n % 100 === 99) told(`flipped ${n + 1}`);
    }
  });
});

describe('with its words changed', () => {
  it('an export is accounted for, thing by thing', patience, async () => {
    const random = numbers(seed);
    told(`changing, seed ${seed}`);
    for (let n = 0; n < (long ? 5000 : 40); n++) {
      const { network = 'other', files: given = [] } = exports[n % exports.length] ?? {};
      const files = [...given];
      const documents = files.flatMap(({ path, content }, i) => (/\.(?:json|js)$/.test(path) && content.length < 1e6 ? [i] : []));
      for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
        const i = documents[Math.floor(random() * documents.length)] ?? -1;
        const file = files[i];
        const text = file === undefined ? null : mutated(file.content.toString('utf8'), random);
        if (file !== undefined && text !== null) files[i] = { ...file, content: Buffer.from(text) };
      }
      await holds('export.zip', asZip(files, false), network, `change ${n} of seed ${seed}`);
      if (n % 100 === 99) told(`changed ${n + 1}`);
    }
  });
});

describe('handed over in another shape', () => {
  const shapes: Readonly<Record<string, (files: readonly Given[]) => { name: string; data: Buffer }[]>> = {
    'packed one folder deeper': (files) => files.map(({ path, content }) => ({ name: `my export/${path}`, data: content })),
    'packed two folders deeper': (files) => files.map(({ path, content }) => ({ name: `a/b/${path}`, data: content })),
    'with what macOS leaves': (files) => [
      ...files.map(({ path, content }) => ({ name: path, data: content })),
      ...files.map(({ path }) => ({ name: `__MACOSX/${path.replace(/([^/]*)$/, '._$1')}`, data: Buffer.from('\0\x05\x16\x07') })),
      { name: '.DS_Store', data: Buffer.from('\0\0\0\x01Bud1') },
    ],
    'with a byte order mark': (files) =>
      files.map(({ path, content }) => ({
        name: path,
        data: path.endsWith('.json') ? Buffer.concat([Buffer.from('\ufeff'), content]) : content,
      })),
    'as UTF-16': (files) =>
      files.map(({ path, content }) => ({
        name: path,
        data: path.endsWith('.json') ? Buffer.from(`\ufeff${content.toString('utf8')}`, 'utf16le') : content,
      })),
    'as UTF-16, the other way round': (files) =>
      files.map(({ path, content }) => ({
        name: path,
        data: path.endsWith('.json') ? Buffer.from(`\ufeff${content.toString('utf8')}`, 'utf16le').swap16() : content,
      })),
  };

  it.each(Object.entries(shapes))('%s, an export holds what it holds', async (_, shape) => {
    for (const { name, network, files } of exports) {
      const plain = await holds('export.zip', asZip(files, false), network, name);
      const other = await holds('export.zip', zipOf(shape(files)), network, name);
      if (plain instanceof Refusal || other instanceof Refusal) throw new Error(`${name} is refused`);
      const counts = ({ account }: InMemory): object => ({ ...account?.records, network: account?.network });
      const { media: _one, ...expected } = counts(plain) as Record<string, unknown>;
      const { media: _two, ...found } = counts(other) as Record<string, unknown>;
      expect(found, name).toEqual(expected);
    }
  });
});
