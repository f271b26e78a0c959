import { createHash } from 'node:crypto';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../shared/contract/schemas.ts';
import { CheckReport as CheckReportSchema } from '../../shared/contract/schemas.ts';
import { checkCopy } from './check.ts';
import { madeSource } from './made-source.ts';
import { writeCopy } from './write.ts';

let made: string;
let work: string;
beforeAll(async () => {
  made = await mkdtemp(path.join(tmpdir(), 'adieu-check-made-'));
  const source = madeSource({ media: [{ path: 'a.png', bytes: Buffer.from('picture'), mime: 'image/png' }] });
  for (const zip of [false, true]) {
    await writeCopy(source, {
      into: made,
      name: 'copy',
      zip,
      language: 'en',
      signal: new AbortController().signal,
      onProgress: () => undefined,
      now: () => new Date(),
    });
  }
});
afterAll(() => rm(made, { recursive: true, force: true }));
beforeEach(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'adieu-check-'));
});
afterEach(() => rm(work, { recursive: true, force: true }));

const check = async (place: string): Promise<CheckReport> =>
  CheckReportSchema.parse(await checkCopy(place, { signal: new AbortController().signal, onProgress: () => undefined }));
const fresh = async (): Promise<string> => {
  const bag = path.join(work, 'copy');
  await cp(path.join(made, 'copy'), bag, { recursive: true });
  return bag;
};
const codes = (report: CheckReport): string[] => report.faults.map(({ code }) => code);
const nothing = { missing: [], changed: [], extra: [], faults: [] };

