/**
 * Opens the encrypted SQLite files of a vault. Every file is SQLCipher 4 with its default settings and the vault's key as raw key, so that other tools open
 * it too (`docs/vault.md`).
 *
 * Rollback journal, not WAL: with encryption a WAL writes and enciphers every page again at the checkpoint, and leaves a second file with content lying about.
 */
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import { isFull } from './is-full.ts';
import { keyFits, pageBytes } from './key-fits.ts';
import { keyBytes } from './recovery-code.ts';

export type OpenMode = 'create' | 'write' | 'read';
export interface OpenOptions {
  /** `create` makes a file that must not be there yet; the others never make one. `read` refuses every statement that writes. */
  readonly mode: OpenMode;
  /** Page cache in KiB; 8 MiB unless told. */
  readonly cacheKiB?: number;
}

/** In the header of each file (`PRAGMA application_id`): "ADIE". */
const applicationId = 0x41444945;
const busyMilliseconds = 10_000;

/**
 * Opens one encrypted file. A wrong key changes nothing.
 * Throws `Refusal`: `exists` (create), `not-found`, `not-readable`, `damaged`, `wrong-key` (also where none of the first pages is
 * whole: the two cannot be told apart), `no-room`.
 */
export function openDatabase(file: string, key: Buffer, options: OpenOptions): Database.Database {
  if (key.length !== keyBytes) throw new Error(`a vault key has ${keyBytes} bytes`);
  if (options.mode === 'create') makeFile(file);
  else checkFile(file, key);
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { fileMustExist: true, timeout: busyMilliseconds });
    db.pragma(`cipher='sqlcipher'`);
    db.pragma('legacy=4');
    db.pragma(`key="x'${key.toString('hex')}'"`);
    db.pragma('temp_store=MEMORY');
    db.pragma('trusted_schema=OFF');
    db.pragma(`cache_size=-${options.cacheKiB ?? 8192}`);
    // The first statement that reads the file: a first page that is not whole is found out here, before anything could be written.
    db.prepare('select count(*) from sqlite_schema').get();
    db.pragma('journal_mode=TRUNCATE');
    db.pragma('synchronous=FULL');
    // Not SQLite's read-only open: that could not roll back what a crash has left half written.
    if (options.mode === 'read') db.pragma('query_only=ON');
    if (options.mode === 'create') db.pragma(`application_id=${applicationId}`);
    return db;
  } catch (error) {
    db?.close();
    if (options.mode === 'create') removeDatabase(file);
    throw asRefusal(error);
  }
}

/**
 * Brings a file to the newest layout: `migrations[n]` leads from `user_version` n to n + 1, each in a transaction of its own.
 * Throws `Refusal('too-new')` where a newer Adieu has written the file.
 */
export function migrate(db: Database.Database, migrations: readonly string[]): void {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version > migrations.length) throw new Refusal('too-new', { version, known: migrations.length });
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    const step = db.transaction(() => {
      db.exec(sql);
      db.pragma(`user_version=${index + 1}`);
    });
    step.immediate();
  }
}

/** Of the SQLite that is built in, and its ciphers. */
export function versions(): { sqlite: string; cipher: string } {
  const db = new Database(':memory:');
  try {
    const [sqlite, cipher] = ['sqlite_version()', 'sqlite3mc_version()'].map((version) =>
      db.prepare(`select ${version}`).pluck().get(),
    );
    return { sqlite: String(sqlite), cipher: String(cipher) };
  } finally {
    db.close();
  }
}

/** Deletes a database file and its journal, where they are there. */
export function removeDatabase(file: string): void {
  for (const suffix of ['-journal', '']) rmSync(file + suffix, { force: true });
}

function makeFile(file: string): void {
  try {
    // Journals take over the permissions of their database.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    throw asRefusal(error);
  }
}

function checkFile(file: string, key: Buffer): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found) throw new Refusal('not-found');
  if (!found.isFile()) throw new Refusal('not-readable');
  // SQLite would take an empty file for a new database, and any key for its key.
  if (found.size < pageBytes) throw new Refusal('damaged');
  let fits;
  try {
    fits = keyFits(file, key);
  } catch (error) {
    throw asRefusal(error);
  }
  if (!fits) throw new Refusal('wrong-key');
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  if (isFull(error)) return new Refusal('no-room', {}, { cause: error });
  switch (error.code) {
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new Refusal('damaged', {}, { cause: error });
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_PERM':
    case 'EACCES':
    case 'EPERM':
      return new Refusal('not-readable', {}, { cause: error });
    case 'ENOENT':
      return new Refusal('not-found', {}, { cause: error });
    case 'EEXIST':
      return new Refusal('exists', {}, { cause: error });
    default:
      return error;
  }
}
