import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { tarOf, zipOf } from '../../../tests/hostile/containers.ts';
import { story } from '../../../tests/hostile/make.ts';
import { inMemory, readBack } from '../../../tests/hostile/read-back.ts';
import { isSystemFile, lookAt, openInputs, type Input, type OpenedExport, type RandomAccess } from './index.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adieu-sources-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const asBytes = (name: string, bytes: Buffer): Input => ({ kind: 'bytes', bytes: inMemory(name, bytes) });
const asPath = (...parts: string[]): Input => ({ kind: 'path', path: join(folder, ...parts) });

async function texts(opened: OpenedExport): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const file of opened.files) {
    const { bytes, damage } = await readBack(file);
    found[`${file.input}:${file.path}`] = damage === null ? bytes.toString() : `(${damage.reason}) ${bytes.toString()}`;
  }
  return found;
}

async function yazl(files: Record<string, string>, zip64: boolean): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name, { forceZip64Format: zip64 });
  zip.end({ forceZip64Format: zip64, comment: '' });
  return buffer(zip.outputStream);
}

describe('opening inputs', () => {
  const files = { 'data/a.js': story(500), 'data/b.js': '[]', 'empty.txt': '' };

  it.each([false, true])('reads a zip by another writer (zip64: %s), whole and with its directory cut off', async (zip64) => {
    const zip = await yazl(files, zip64);
    const expected = Object.fromEntries(Object.entries(files).map(([path, text]) => [`0:${path}`, text]));
    const opened = await openInputs([asBytes('x.zip', zip)]);
    expect(await texts(opened)).toEqual(expected);
    expect(opened.problems).toEqual([]);
    const directory = zip.indexOf('PK\x01\x02');
    expect(await texts(await openInputs([asBytes('x.zip', zip.subarray(0, directory + 20))]))).toEqual(expected);
  });

  it('makes one flat list of many inputs of every kind, in order', async () => {
    await writeFile(join(folder, 'part1.zip'), zipOf([{ name: 'data/a.js', data: 'one' }]));
    await writeFile(join(folder, 'part2.tgz'), gzipSync(tarOf([{ name: 'data/a.js', data: 'two' }])));
    await mkdir(join(folder, 'rest', 'deep'), { recursive: true });
    await writeFile(join(folder, 'rest', 'z.txt'), 'z');
    await writeFile(join(folder, 'rest', 'deep', 'y.txt'), 'y');
    await writeFile(join(folder, 'loose.json'), '{}');
    const opened = await openInputs([asPath('part1.zip'), asPath('part2.tgz'), asPath('rest'), asPath('loose.json')]);
    expect(await texts(opened)).toEqual({
      '0:data/a.js': 'one',
      '1:data/a.js': 'two',
      '2:deep/y.txt': 'y',
      '2:z.txt': 'z',
      '3:loose.json': '{}',
    });
    expect(opened.inputs.map(({ name, kind }) => [name, kind])).toEqual([
      ['part1.zip', 'zip'],
      ['part2.tgz', 'tar'],
      ['rest', 'folder'],
      ['loose.json', 'file'],
    ]);
    await opened.close();
  });

  it('opens a folder of parts as its parts', async () => {
    await writeFile(join(folder, '1.zip'), zipOf([{ name: 'a', data: 'one' }]));
    await writeFile(join(folder, '2.tar'), tarOf([{ name: 'b', data: 'two' }]));
    await writeFile(join(folder, '.DS_Store'), 'left behind');
    const opened = await openInputs([asPath('.')]);
    expect(await texts(opened)).toEqual({ '0:.DS_Store': 'left behind', '0:1.zip/a': 'one', '0:2.tar/b': 'two' });
    await opened.close();
  });

  it('reads a kept folder in the same order as the folder itself', async () => {
    const kept = ['b.txt', 'a/x.txt', 'a.txt'].map((path) => ({
      path,
      bytes: path.length,
      access: () => inMemory(path, Buffer.from(path)),
    }));
    const opened = await openInputs([{ kind: 'folder-bytes', name: 'kept', files: kept }]);
    for (const { path } of kept) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), path);
    }
    const original = await openInputs([asPath('.')]);
    expect(opened.files.map((file) => file.path)).toEqual(original.files.map((file) => file.path));
    expect(await texts(opened)).toEqual(await texts(original));
  });

  it('reads a pax and GNU tar as tar writes them, with names over 100 characters', async () => {
    const long = `${'é'.repeat(60)}/${'n'.repeat(120)}.json`;
    await mkdir(join(folder, 'in', 'é'.repeat(60)), { recursive: true });
    await writeFile(join(folder, 'in', long), story(300));
    for (const format of ['pax', 'gnu']) {
      const out = join(folder, `${format}.tar`);
      execFileSync('tar', [`--format=${format}`, '-cf', out, '-C', join(folder, 'in'), '.']);
      const opened = await openInputs([asPath(`${format}.tar`)]);
      expect(await texts(opened)).toEqual({ [`0:${long}`]: story(300) });
      expect(opened.problems).toEqual([]);
      await opened.close();
    }
  });

  it('reads files of a compressed tar in any order and more than one at a time', async () => {
    const parts = Array.from({ length: 300 }, (_, i) => ({ name: `f${i}.txt`, data: `${i} `.repeat((i % 7) * 3000) }));
    const opened = await openInputs([asBytes('x.tar.gz', gzipSync(tarOf(parts)))]);
    const read = async (i: number): Promise<void> => {
      const file = opened.files[i];
      const bytes = file ? (await readBack(file)).bytes.toString() : null;
      expect(bytes).toBe(parts[i]?.data);
    };
    for (let i = 0; i < 300; i += 20) await read(i);
    for (let i = 299; i >= 0; i -= 50) await read(i);
    await Promise.all([5, 290, 100, 6].map(read));
    await opened.close();
  });

  it('lists 66,000 entries, where the end record can count only to 65,535', async () => {
    const many = Array.from({ length: 66_000 }, (_, i) => ({ name: `f/${i}`, data: 'y', method: 0 }));
    const opened = await openInputs([asBytes('many.zip', zipOf(many, many.length % 65_536))]);
    expect(opened.files).toHaveLength(66_000);
    expect(opened.problems).toEqual([]);
  });

  it('follows no link in a folder and says so', async () => {
    await writeFile(join(folder, 'a.txt'), 'a');
    await symlink('/etc/passwd', join(folder, 'link.txt'));
    await symlink('.', join(folder, 'loop'));
    const opened = await openInputs([asPath('.')]);
    expect(await texts(opened)).toEqual({ '0:a.txt': 'a' });
    expect(opened.problems.map(({ file, reason }) => [file, reason])).toEqual([
      ['link.txt', 'bad-name'],
      ['loop', 'bad-name'],
    ]);
  });

  it.skipIf(process.platform !== 'linux')('reads a file whose name is no UTF-8', async () => {
    await writeFile(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9, 0x2e, 0x74])]), 'here');
    expect(await texts(await openInputs([asPath('.')]))).toEqual({ '0:caf\ufffd.t': 'here' });
    // Two names that look alike are two files.
    await writeFile(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe8, 0x2e, 0x74])]), 'there');
    expect(await texts(await openInputs([asPath('.')]))).toEqual({ '0:caf\ufffd.t': 'there', '0:caf\ufffd.t (2)': 'here' });
  });

  it('opens a container beside ordinary files where it is an export, and leaves it as it is where it is not', async () => {
    await writeFile(join(folder, 'export (1).zip'), zipOf([{ name: 'data/a.js', data: 'one' }]));
    await writeFile(join(folder, 'other.zip'), zipOf([{ name: 'b', data: 'two' }]));
    await writeFile(join(folder, 'locked.zip'), zipOf([{ name: 'c', data: 'three', flags: 1 }]));
    await writeFile(join(folder, 'picture.zip'), 'no zip at all');
    await writeFile(join(folder, 'notes.txt'), 'mine');
    const opened = await openInputs([asPath('.')], {}, (files) =>
      Promise.resolve(files.some(({ path }) => path === 'export (1).zip/data/a.js')),
    );
    expect(opened.files.map(({ path }) => path)).toEqual([
      'export (1).zip/data/a.js',
      'locked.zip',
      'notes.txt',
      'other.zip',
      'picture.zip',
    ]);
    expect(await texts(opened)).toMatchObject({ '0:export (1).zip/data/a.js': 'one', '0:notes.txt': 'mine' });
    expect(opened.problems).toEqual([]);
    await opened.close();
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe in a folder', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.json')]);
    await writeFile(join(folder, 'a.txt'), 'a');
    const opened = await openInputs([asPath('.')]);
    expect(await texts(opened)).toEqual({ '0:a.txt': 'a' });
    expect(opened.problems).toMatchObject([{ of: 'entry', file: 'pipe.json', reason: 'unreadable' }]);
    await expect(openInputs([asPath('pipe.json')])).rejects.toMatchObject({ code: 'not-readable' });
  });
});

