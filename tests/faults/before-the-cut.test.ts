/** What stands before a cut comes out of it, byte for byte and record by record, and the rest is told as damaged. */
import { describe, expect, it } from 'vitest';
import { gzipSync } from 'node:zlib';
import { Refusal } from '../../shared/errors.ts';
import { openInputs } from '../../engine/intake/sources/index.ts';
import { tarOf, zipOf } from '../hostile/containers.ts';
import { inMemory, readBack } from '../hostile/read-back.ts';
import type { Given } from '../read-with.ts';
import { endsOfValues, partsOfTar, partsOfZip, unpackedBytes, type Part } from './before-the-cut.ts';
import { publishedFiles, wholeExports } from './exports.ts';
import { long, told } from './how-long.ts';
import { orRefusal, readInMemory } from './read-in-memory.ts';

const exports = await wholeExports();
const published = publishedFiles();
const every = long ? 1 : 20;
const patience = { timeout: long ? 3_600_000 : 120_000 };

/** Each cut of `bytes`. */
function* cuts(bytes: Buffer): Generator<{ cut: Buffer; percent: number }> {
  for (let percent = every; percent < 100; percent += every)
    yield { cut: bytes.subarray(0, Math.ceil((bytes.length * percent) / 100)), percent };
}

const plain = (files: readonly Given[]): { name: string; data: Buffer }[] =>
  files.filter(({ path }) => Buffer.byteLength(path) < 100).map(({ path, content }) => ({ name: path, data: content }));

interface Shape {
  readonly name: string;
  readonly bytes: Buffer;
  readonly parts: readonly Part[];
  /** How many bytes of what `parts` counts in a beginning holds. */
  readonly holds: (cut: Buffer) => number;
}

const asItLies = (cut: Buffer): number => cut.length;

function shapesOf(files: readonly Given[]): Shape[] {
  const parts = plain(files);
  const half = Math.ceil(parts.length / 2);
  const tar = tarOf(parts);
  const zips = {
    'export.zip': zipOf(parts),
    'streamed.zip': zipOf(parts.map((part) => ({ ...part, descriptor: true }))),
    'zipped-again.zip': zipOf(
      [parts.slice(0, half), parts.slice(half)].map((some, i) => ({ name: `part${i}.zip`, data: zipOf(some), method: 0 })),
    ),
  };
  return [
    ...Object.entries(zips).map(([name, bytes]) => ({
      name,
      bytes,
      parts: partsOfZip(bytes, name === 'zipped-again.zip'),
      holds: asItLies,
    })),
    { name: 'export.tar', bytes: tar, parts: partsOfTar(tar), holds: asItLies },
    { name: 'export.tar.gz', bytes: gzipSync(tar), parts: partsOfTar(tar), holds: unpackedBytes },
  ];
}

/** Fails unless every file that lies before the cut is there as it was, and some damage is told. */
async function comesOut({ name, parts, holds }: Shape, cut: Buffer, where: string): Promise<void> {
  const before = parts.filter(({ end }) => end <= holds(cut));
  const opened = await orRefusal(openInputs([{ kind: 'bytes', bytes: inMemory(name, cut) }]));
  if (opened instanceof Refusal) {
    // Empty is what holds files of no bytes only.
    expect(
      before.filter(({ bytes }) => bytes.length > 0),
      where,
    ).toEqual([]);
    expect(['damaged', 'empty-input'], where).toContain(opened.code);
    return;
  }
  const found = new Map<string, { bytes: Buffer; whole: boolean }[]>();
  let damaged = opened.problems.length > 0;
  for (const file of opened.files) {
    const { bytes, damage } = await readBack(file);
    damaged ||= damage !== null;
    found.set(file.path, [...(found.get(file.path) ?? []), { bytes, whole: damage === null }]);
  }
  await opened.close();
  // Of a tar that lacks but a part of the empty blocks that close it, nothing is lost.
  const whole = before.length === parts.length && /\.tar(?:\.gz)?$/.test(name);
  if (!whole) expect(damaged, `${where} tells of no damage`).toBe(true);
  for (const { path, bytes } of before) {
    // What is no UTF-8 is shown by an old code page.
    const there = path.includes('\ufffd') ? [...found.values()].flat() : found.get(path);
    const same = there?.some((one) => one.whole && one.bytes.equals(bytes)) === true;
    expect(same, `${where}: ${path} is lost`).toBe(true);
  }
}

