/**
 * A vault's files from outside: with nothing but the recovery code and what `docs/vault.md` says, none of Adieu's code reads them here. Once with Node's own
 * cipher and its own SQLite, always; once with the `sqlcipher` program, where one of version 4 is installed.
 */
import { spawnSync } from 'node:child_process';
import { createDecipheriv, createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../engine/vault/database.ts';
import { createOriginal } from '../engine/vault/originals.ts';
import { openVault } from '../engine/vault/vault.ts';
import { memoryKeychain } from './memory-keychain.ts';

const version = spawnSync('sqlcipher', [':memory:', 'PRAGMA cipher_version;'], { encoding: 'utf8' }).stdout ?? '';
const isVersion4 = /^4\./m.test(version);

const text = 'Étienne — ça marche 👋';
const bytes = Buffer.from('an export, as it came '.repeat(100_000));
let folder: string;
let archive: string;
let original: string;
/** Worked out from the recovery code as the document says. */
let hexKey: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'adieu-outside-'));
  archive = join(folder, 'archive.db');
  original = join(folder, 'original.db');
  const vault = await openVault(folder, { keychain: memoryKeychain() });
  const { recoveryCode } = await vault.create({ protection: 'none' });
  const db = openDatabase(archive, vault.key(), { mode: 'create' });
  db.exec('create table note (id integer primary key, text text)');
  const insert = db.prepare('insert into note (text) values (?)');
  for (let i = 0; i < 500; i++) insert.run(`${text} ${i}`);
  db.close();
  const writer = createOriginal(original, vault.key());
  // oxlint-disable-next-line typescript/require-await -- what reads a file is asynchronous
  await writer.addFile(
    { path: 'a.zip', modified: new Date() },
    (async function* () {
      yield bytes;
    })(),
  );
  writer.finish();

  let bits = '';
  for (const sign of recoveryCode.replaceAll('-', ''))
    bits += '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(sign).toString(2).padStart(5, '0');
  hexKey = BigInt(`0b${bits.slice(0, 256)}`)
    .toString(16)
    .padStart(64, '0');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every page is AES-256-CBC under the key itself; its IV stands 80 bytes before its end. The first 16 bytes of the file are salt, in place of SQLite's own first 16. */
function decipher(file: string): string {
  const encrypted = readFileSync(file);
  const pages: Buffer[] = [];
  for (let at = 0; at < encrypted.length; at += 4096) {
    const page = encrypted.subarray(at, at + 4096);
    const cipher = createDecipheriv('aes-256-cbc', Buffer.from(hexKey, 'hex'), page.subarray(4016, 4032)).setAutoPadding(false);
    const head = at === 0 ? Buffer.from('SQLite format 3\0') : Buffer.alloc(0);
    pages.push(head, cipher.update(page.subarray(head.length, 4016)), cipher.final(), Buffer.alloc(80));
  }
  const plain = `${file}.plain`;
  writeFileSync(plain, Buffer.concat(pages));
  return plain;
}

test('Node’s cipher and SQLite alone read an archive and the original in it, from the recovery code', () => {
  const db = new DatabaseSync(decipher(archive), { readOnly: true });
  expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' });
  expect(db.prepare('select count(*) as n, min(text) as first from note').get()).toEqual({ n: 500, first: `${text} 0` });
  db.close();
  const kept = new DatabaseSync(decipher(original), { readOnly: true });
  const chunks = kept
    .prepare('select c.data from chunk c, file f where f.path = ? and c.seq >= f.first_chunk order by c.seq')
    .all('a.zip');
  const hash = createHash('sha256');
  for (const { data } of chunks) hash.update(data as Uint8Array);
  expect(hash.digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
  kept.close();
});

test.skipIf(!isVersion4)('the sqlcipher program reads an archive from the recovery code, and finds every page whole', () => {
  const ask = (key: string, sql: string): { stdout: string; stderr: string } =>
    spawnSync('sqlcipher', [archive], { input: `PRAGMA key = "x'${key}'";\n${sql}\n`, encoding: 'utf8' });
  const read = ask(
    hexKey,
    `SELECT text FROM note WHERE id = 500; SELECT count(*) FROM note; PRAGMA integrity_check; PRAGMA cipher_integrity_check;`,
  );
  expect(read.stderr).toBe('');
  expect(read.stdout.replace(/^ok\n/, '')).toBe(`${text} 499\n500\nok\n`);
  const wrong = ask('0'.repeat(64), 'SELECT count(*) FROM note;');
  expect(wrong.stdout).not.toContain('500');
  expect(wrong.stderr).toContain('file is not a database');
});