describe('a file that changes while it is being read', () => {
  it('is unreadable, and so is one that has gone', async () => {
    for (const name of ['grows.txt', 'shrinks.txt', 'goes.txt', 'stays.txt']) await writeFile(join(folder, name), story(100_000));
    const opened = await openInputs([asPath('.')]);
    await appendFile(join(folder, 'grows.txt'), 'more');
    await rm(join(folder, 'goes.txt'));
    await truncate(join(folder, 'shrinks.txt'), 10);
    const reasons: Record<string, string> = {};
    for (const file of opened.files) reasons[file.path] = (await readBack(file)).damage?.reason ?? 'intact';
    expect(reasons).toEqual({
      'goes.txt': 'unreadable',
      'grows.txt': 'unreadable',
      'shrinks.txt': 'unreadable',
      'stays.txt': 'intact',
    });
  });

  it('is unreadable in the middle of a zip, a tar and a loose file too', async () => {
    const data = story(100_000);
    await writeFile(join(folder, 'x.zip'), zipOf([{ name: 'a', data, method: 0 }]));
    await writeFile(join(folder, 'x.tar'), tarOf([{ name: 'a', data }]));
    await writeFile(join(folder, 'x.txt'), data);
    const opened = await openInputs(['x.zip', 'x.tar', 'x.txt'].map((name) => asPath(name)));
    for (const file of opened.files) {
      const path = join(folder, opened.inputs[file.input]?.name ?? '');
      let reason: unknown = null;
      let got = 0;
      try {
        for await (const part of file.open()) {
          if (got === 0) await truncate(path, 400_000);
          got += part.length;
        }
      } catch (error) {
        reason = error;
      }
      expect(reason).toMatchObject({ reason: 'unreadable' });
      expect(got).toBeGreaterThan(0);
    }
    await opened.close();
  });
});

