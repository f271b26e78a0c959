import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import Database from 'better-sqlite3-multiple-ciphers';
import { parse } from 'csv-parse/sync';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../shared/contract/schemas.ts';
import { AnyRecord, recordKinds } from '../../shared/records.ts';
import { readSafely } from './csv.ts';
import { hostileTexts, madeSource } from './made-source.ts';
import { DamagedFile } from '../intake/toolkit/reader.ts';
import type { KeptMedium } from './source.ts';
import { writeCopy, type CopyOptions } from './write.ts';

const child = fileURLToPath(new URL('./write-and-die.ts', import.meta.url));
let into: string;
beforeEach(async () => {
  into = await mkdtemp(path.join(tmpdir(), 'adieu-copies-'));
});
afterEach(() => rm(into, { recursive: true, force: true }));

const options = (given: Partial<CopyOptions> = {}): CopyOptions => ({
  into,
  name: 'copy',
  zip: false,
  language: 'en',
  signal: new AbortController().signal,
  onProgress: () => undefined,
  now: () => new Date(2026, 10, 24, 12),
  ...given,
});
const byText = (a: string, b: string): number => (a < b ? -1 : 1);
const sha256 = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted();

async function unpacked(zip: string, out: string): Promise<void> {
  const opened = await openPromise(zip);
  for await (const entry of opened.eachEntry()) {
    const place = path.join(out, entry.fileName);
    await mkdir(path.dirname(place), { recursive: true });
    await pipeline(await opened.openReadStreamPromise(entry), createWriteStream(place));
  }
}

const picture = Buffer.from('not really a picture');
const rich = () =>
  madeSource({
    media: [
      { path: 'media/Photo: 1?.png', bytes: picture, mime: 'image/png' },
      { path: 'media/photo: 1?.PNG', bytes: Buffer.alloc(0), mime: 'image/png' },
    ],
    originals: [
      { name: 'TikTok_Data.zip', files: [{ path: 'TikTok_Data.zip', bytes: Buffer.alloc(200_000, 'zip') }] },
      {
        name: 'loose',
        files: ['CON.txt', 'a/b', 'A/b', 'a/b.', 'new\nline', 'back\\slash', '%41', '../up'].map((name) => ({
          path: name,
          bytes: Buffer.from(name),
        })),
      },
    ],
  });

