import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, openDatabase } from './database.ts';

const key = randomBytes(32);
const other = randomBytes(32);
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adieu-database-'));
  file = join(folder, 'a.db');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusal = (code: string): unknown => expect.objectContaining({ name: 'Refusal', code }) as unknown;
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

function filled(): void {
  const db = openDatabase(file, key, { mode: 'create' });
  db.exec(`create table note (text text); insert into note values ('canary-of-the-vault')`);
  db.close();
}
function notes(withKey = key): unknown[] {
  const db = openDatabase(file, withKey, { mode: 'read' });
  try {
    return db.prepare('select text from note').pluck().all();
  } finally {
    db.close();
  }
}

test('what is written comes back, and lies on the disk enciphered', () => {
  filled();
  expect(notes()).toEqual(['canary-of-the-vault']);
  const bytes = readFileSync(file);
  expect(bytes.includes('canary')).toBe(false);
  expect(bytes.includes('SQLite format 3')).toBe(false);
});

test('nothing in clear, and no readable journal, lies on the disk while a transaction is open', () => {
  filled();
  const db = openDatabase(file, key, { mode: 'write', cacheKiB: 64 });
  db.exec('begin');
  const insert = db.prepare('insert into note values (?)');
  for (let i = 0; i < 5000; i++) insert.run(`canary-of-the-vault ${i} `.repeat(10));
  db.exec(`update note set text = text || ' more'`);
  const onDisk = readdirSync(folder);
  expect(onDisk).toEqual(['a.db', 'a.db-journal']);
  expect(statSync(join(folder, 'a.db-journal')).size).toBeGreaterThan(4096);
  for (const name of onDisk) expect(readFileSync(join(folder, name)).includes('canary')).toBe(false);
  db.exec('rollback');
  db.close();
});

test.skipIf(process.platform === 'win32')('files and their journals are the person’s alone, whatever the umask', () => {
  const before = process.umask(0);
  try {
    const db = openDatabase(file, key, { mode: 'create' });
    db.exec('create table note (text text)');
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    db.close();
  } finally {
    process.umask(before);
  }
});

test('a wrong key is refused in every mode and changes nothing', () => {
  filled();
  const before = sha256(file);
  for (const mode of ['read', 'write'] as const) {
    expect(() => openDatabase(file, other, { mode })).toThrow(refusal('wrong-key'));
    expect(sha256(file)).toBe(before);
  }
  expect(notes()).toEqual(['canary-of-the-vault']);
});

describe('a file left behind in the middle of a transaction', () => {
  /** A process that is killed with half of a transaction on the disk. */
  function killedHalfway(): void {
    filled();
    const script = `
      import { openDatabase } from ${JSON.stringify(new URL('./database.ts', import.meta.url).href)};
      const db = openDatabase(${JSON.stringify(file)}, Buffer.from('${key.toString('hex')}', 'hex'), { mode: 'write', cacheKiB: 16 });
      db.exec("begin; update note set text = 'half done'");
      const insert = db.prepare('insert into note values (?)');
      for (let i = 0; i < 3000; i++) insert.run('filler '.repeat(100));
      process.kill(process.pid, 'SIGKILL');`;
    spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    expect(statSync(`${file}-journal`).size).toBeGreaterThan(0);
  }

  test('is as it was before that transaction, also for someone who only reads', () => {
    killedHalfway();
    expect(notes()).toEqual(['canary-of-the-vault']);
  });

  test('is not harmed by a wrong key', () => {
    killedHalfway();
    const before = [sha256(file), sha256(`${file}-journal`)];
    for (const mode of ['write', 'read'] as const) {
      expect(() => openDatabase(file, other, { mode })).toThrow(refusal('wrong-key'));
    }
    expect([sha256(file), sha256(`${file}-journal`)]).toEqual(before);
    expect(notes()).toEqual(['canary-of-the-vault']);
  });
});

test('only `create` makes a file, and only where none is', () => {
  expect(() => openDatabase(file, key, { mode: 'read' })).toThrow(refusal('not-found'));
  expect(() => openDatabase(file, key, { mode: 'write' })).toThrow(refusal('not-found'));
  expect(existsSync(file)).toBe(false);
  filled();
  const before = sha256(file);
  expect(() => openDatabase(file, key, { mode: 'create' })).toThrow(refusal('exists'));
  expect(sha256(file)).toBe(before);
});

test('an empty, cut-off or overwritten file is refused and left alone', () => {
  writeFileSync(file, '');
  expect(() => openDatabase(file, key, { mode: 'write' })).toThrow(refusal('damaged'));
  expect(statSync(file).size).toBe(0);
  rmSync(file);
  filled();
  truncateSync(file, 3000);
  expect(() => openDatabase(file, key, { mode: 'write' })).toThrow(refusal('damaged'));
  expect(statSync(file).size).toBe(3000);
  writeFileSync(file, randomBytes(8192));
  expect(() => openDatabase(file, key, { mode: 'read' })).toThrow(refusal('wrong-key'));
});

test('a damaged first page is told from a wrong key', () => {
  filled();
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(2000) ^ 1, 2000);
  writeFileSync(file, bytes);
  expect(() => openDatabase(file, key, { mode: 'write' })).toThrow(refusal('damaged'));
  expect(() => openDatabase(file, other, { mode: 'write' })).toThrow(refusal('wrong-key'));
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test('a changed byte is noticed when its page is read', () => {
  const db = openDatabase(file, key, { mode: 'create' });
  db.exec('create table blob (data blob)');
  db.prepare('insert into blob values (?)').run(randomBytes(100_000));
  db.close();
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(50_000) ^ 1, 50_000);
  writeFileSync(file, bytes);
  const again = openDatabase(file, key, { mode: 'read' });
  expect(() => again.prepare('select length(hex(data)) from blob').get()).toThrow();
  again.close();
});

test('a file opened for reading takes no writes', () => {
  filled();
  const db = openDatabase(file, key, { mode: 'read' });
  expect(() => db.exec(`insert into note values ('x')`)).toThrow(/readonly/);
  db.close();
  expect(notes()).toEqual(['canary-of-the-vault']);
});

test.skipIf(process.platform === 'win32')('a file on a read-only medium can still be read', () => {
  filled();
  chmodSync(file, 0o400);
  chmodSync(folder, 0o500);
  try {
    expect(notes()).toEqual(['canary-of-the-vault']);
  } finally {
    chmodSync(folder, 0o700);
  }
});

test('migrations run once each, in order, and a failing one leaves the file at the step before', () => {
  const db = openDatabase(file, key, { mode: 'create' });
  const first = 'create table a (x integer)';
  expect(() => migrate(db, [first, 'create table b (x integer); insert into nowhere values (1)'])).toThrow();
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  migrate(db, [first, 'create table b (x integer)']);
  migrate(db, [first, 'create table b (x integer)']);
  expect(db.prepare(`select name from sqlite_schema order by name`).pluck().all()).toEqual(['a', 'b']);
  expect(db.pragma('user_version', { simple: true })).toBe(2);
  expect(() => migrate(db, [first])).toThrow(refusal('too-new'));
  db.close();
});
