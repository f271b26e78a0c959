/** The form of each departure, remembered in one encrypted file of the vault. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { FarewellForm } from '../../shared/farewell/index.ts';
import { openOrMake } from '../vault/keep.ts';
import type { Vault } from '../vault/vault.ts';

const migrations = [readFileSync(new URL('./farewell-1.sql', import.meta.url), 'utf8')];

export class FarewellMemory {
  readonly #vault: Vault;
  readonly #file: string;
  #db: Database.Database | null = null;

  constructor(vault: Vault, home: string) {
    this.#vault = vault;
    this.#file = join(home, 'farewell.db');
  }

  read(departure: string): { form: FarewellForm; changed: string } | null {
    if (this.#db === null && !existsSync(this.#file)) return null;
    const row = this.#open()
      .prepare<[string], { body: string; changed: string }>('select body, changed from form where departure = ?')
      .get(departure);
    return row === undefined ? null : { form: FarewellForm.parse(JSON.parse(row.body)), changed: row.changed };
  }

  write(departure: string, form: FarewellForm, now: Date): void {
    this.#open()
      .prepare('insert into form values (?, ?, ?) on conflict do update set body = excluded.body, changed = excluded.changed')
      .run(departure, JSON.stringify(form), now.toISOString());
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }

  #open(): Database.Database {
    const key = this.#vault.key();
    this.#db ??= openOrMake(this.#file, key, migrations);
    return this.#db;
  }
}