describe('an open copy in a folder', () => {
  it('is a BagIt bag: sha256sum passes as it is, and the counts are true', async () => {
    const report = await writeCopy(rich(), options());
    const bag = path.join(into, 'copy');
    expect(report).toMatchObject({ place: bag, name: 'copy' });
    const said = execFileSync('sha256sum', ['--strict', '-c', 'manifest-sha256.txt'], { cwd: bag, encoding: 'utf8' });
    expect(said.split('\n').filter((line) => line !== '' && !line.endsWith(': OK'))).toEqual([]);
    execFileSync('sha256sum', ['--strict', '-c', 'tagmanifest-sha256.txt'], { cwd: bag });

    // Without any of our own code: what RFC 8493 asks for.
    expect(await readFile(path.join(bag, 'bagit.txt'), 'utf8')).toBe('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
    const all = await filesIn(bag);
    const payload = all.filter((file) => file.startsWith('data/'));
    const listed = (await readFile(path.join(bag, 'manifest-sha256.txt'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(66));
    expect(listed.toSorted()).toEqual(payload);
    const tags = (await readFile(path.join(bag, 'tagmanifest-sha256.txt'), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(66));
    expect(tags.toSorted()).toEqual(['README.txt', 'bag-info.txt', 'bagit.txt', 'manifest-sha256.txt']);
    const sizes = await Promise.all(payload.map(async (file) => (await stat(path.join(bag, file))).size));
    const info = await readFile(path.join(bag, 'bag-info.txt'), 'utf8');
    expect(info).toContain(`Payload-Oxum: ${sizes.reduce((a, b) => a + b, 0)}.${payload.length}\n`);
    expect(info).toContain('Bagging-Date: 2026-11-24\n');
    expect(report.files).toBe(all.length);
    expect(report.bytes).toBe(
      (await Promise.all(all.map(async (file) => (await stat(path.join(bag, file))).size))).reduce((a, b) => a + b, 0),
    );
    expect(await readdir(into)).toEqual(['copy']);
  });

  it('says nothing of the person in the labels of the bag', async () => {
    await writeCopy(rich(), options());
    for (const tag of ['bag-info.txt', 'README.txt']) {
      const text = await readFile(path.join(into, 'copy', tag), 'utf8');
      for (const word of ['exemple', 'Une Personne', 'example.org']) expect(text).not.toContain(word);
    }
  });

  it('holds every record, one a line, as it was', async () => {
    const source = rich();
    const report = await writeCopy(source, options());
    let records = 0;
    for (const kind of recordKinds) {
      const lines = (await readFile(path.join(into, 'copy/data/records', `${kind}.jsonl`), 'utf8')).trimEnd().split('\n');
      expect(lines).toEqual([...source.records(kind)].map((record) => JSON.stringify(record)));
      for (const line of lines) AnyRecord.parse(JSON.parse(line));
      records += lines.length;
    }
    expect(report.records).toBe(records);
    expect(await readFile(path.join(into, 'copy/data/records/post.jsonl'), 'utf8')).toContain('"big":12345678901234567890');
  });

  it('holds the lists of people as CSV that comes back exactly', async () => {
    await writeCopy(rich(), options());
    const read = async (list: string): Promise<string[][]> => {
      const bytes = await readFile(path.join(into, 'copy/data/people', `${list}.csv`));
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      return parse(bytes.subarray(3), { record_delimiter: '\r\n' }).map((row) => row.map(readSafely));
    };
    const [head, ...everybody] = await read('everybody');
    expect(head).toEqual(['handle', 'name', 'network_id', 'url', 'lists', 'since', 'id']);
    expect(everybody.map(([, name]) => name)).toEqual([...rich().people(null)].map((person) => person.name?.toWellFormed()));
    expect((await read('mutual')).length).toBe(1 + 5);
    expect((await readdir(path.join(into, 'copy/data/people'))).toSorted()).toEqual([
      'everybody.csv',
      'follower.csv',
      'following.csv',
      'mutual.csv',
    ]);
    const cards = await readFile(path.join(into, 'copy/data/contacts.vcf'), 'utf8');
    expect(cards.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(30);
  });

  it('holds a SQLite file that explains itself and has everything', async () => {
    await writeCopy(rich(), options());
    const db = new Database(path.join(into, 'copy/data/archive.sqlite'), { readonly: true });
    try {
      const source = rich();
      for (const kind of recordKinds) {
        expect(db.prepare(`select count(*) as n from ${kind}`).get()).toEqual({ n: source.counts()[kind] });
        const columns = db
          .prepare<[], { name: string }>(`select name from pragma_table_info('${kind}')`)
          .all()
          .map(({ name }) => name);
        const described = db
          .prepare<[string], { name: string }>(
            'select column_name as name from readme where table_name = ? and column_name is not null and length(description) > 10',
          )
          .all(kind)
          .map(({ name }) => name);
        expect(described).toEqual(columns);
      }
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.prepare("select text from post where text like '%onerror%'").get()).toEqual({ text: hostileTexts[2] });
      expect(db.prepare("select handle from person where relations like '%mutual%' order by rowid").all()).toHaveLength(5);
      expect(
        db.prepare('select count(*) as n from message join conversation on conversation.id = message.conversation').get(),
      ).toEqual({ n: 60 });
      expect(JSON.parse(String(db.prepare("select raw from post where network_id = '1'").pluck().get()))).toHaveProperty('odd');
    } finally {
      db.close();
    }
    const said = spawnSync('sqlite3', ['copy/data/archive.sqlite', 'select count(*) from person'], {
      cwd: into,
      encoding: 'utf8',
    });
    if (said.error === undefined) expect(said.stdout).toBe('30\n');
  });

  it('holds the media and the export byte for byte, under safe names, with a list of the names they had', async () => {
    await writeCopy(rich(), options());
    const data = path.join(into, 'copy/data');
    const table = async (name: string): Promise<string[][]> =>
      parse((await readFile(path.join(data, name))).subarray(3), { record_delimiter: '\r\n' })
        .slice(1)
        .map((row) => row.map(readSafely));
    const media = await table('media-files.csv');
    expect(media.map((row) => row[1])).toEqual(['media/Photo: 1?.png', 'media/photo: 1?.PNG']);
    expect(await readFile(path.join(data, media[0]?.[0] ?? ''))).toEqual(picture);
    const originals = await table('original-files.csv');
    expect(originals.map((row) => row[1] ?? '').toSorted(byText)).toEqual(
      [
        'TikTok_Data.zip',
        ...['CON.txt', 'a/b', 'A/b', 'a/b.', 'new\nline', 'back\\slash', '%41', '../up'].map((name) => `loose/${name}`),
      ].toSorted(byText),
    );
    for (const [place = '', name = '', bytes, sum] of originals) {
      const content = await readFile(path.join(data, place));
      expect([String(content.length), sha256(content)]).toEqual([bytes, sum]);
      if (name.startsWith('loose/')) expect(content.toString()).toBe(name.slice('loose/'.length));
      expect(place).toMatch(/^original\/[^\\:?*%\n]+$/);
    }
  });

  it('is the same, byte for byte, when it is written again at the same moment', async () => {
    await writeCopy(rich(), options({ name: 'one' }));
    await writeCopy(rich(), options({ name: 'two' }));
    const read = (name: string): Promise<string> => readFile(path.join(into, name, 'manifest-sha256.txt'), 'utf8');
    expect(await read('one')).toBe(await read('two'));
  });

  it('can be of an archive with nothing in it and of nobody', async () => {
    const report = await writeCopy(madeSource({ followers: 0, posts: 0, messages: 0, events: 0, account: null }), options());
    expect(report.records).toBeGreaterThan(0);
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'manifest-sha256.txt'], { cwd: path.join(into, 'copy') });
  });

  it('has a name every system takes, whatever name was asked for', async () => {
    await writeCopy(madeSource(), options({ name: '../CON: a/b' }));
    expect(await readdir(into)).toEqual(['.._CON_ a_b']);
  });
});

describe('an open copy in a zip', () => {
  it('is the same bag in one folder', async () => {
    await writeCopy(rich(), options());
    const report = await writeCopy(rich(), options({ zip: true, name: 'zipped' }));
    expect(report.name).toBe('zipped.zip');
    const out = path.join(into, 'out');
    await unpacked(path.join(into, 'zipped.zip'), out);
    const other = spawnSync('unzip', ['-qt', path.join(into, 'zipped.zip')], { encoding: 'utf8' });
    if (other.error === undefined) expect(other.status, other.stderr).toBe(0);
    expect(await readdir(out)).toEqual(['zipped']);
    const bag = path.join(out, 'zipped');
    execFileSync('sha256sum', ['--strict', '--quiet', '-c', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'], { cwd: bag });
    expect(await filesIn(bag)).toEqual(await filesIn(path.join(into, 'copy')));
    const manifest = (folder: string): Promise<string> => readFile(path.join(folder, 'manifest-sha256.txt'), 'utf8');
    expect(await manifest(bag)).toBe(await manifest(path.join(into, 'copy')));
    expect((await readdir(into)).toSorted()).toEqual(['copy', 'out', 'zipped.zip']);
  });
});

describe('writing an open copy', () => {
  it('tells how far it is, at most four times a second, and ends with everything done', async () => {
    const told: Progress[] = [];
    let time = 0;
    await writeCopy(rich(), options({ onProgress: (progress) => told.push(progress), now: () => new Date((time += 1)) }));
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(2 + time / 250);
    for (const [n, { bytes, bytesOf, files, filesOf }] of told.entries()) {
      expect(bytes).toBeLessThanOrEqual(bytesOf);
      expect(files).toBeLessThanOrEqual(filesOf);
      expect(bytes).toBeGreaterThanOrEqual(told[n - 1]?.bytes ?? 0);
    }
    const last = told.at(-1);
    expect(last?.bytes).toBe(last?.bytesOf);
    expect(last?.files).toBe(last?.filesOf);
  });

  for (const zip of [false, true]) {
    const form = zip ? 'zip' : 'folder';
    const target = zip ? 'copy.zip' : 'copy';

    it(`refuses a name that is taken and leaves what is there alone (${form})`, async () => {
      if (zip) await writeFile(path.join(into, target), 'mine');
      else await mkdir(path.join(into, target));
      await expect(writeCopy(madeSource(), options({ zip }))).rejects.toMatchObject({ code: 'exists' });
      expect(await readdir(into)).toEqual([target]);
      if (zip) expect(await readFile(path.join(into, target), 'utf8')).toBe('mine');
    });

    it(`does not overwrite what takes the name while it is being written (${form})`, async () => {
      let n = 0;
      const source = madeSource({
        onRecord: () => {
          if (n++ === 20)
            execFileSync('sh', ['-c', zip ? 'echo mine > "$0"' : 'mkdir "$0" && echo mine > "$0/file"', path.join(into, target)]);
        },
      });
      await expect(writeCopy(source, options({ zip }))).rejects.toMatchObject({ code: 'exists' });
      expect(await readdir(into)).toEqual([target]);
      expect(await readFile(path.join(into, zip ? target : `${target}/file`), 'utf8')).toBe('mine\n');
    });

    it(`leaves nothing when it is stopped (${form})`, async () => {
      for (const at of [1, 40, 150]) {
        const stop = new AbortController();
        let n = 0;
        const source = madeSource({ posts: 3000, onRecord: () => void (n++ === at && stop.abort()) });
        await expect(writeCopy(source, options({ zip, signal: stop.signal }))).rejects.toMatchObject({ code: 'cancelled' });
        expect(await readdir(into)).toEqual([]);
      }
    });

    it(`leaves nothing when the archive cannot be read to its end (${form})`, async () => {
      let n = 0;
      const source = madeSource({
        onRecord: () => {
          if (n++ === 100) throw new Error('the archive broke');
        },
      });
      await expect(writeCopy(source, options({ zip }))).rejects.toThrow('the archive broke');
      expect(await readdir(into)).toEqual([]);
    });

    it(`leaves nothing that looks like a copy when it is killed, and the next copy clears the rest away (${form})`, async () => {
      for (const death of ['record:3', 'record:90', 'bytes:50000', 'bytes:200000']) {
        const { signal, stderr } = spawnSync(process.execPath, [child, into, form, '40', death], { encoding: 'utf8' });
        expect(signal, stderr).toBe('SIGKILL');
        const left = await readdir(into);
        expect(left).toHaveLength(1);
        expect(left[0]).toMatch(/^\.adieu-[0-9a-f]{16}\.unfinished$/);
        await writeCopy(madeSource(), options({ zip }));
        expect(await readdir(into)).toEqual([target]);
        await rm(path.join(into, target), { recursive: true });
      }
    });
  }

  it('clears away nothing that another process may still be writing, and nothing of anybody else', async () => {
    const first = 'Adieu was writing an open copy here and has not finished. This folder can be deleted.';
    for (const [name, text] of [
      ['.adieu-0000000000000001.unfinished', `${first}\n${hostname()}\n${process.pid}\n`],
      ['.adieu-0000000000000002.unfinished', `${first}\nanother-machine\n999999999\n`],
      ['.adieu-0000000000000003.unfinished', 'something else'],
    ] as const) {
      await mkdir(path.join(into, name));
      await writeFile(path.join(into, name, 'unfinished.txt'), text);
    }
    await writeCopy(madeSource(), options());
    expect(await readdir(into)).toHaveLength(4);
  });

  it('refuses an original that is not what it was when it was kept', async () => {
    const source = madeSource({ originals: [{ name: 'a.zip', files: [{ path: 'a.zip', bytes: Buffer.from('as it was') }] }] });
    const changed = {
      ...source,
      originals: () =>
        [...source.originals()].map((one) => ({
          ...one,
          files: () => [...one.files()].map((file) => ({ ...file, sha256: sha256('otherwise') })),
        })),
    };
    await expect(writeCopy(changed, options())).rejects.toMatchObject({ code: 'damaged', detail: { file: 'a.zip' } });
    expect(await readdir(into)).toEqual([]);
  });

  it('keeps what could be read of a medium that is damaged in the export, and says that it is no more', async () => {
    const source = rich();
    const [first] = source.media() as KeptMedium[];
    if (first === undefined) throw new Error('there is a medium');
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from('half');
      throw new DamagedFile('bad-checksum');
    };
    await writeCopy({ ...source, media: () => [{ record: first.record, stream: broken }] }, options());
    const rows = parse((await readFile(path.join(into, 'copy/data/media-files.csv'))).subarray(3), { record_delimiter: '\r\n' });
    expect(rows[0]?.slice(-3)).toEqual(['bytes', 'sha256', 'whole']);
    expect(rows[1]?.slice(-3)).toEqual(['4', sha256('half'), '0']);
  });

  it('refuses a folder that is not there', async () => {
    await expect(writeCopy(madeSource(), options({ into: path.join(into, 'nowhere') }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses before it begins where the room is too small', async () => {
    let read = 0;
    const source = madeSource({ onRecord: () => void read++ });
    await expect(writeCopy(source, options({ room: async () => 1000 }))).rejects.toMatchObject({
      code: 'no-room',
      detail: { free: 1000 },
    });
    expect(await readdir(into)).toEqual([]);
    expect(read).toBe(0);
  });

  it('needs no more memory for 100,000 people than a small process has', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=64', child, into, 'folder', '100000', 'never'],
      { encoding: 'utf8' },
    );
    expect(stderr).not.toContain('heap');
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { records: number }).records).toBeGreaterThan(100_000);
  }, 120_000);
});

/** A disk of two megabytes, where this machine lets us have one. */
const disk = path.join(tmpdir(), `adieu-small-disk-${process.pid}`);
const mounted = spawnSync('sh', ['-c', 'mkdir "$0" && mount -t tmpfs -o size=2m tmpfs "$0"', disk]).status === 0;
afterAll(async () => {
  if (mounted) spawnSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
});

describe.skipIf(!mounted)('on a disk that is too small', () => {
  for (const zip of [false, true]) {
    it(`leaves nothing when the room ends on the way (${zip ? 'zip' : 'folder'})`, async () => {
      const source = madeSource({
        originals: [{ name: 'big', files: [{ path: 'big.mp4', bytes: Buffer.alloc(4_000_000, 1) }] }],
      });
      await expect(writeCopy(source, options({ into: disk, zip, room: async () => null }))).rejects.toMatchObject({
        code: 'no-room',
      });
      expect(await readdir(disk)).toEqual([]);
      await expect(writeCopy(source, options({ into: disk, zip }))).rejects.toMatchObject({ code: 'no-room' });
    });
  }
});
