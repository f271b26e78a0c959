/** The archives of a vault: found, opened, made and removed. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import type { AccountName } from '../intake/toolkit/reader.ts';
import { migrate, openDatabase } from '../vault/database.ts';
import { openOriginal } from '../vault/originals.ts';
import type { Vault } from '../vault/vault.ts';
import { openArchive, readMeta, type Archive, type ArchiveMeta } from './archive.ts';
import { inputsOf } from './imports.ts';
import { migrations } from './schema.ts';

const archiveId = /^[0-9a-zA-Z_-]{1,64}$/;

/** Where an archive's originals lie, for the import that writes there. */
export interface OriginalsFolder {
  readonly folder: string;
  /** Moves an original from the staging area into the archive. */
  adopt(file: string): Promise<{ file: string; bytes: number; files: number; sha256: string }>;
  discard(name: string): Promise<void>;
}

export class Store {
  readonly #vault: Vault;
  readonly #folder: string;
  readonly #open = new Map<string, Archive>();
  readonly #writing = new Set<string>();

  constructor(vault: Vault, home: string) {
    this.#vault = vault;
    this.#folder = join(home, 'archives');
  }

  key(): Buffer {
    return this.#vault.key();
  }

  list(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder).filter((id) => archiveId.test(id) && existsSync(this.file(id)));
  }

  file(id: string): string {
    return join(this.#folder, id, 'archive.db');
  }

  /** For pages; kept open. Throws `Refusal('no-archive' | 'vault-locked')`. */
  open(id: string): Archive {
    const key = this.key();
    const known = this.#open.get(id);
    // What an import changes in `meta` must be seen.
    if (known !== undefined) return { ...known, meta: readMeta(known.db, id) };
    const archive = openArchive(this.#read(id, key), id, 'text');
    this.#open.set(id, archive);
    return archive;
  }

  /** For writing out: integers beyond 2^53 stay exact. The caller closes `db`. */
  exact(id: string): Archive {
    return openArchive(this.#read(id, this.key()), id, 'exact');
  }

  #read(id: string, key: Buffer): Database.Database {
    if (!archiveId.test(id) || !existsSync(this.file(id))) throw new Refusal('no-archive');
    return openDatabase(this.file(id), key, { mode: 'read' });
  }

  busy(id: string): boolean {
    return this.#writing.has(id);
  }

  /** One at a time an archive. */
  async writing<T>(id: string, work: (db: Database.Database, originals: OriginalsFolder) => Promise<T>): Promise<T> {
    if (this.#writing.has(id)) throw new Refusal('busy');
    const db = openDatabase(this.file(id), this.key(), { mode: 'write' });
    this.#writing.add(id);
    const folder = this.originals(id);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    try {
      return await work(db, {
        folder,
        adopt: (file) => Promise.resolve(this.#adopt(file, folder)),
        discard: (name) => Promise.resolve(rmSync(join(folder, basename(name)), { force: true })),
      });
    } finally {
      this.#writing.delete(id);
      db.close();
    }
  }

  originals(id: string): string {
    return join(this.#folder, id, 'originals');
  }

  #adopt(file: string, folder: string): { file: string; bytes: number; files: number; sha256: string } {
    const target = join(folder, `${randomUUID()}.db`);
    renameSync(file, target);
    const original = openOriginal(target, this.key());
    const [first] = original.files;
    original.close();
    return { file: target, bytes: first?.bytes ?? 0, files: 1, sha256: first?.sha256 ?? '' };
  }

  /** A new archive: whole on the disk, or not there. */
  create(network: string, { handle, networkId, name }: AccountName, now: Date): string {
    const id = `${network}-${randomUUID().slice(0, 8)}`;
    const folder = join(this.#folder, id);
    mkdirSync(join(folder, 'originals'), { recursive: true, mode: 0o700 });
    const making = `${this.file(id)}-new`;
    const db = openDatabase(making, this.key(), { mode: 'create' });
    migrate(db, migrations);
    const insert = db.prepare('insert into meta values (?, ?)');
    const meta = { network, handle, networkId, name, createdAt: now.toISOString(), changedAt: now.toISOString() };
    db.transaction(() => Object.entries(meta).forEach(([key, value]) => insert.run(key, value)))();
    db.close();
    renameSync(making, this.file(id));
    return id;
  }

  /** The archive of an account: the same network id, else the same handle (or name) in any case. */
  ofAccount(network: string, account: AccountName): string | null {
    const same = (a: string | null, b: string | null): boolean => a !== null && b !== null && a.toLowerCase() === b.toLowerCase();
    const matches = (meta: ArchiveMeta): boolean => {
      if (meta.network !== network) return false;
      if (meta.networkId !== null && account.networkId !== null) return meta.networkId === account.networkId;
      if (meta.handle !== null && account.handle !== null) return same(meta.handle, account.handle);
      return meta.handle === null && account.handle === null && same(meta.name, account.name);
    };
    return this.list().find((id) => matches(this.open(id).meta)) ?? null;
  }

  /** The archive of an unnamed account that has read one of these inputs already, by SHA-256. */
  ofOriginals(network: string, hashes: readonly string[]): string | null {
    return (
      this.list().find((id) => {
        const { db, meta } = this.open(id);
        return meta.network === network && inputsOf(db).some(({ sha256 }) => sha256 !== null && hashes.includes(sha256));
      }) ?? null
    );
  }

  /** On the disk, originals included. */
  bytes(id: string): number {
    const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const originals = this.originals(id);
    const names = existsSync(originals) ? readdirSync(originals) : [];
    return names.reduce((sum, name) => sum + size(join(originals, name)), size(this.file(id)));
  }

  remove(id: string): void {
    this.open(id);
    if (this.busy(id)) throw new Refusal('busy');
    this.#open.get(id)?.db.close();
    this.#open.delete(id);
    // Renamed first, so that what is half removed is never taken for an archive.
    const trash = join(this.#folder, `.removed-${randomUUID()}`);
    renameSync(join(this.#folder, id), trash);
    rmSync(trash, { recursive: true, force: true });
  }

  close(): void {
    for (const { db } of this.#open.values()) db.close();
    this.#open.clear();
  }
}