describe('an input that is refused', () => {
  const code = (inputs: Input[], limits = {}): Promise<unknown> =>
    openInputs(inputs, limits).then(
      () => 'opened',
      (error: unknown) => (error instanceof Error && 'code' in error ? error.code : error),
    );

  it('is named by a code', async () => {
    expect(await code([asPath('nowhere.zip')])).toBe('not-found');
    await writeFile(join(folder, 'a.txt'), 'a');
    expect(await code([asPath('a.txt', 'b.txt')])).toBe('not-found');
    expect(await code([{ kind: 'path', path: '/dev/null' }])).toBe('not-readable');
    await mkdir(join(folder, 'empty'));
    expect(await code([asPath('empty')])).toBe('empty-input');
  });

  // Root may read everything.
  it.skipIf(process.getuid?.() === 0)('may be one the system does not let us read', async () => {
    await writeFile(join(folder, 'a.txt'), 'a');
    await chmod(join(folder, 'a.txt'), 0);
    expect(await code([asPath('a.txt')])).toBe('not-readable');
  });

  it('has more entries, or expands further, than the limits allow', async () => {
    const zeros = Buffer.alloc(4 << 20);
    const zip = asBytes(
      'z.zip',
      zipOf([
        { name: 'z', data: zeros },
        { name: 'y', data: story(1000) },
      ]),
    );
    expect(await code([zip], { entries: 1 })).toBe('too-many-files');
    expect(await code([zip], { ratioFloor: 1 << 20 })).toBe('opened');
    expect(await code([asBytes('y.zip', zipOf([{ name: 'z', data: zeros }]))], { ratioFloor: 1 << 20 })).toBe('bomb');
    const halves = [zeros.subarray(2 << 20), zeros.subarray(2 << 20)].map((data, i) => ({ name: `z${i}`, data }));
    expect(await code([asBytes('x.zip', zipOf(halves))], { ratioFloor: 3 << 20 })).toBe('bomb');
    expect(await code([zip], { total: 1 << 20 })).toBe('bomb');
    expect(await code([zip])).toBe('opened');
    expect(await code([asBytes('z.gz', gzipSync(zeros))], { ratioFloor: 1 << 20 })).toBe('bomb');
    expect(await code([asBytes('z.tgz', gzipSync(tarOf([{ name: 'z', data: zeros }])))], { ratioFloor: 1 << 20 })).toBe('bomb');
  });

  it('gives back all that was opened', async () => {
    let closed = 0;
    const bytes: RandomAccess = {
      ...inMemory('e.zip', zipOf([{ name: 'a', data: 'a', flags: 1 }])),
      close: async () => void closed++,
    };
    expect(await code([{ kind: 'bytes', bytes }])).toBe('encrypted');
    expect(closed).toBe(1);
  });
});