/** A small bag written by hand, as any other program would. */
async function bagOf(
  files: Record<string, string>,
  given: {
    version?: string;
    algorithm?: 'sha256' | 'sha512';
    manifest?: string;
    oxum?: string;
    tags?: Record<string, string>;
  } = {},
): Promise<string> {
  const { version = '1.0', algorithm = 'sha256', oxum, tags = {} } = given;
  const bag = path.join(work, 'bag');
  const lines: string[] = [];
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(bag, name)), { recursive: true });
    await writeFile(path.join(bag, name), content);
    lines.push(`${createHash(algorithm).update(content).digest('hex')}  ${name}\n`);
  }
  await mkdir(bag, { recursive: true });
  await writeFile(path.join(bag, 'bagit.txt'), `BagIt-Version: ${version}\nTag-File-Character-Encoding: UTF-8\n`);
  await writeFile(path.join(bag, `manifest-${algorithm}.txt`), given.manifest ?? lines.join(''));
  if (oxum !== undefined) await writeFile(path.join(bag, 'bag-info.txt'), `Payload-Oxum: ${oxum}\n`);
  for (const [name, content] of Object.entries(tags)) await writeFile(path.join(bag, name), content);
  return bag;
}
/** Packs a file, or a folder with all that is in it. */
async function zipped(zip: string, from: string, name: string): Promise<void> {
  const out = new ZipFile();
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) out.addFile(from, name);
  for (const entry of entries ?? []) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) out.addFile(file, `${name}/${path.relative(from, file).split(path.sep).join('/')}`);
  }
  out.end();
  await pipeline(out.outputStream, createWriteStream(zip));
}
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('checking a copy', () => {
  it('finds a fresh one intact, as a folder and as a zip, and counts the same in both', async () => {
    const folder = await check(path.join(made, 'copy'));
    expect(folder).toMatchObject({ intact: true, ...nothing });
    expect(folder.files).toBeGreaterThan(30);
    expect(await check(path.join(made, 'copy.zip'))).toEqual(folder);
  });

  it('names a file in which one bit changed', async () => {
    const bag = await fresh();
    const file = path.join(bag, 'data/records/post.jsonl');
    const bytes = await readFile(file);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    await writeFile(file, bytes);
    expect(await check(bag)).toMatchObject({ intact: false, ...nothing, changed: ['data/records/post.jsonl'] });
  });

  it('names a missing file, an extra one and a moved one', async () => {
    const bag = await fresh();
    await rm(path.join(bag, 'data/contacts.vcf'));
    await writeFile(path.join(bag, 'data/note.txt'), 'hello');
    await rename(path.join(bag, 'data/records/event.jsonl'), path.join(bag, 'data/records/events.jsonl'));
    const report = await check(bag);
    expect(report.missing).toEqual(['data/contacts.vcf', 'data/records/event.jsonl']);
    expect(report.extra).toEqual(['data/note.txt', 'data/records/events.jsonl']);
    expect(codes(report)).toEqual(['oxum-differs']);
    expect(report.intact).toBe(false);
  });

  it('names a changed file of the bag itself, and a changed manifest', async () => {
    const bag = await fresh();
    await appendFile(path.join(bag, 'README.txt'), 'more');
    await appendFile(path.join(bag, 'manifest-sha256.txt'), '\n');
    expect(await check(bag)).toMatchObject({ intact: false, changed: ['README.txt', 'manifest-sha256.txt'] });
  });

  it('names a note left beside the payload, and says the copy is intact all the same', async () => {
    const bag = await fresh();
    await writeFile(path.join(bag, 'note.txt'), 'bought in 2026');
    expect(await check(bag)).toMatchObject({ intact: true, ...nothing, extra: ['note.txt'] });
  });

  it('follows no link, neither to a file nor to a folder', async () => {
    const bag = await fresh();
    const file = path.join(bag, 'data/records/post.jsonl');
    await cp(file, path.join(work, 'elsewhere'));
    await rm(file);
    await symlink(path.join(work, 'elsewhere'), file);
    await symlink('/etc', path.join(bag, 'data/etc'));
    const report = await check(bag);
    expect(report.changed).toEqual(['data/records/post.jsonl']);
    expect(
      report.faults
        .filter(({ code }) => code === 'link')
        .map(({ detail }) => detail)
        .toSorted(),
    ).toEqual(['data/etc', 'data/records/post.jsonl']);
  });

  it('is refused where there is no copy', async () => {
    await expect(check(path.join(work, 'nowhere'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(check(work)).rejects.toMatchObject({ code: 'not-a-copy' });
    await writeFile(path.join(work, 'text'), 'no zip');
    await expect(check(path.join(work, 'text'))).rejects.toMatchObject({ code: 'not-a-copy' });
    await writeFile(path.join(work, 'in.txt'), 'x');
    await zipped(path.join(work, 'other.zip'), path.join(work, 'in.txt'), 'in.txt');
    await expect(check(path.join(work, 'other.zip'))).rejects.toMatchObject({ code: 'not-a-copy' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort();
    for (const form of ['copy', 'copy.zip'])
      await expect(checkCopy(path.join(made, form), { signal: stop.signal, onProgress: () => undefined })).rejects.toMatchObject({
        code: 'cancelled',
      });
  });
});

describe('checking a zipped copy', () => {
  const fileIn = 'copy/data/records/post.jsonl';
  const rezipped = async (change: (folder: string) => Promise<void>): Promise<string> => {
    const zip = path.join(work, 'copy.zip');
    await cp(path.join(made, 'copy'), path.join(work, 'copy'), { recursive: true });
    await change(path.join(work, 'copy'));
    await zipped(zip, path.join(work, 'copy'), 'copy');
    return zip;
  };
  it('names what is missing, changed and extra', async () => {
    const zip = await rezipped(async (bag) => {
      await rm(path.join(bag, 'data/contacts.vcf'));
      await appendFile(path.join(work, fileIn), 'x');
      await writeFile(path.join(bag, 'data/extra'), '');
    });
    expect(await check(zip)).toMatchObject({
      intact: false,
      missing: ['data/contacts.vcf'],
      changed: ['data/records/post.jsonl'],
      extra: ['data/extra'],
    });
  });
  it('says of one that was cut off that it is damaged', async () => {
    const zip = path.join(work, 'cut.zip');
    await cp(path.join(made, 'copy.zip'), zip);
    await truncate(zip, 50_000);
    await expect(check(zip)).rejects.toMatchObject({ code: 'damaged' });
  });
  it('names the file where bytes inside were changed', async () => {
    const zip = path.join(work, 'bits.zip');
    const bytes = await readFile(path.join(made, 'copy.zip'));
    const at = bytes.indexOf('copy/README.txt') + 100;
    bytes.fill(0xff, at, at + 20);
    await writeFile(zip, bytes);
    const report = await check(zip);
    expect(report.intact).toBe(false);
    expect([...report.changed, ...report.faults.map(({ detail }) => detail)]).toContain('README.txt');
  });
});

describe("checking anybody's bag", () => {
  it('knows versions 1.0 and 0.97, SHA-256 and SHA-512', async () => {
    for (const version of ['1.0', '0.97']) {
      for (const algorithm of ['sha256', 'sha512'] as const) {
        const bag = await bagOf({ 'data/a': 'one', 'data/sub/b c': 'two' }, { version, algorithm, oxum: '6.2' });
        expect(await check(bag), `${version} ${algorithm}`).toMatchObject({ intact: true, ...nothing });
        await rm(bag, { recursive: true });
      }
    }
  });
  it('reads the manifest as it may be written: capitals, stars, tabs, ./, CRLF, percent signs, a name in another normal form', async () => {
    const names = ['data/star', 'data/tab', 'data/dot', 'data/new\nline', 'data/per%cent', 'data/e\u0301'];
    const sum = sha256('x');
    const manifest = [
      `${sum.toUpperCase()} *data/star`,
      `${sum}\tdata/tab`,
      `${sum}  ./data/dot`,
      `${sum}  data/new%0Aline`,
      `${sum}  data/per%25cent`,
      `${sum}  data/\u00e9`,
    ].join('\r\n');
    const bag = await bagOf(Object.fromEntries(names.map((name) => [name, 'x'])), { manifest });
    expect(await check(bag)).toMatchObject({ intact: true, ...nothing });
  });
  it('takes every name that leads out for a fault, and reads nothing there', async () => {
    const outside = path.join(work, 'secret');
    await writeFile(outside, 'secret');
    const names = ['../secret', 'data/../../secret', outside, '~/secret', 'C:\\secret', 'data\\..\\..\\secret', 'bagit.txt'];
    const bag = await bagOf(
      { 'data/a': 'a' },
      { manifest: [`${sha256('a')}  data/a`, ...names.map((name) => `${sha256('secret')}  ${name}`)].join('\n') },
    );
    const report = await check(bag);
    expect(codes(report)).toEqual(names.map(() => 'unsafe-path'));
    expect(report.changed).toEqual([]);
    expect(report.intact).toBe(false);
  });
  it('names each kind of fault', async () => {
    const fault = async (given: Parameters<typeof bagOf>[1], after?: (bag: string) => Promise<void>): Promise<string[]> => {
      const bag = await bagOf({ 'data/a': 'a' }, given);
      await after?.(bag);
      const report = await check(bag);
      expect(report.intact).toBe(false);
      await rm(bag, { recursive: true });
      return codes(report);
    };
    expect(await fault({}, (bag) => rm(path.join(bag, 'bagit.txt')))).toEqual(['no-bagit']);
    expect(await fault({ version: '3.0' })).toEqual(['bad-version']);
    expect(await fault({}, (bag) => rm(path.join(bag, 'manifest-sha256.txt')))).toEqual(['no-manifest']);
    expect(await fault({ manifest: `${sha256('a')}  data/a\nnonsense\n${'0'.repeat(63)}  data/b\n` })).toEqual([
      'bad-line',
      'bad-line',
    ]);
    expect(await fault({ manifest: `${sha256('a')}  data/a\n`.repeat(2) })).toEqual(['twice']);
    expect(await fault({ oxum: '1.2' })).toEqual(['oxum-differs']);
    expect(await fault({ tags: { 'manifest-sha512.txt': '' } })).toEqual(['manifests-differ']);
  });
  it('says so where there is more to tell than the report can hold', async () => {
    const lines = Array.from({ length: 12_000 }, (_, n) => `${sha256('a')}  data/${n}`);
    const report = await check(await bagOf({}, { manifest: lines.join('\n') }));
    expect(report.missing).toHaveLength(10_000);
    expect(report.faults).toContainEqual({ code: 'more-than-listed', detail: '12000' });
    const wrong = await check(await bagOf({}, { manifest: 'nonsense\n'.repeat(5000) }));
    expect(wrong.faults).toHaveLength(1000);
    expect(wrong.faults.at(-1)).toEqual({ code: 'more-than-listed', detail: '4001' });
  });
});
