/** Opens an encrypted file of the vault, and makes it first where it is not there. */
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync } from 'node:fs';
import type Database from 'better-sqlite3-multiple-ciphers';
import { migrate, openDatabase, removeDatabase } from './database.ts';

/** Throws as `openDatabase` and `migrate`. */
export function openOrMake(file: string, key: Buffer, migrations: readonly string[]): Database.Database {
  if (!existsSync(file)) make(file, key, migrations);
  const db = openDatabase(file, key, { mode: 'write' });
  migrate(db, migrations);
  return db;
}

/** Made whole under another name, so that a crash leaves none that is half made, and the one who is first wins. */
function make(file: string, key: Buffer, migrations: readonly string[]): void {
  const made = `${file}-new-${randomUUID()}`;
  const db = openDatabase(made, key, { mode: 'create' });
  try {
    migrate(db, migrations);
  } finally {
    db.close();
  }
  try {
    linkSync(made, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    removeDatabase(made);
  }
}