describe('a container that was cut', () => {
  it('gives every file before the cut byte for byte, packed in any way', patience, async () => {
    for (const { name, files } of long ? exports : exports.filter((_, i) => i % 4 === 0))
      for (const shape of shapesOf(files)) {
        told(`cutting ${name} as ${shape.name}`);
        for (const { cut, percent } of cuts(shape.bytes)) await comesOut(shape, cut, `${name} as ${shape.name} at ${percent} %`);
      }
  });

  it('as others have packed it, does so too', patience, async () => {
    // As a rule these are whole: one that is cut already has no directory to compare with.
    const zips = published.filter(
      ({ bytes }) =>
        bytes.indexOf('PK\x03\x04', undefined, 'latin1') === 0 && bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1') > 0,
    );
    for (const { name, bytes } of long ? zips : zips.filter((_, i) => i % 10 === 0)) {
      told(`cutting ${name}`);
      const parts = partsOfZip(bytes);
      const paths = new Set(parts.map(({ path }) => path));
      // Zips in it are opened, and names that Windows or a stranger wrote are shown otherwise.
      if ([...paths].some((path) => /\.zip$|\\|\.\.|^\//.test(path))) continue;
      const shape = { name, bytes, parts, holds: asItLies };
      for (const { cut, percent } of cuts(bytes)) await comesOut(shape, cut, `${name} at ${percent} %`);
    }
  });
});

describe('a JSON document that was cut', () => {
  it('gives every record before the cut', patience, async () => {
    const documents = exports
      .flatMap(({ name, files }) => files.map((file) => ({ name, ...file })))
      .concat(published.map(({ name, bytes }) => ({ name, path: name, content: bytes })))
      .filter(({ path, content }) => path.endsWith('.json') && content.length < 1e6);
    let compared = 0;
    for (const { name, path, content } of long ? documents : documents.filter((_, i) => i % 7 === 0)) {
      const read = (bytes: Buffer): ReturnType<typeof readInMemory> =>
        readInMemory([{ kind: 'bytes', bytes: inMemory(path.slice(path.lastIndexOf('/') + 1), bytes) }]);
      const whole = await orRefusal(read(content));
      if (whole instanceof Refusal || whole.records.length === 0) continue;
      if (whole.account?.files.some(({ became }) => became === 'damaged') === true) continue;
      const ends = endsOfValues(content);
      // A picture is part of what carries it, and comes with it.
      const carriers = whole.records.filter(({ kind }) => kind !== 'media').map(({ source }) => source.locator);
      const placed = whole.records.flatMap((record) => {
        const { locator } = record.source;
        const carrier = record.kind === 'media' ? carriers.find((one) => locator.startsWith(`${one}/`)) : undefined;
        const end = ends.get(carrier ?? locator);
        return end === undefined ? [] : [{ record, end }];
      });
      for (const { cut, percent } of cuts(content)) {
        const got = await orRefusal(read(cut));
        // With too little of it nobody can tell whose export it is.
        if (got instanceof Refusal || got.account === null) continue;
        const where = `${name}, ${path} at ${percent} %`;
        const there = new Set(got.records.map(({ source, kind }) => `${kind} ${source.locator}`));
        const lost = placed.filter(
          ({ record, end }) => end <= cut.length && !there.has(`${record.kind} ${record.source.locator}`),
        );
        expect(
          lost.map(({ record }) => `${record.kind} ${record.source.locator}`),
          where,
        ).toEqual([]);
        // Behind the end of the document there is nothing to lose.
        if (cut.length < (ends.get('') ?? 0))
          expect(got.account.files, where).toMatchObject([{ became: 'damaged', reason: 'cut-off' }]);
        compared += placed.length;
      }
    }
    if (documents.length > 0) expect(compared).toBeGreaterThan(0);
  });
});