describe('a look at the files', () => {
  const utf16 = Buffer.from('\ufeffgrüße', 'utf16le');

  it('gives beginnings as text, whatever the encoding and the damage', async () => {
    const bytes = zipOf([
      { name: 'bom.json', data: '\ufeff{"a":1}' },
      { name: 'utf16.txt', data: utf16 },
      { name: 'broken.json', data: '{"a":1}', crc: 1 },
      { name: 'long.txt', data: 'é'.repeat(100_000) },
    ]);
    const { files } = await openInputs([asBytes('x.zip', bytes)]);
    const look = lookAt(files);
    const heads: string[] = [];
    for (const file of files) heads.push(await look.head(file, 9));
    expect(heads).toEqual(['{"a":1', 'grü', '{"a":1}', 'éééé']);
    const wholes: (string | null)[] = [];
    for (const file of files) wholes.push(await look.whole(file, 1000));
    expect(wholes).toEqual(['{"a":1}', 'grüße', null, null]);
    const long = files[3];
    expect(long ? (await look.whole(long))?.length : 0).toBe(100_000);
  });

  it('reads a beginning once', async () => {
    let opened = 0;
    const file = {
      path: 'a',
      bytes: 5,
      input: 0,
      async *open() {
        opened++;
        yield Buffer.from('hello');
      },
    };
    const look = lookAt([file]);
    expect([await look.head(file), await look.head(file, 2), await look.whole(file)]).toEqual(['hello', 'he', 'hello']);
    expect(opened).toBe(1);
  });
});

describe('a file an operating system left behind', () => {
  it.each(['__MACOSX/._a.js', 'x/__MACOSX/a', 'data/.DS_Store', 'Thumbs.db', 'x/desktop.ini', 'data/._tweets.js'])(
    'is told from data: %s',
    (path) => {
      expect(isSystemFile(path)).toBe(true);
    },
  );
  it.each(['data/tweets.js', 'macosx/a', 'thumbs.db.json', '.well-known/x'])('is not %s', (path) => {
    expect(isSystemFile(path)).toBe(false);
  });
});
