/** The archives of a vault: found, opened, made and removed. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import type { AccountName } from '../intake/toolkit/reader.ts';
import { migrate, openDatabase, removeDatabase } from '../vault/database.ts';
import { openOriginal } from '../vault/originals.ts';
import { holdFile, takeHold, type Hold } from '../vault/hold.ts';
import { archivesFolder } from '../vault/places.ts';
import type { Vault } from '../vault/vault.ts';
import { openArchive, readMeta, type Archive, type ArchiveMeta } from './archive.ts';
import { inputsOf } from './imports.ts';
import { migrations } from './schema.ts';
import { isOld, upgrade } from './upgrade.ts';

/** Whoever makes an archive needs a fraction of a second. */
const makingMilliseconds = 5_000;
const archiveId = /^[0-9a-zA-Z_-]{1,64}$/;

/** Where an archive's originals lie, for the import that writes there. */
export interface OriginalsFolder {
  readonly folder: string;
  /** Looks at an original in the staging area. */
  look(file: string): { bytes: number; files: number; sha256: string };
  /** Moves an original from the staging area into the archive; answers with its name there. Throws `Refusal('no-token')` where it is gone. */
  adopt(file: string): string;
  /** Moves it back. */
  giveBack(name: string, file: string): void;
  has(name: string): boolean;
  discard(name: string): void;
}

export class Store {
  readonly #vault: Vault;
  readonly #folder: string;
  readonly #open = new Map<string, Archive>();
  readonly #writing = new Map<string, Hold>();
  /** How many want an archive to stay as it is. */
  readonly #still = new Map<string, number>();
  readonly #home: string;

  constructor(vault: Vault, home: string) {
    this.#vault = vault;
    this.#home = home;
    this.#folder = archivesFolder(home);
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
    if (known !== undefined) {
      if (existsSync(this.file(id))) return { ...known, meta: readMeta(known.db, id) };
      // Another process has removed it.
      this.#close(id);
    }
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
    const db = openDatabase(this.file(id), key, { mode: 'read' });
    if (!isOld(db)) return db;
    // Nobody writes there but who brings it up to date.
    db.pragma('query_only=OFF');
    upgrade(db, id);
    db.pragma('query_only=ON');
    return db;
  }

  busy(id: string): boolean {
    return this.#writing.has(id);
  }

  /**
   * As `exact`, and nobody writes there until it is closed: what is read in many steps is of one moment.
   * Throws `Refusal('no-archive' | 'busy' | 'in-use')`.
   */
  still(id: string): { readonly archive: Archive; readonly close: () => void } {
    const archive = this.exact(id);
    try {
      if (this.#writing.has(id)) throw new Refusal('busy');
      const hold = takeHold(holdFile(this.#home, id), 'together');
      if (hold === null) throw new Refusal('in-use');
      this.#still.set(id, (this.#still.get(id) ?? 0) + 1);
      const close = (): void => {
        archive.db.close();
        hold.release();
        this.#still.set(id, (this.#still.get(id) ?? 1) - 1);
      };
      return { archive, close };
    } catch (error) {
      archive.db.close();
      throw error;
    }
  }

  /** Nobody else writes there from now on. Throws `Refusal`: `busy`, `work-under-way` (this process writes or reads there), `in-use` (another does). */
  #take(id: string): void {
    if (this.#writing.has(id)) throw new Refusal('busy');
    if ((this.#still.get(id) ?? 0) > 0) throw new Refusal('work-under-way');
    const hold = takeHold(holdFile(this.#home, id), 'alone');
    if (hold === null) throw new Refusal('in-use');
    this.#writing.set(id, hold);
  }

  #giveUp(id: string, forGood = false): void {
    this.#writing.get(id)?.release(forGood);
    this.#writing.delete(id);
  }

  /** One at a time an archive, over all processes. Throws `Refusal('no-archive' | 'busy' | 'work-under-way' | 'in-use')`. */
  async writing<T>(id: string, work: (db: Database.Database, originals: OriginalsFolder) => Promise<T>): Promise<T> {
    if (!archiveId.test(id) || !existsSync(this.file(id))) throw new Refusal('no-archive');
    this.#take(id);
    return this.#inHand(id, work);
  }

  async #inHand<T>(id: string, work: (db: Database.Database, originals: OriginalsFolder) => Promise<T>): Promise<T> {
    let db: Database.Database | null = null;
    try {
      db = openDatabase(this.file(id), this.key(), { mode: 'write' });
      if (isOld(db)) upgrade(db, id);
      mkdirSync(this.originals(id), { recursive: true, mode: 0o700 });
      this.#sweepOriginals(id, db);
      return await work(db, this.#originalsFolder(id));
    } finally {
      db?.close();
      this.#giveUp(id);
    }
  }

  /** What a crash left half kept: no import knows of it. */
  #sweepOriginals(id: string, db: Database.Database): void {
    const known = new Set(inputsOf(db).map(({ original }) => original));
    for (const name of readdirSync(this.originals(id)))
      if (!known.has(name.replace(/-journal$/, ''))) rmSync(join(this.originals(id), name), { force: true });
  }

  #originalsFolder(id: string): OriginalsFolder {
    const folder = this.originals(id);
    const inFolder = (name: string): string => join(folder, basename(name));
    return {
      folder,
      look: (file) => this.#look(file),
      adopt: (file) => {
        const name = `${randomUUID()}.db`;
        if (!existsSync(file)) throw new Refusal('no-token');
        renameSync(file, inFolder(name));
        // Its journal, long empty.
        removeDatabase(file);
        return name;
      },
      giveBack: (name, file) => renameSync(inFolder(name), file),
      has: (name) => existsSync(inFolder(name)),
      discard: (name) => removeDatabase(inFolder(name)),
    };
  }

  originals(id: string): string {
    return join(this.#folder, id, 'originals');
  }

  #look(file: string): { bytes: number; files: number; sha256: string } {
    if (!existsSync(file)) throw new Refusal('no-token');
    const original = openOriginal(file, this.key());
    const [first] = original.files();
    original.close();
    return { bytes: first?.bytes ?? 0, files: 1, sha256: first?.sha256 ?? '' };
  }

  /**
   * A new archive with its first import begun: whole on the disk with what `begin` writes and adopts, or not there. Then `work`, as in `writing`.
   * Throws what they throw, and `Refusal`: `no-room`; `busy` or `in-use` where the account has an archive by now, which somebody else is making.
   * `hashes`: of the inputs, where nothing else tells whose account it is.
   */
  async writingNew<B, T>(
    network: string,
    { handle, networkId, name }: AccountName,
    hashes: readonly string[],
    now: Date,
    begin: (db: Database.Database, originals: OriginalsFolder) => B,
    work: (id: string, begun: B, db: Database.Database, originals: OriginalsFolder) => Promise<T>,
  ): Promise<T> {
    const id = `${network}-${randomUUID().slice(0, 8)}`;
    const folder = join(this.#folder, id);
    const making = takeHold(holdFile(this.#home, 'making'), 'alone', makingMilliseconds);
    if (making === null) throw new Refusal('in-use');
    let begun: B;
    try {
      const twin = this.ofExport(network, { handle, networkId, name }, hashes);
      if (twin !== null) throw new Refusal(this.busy(twin) ? 'busy' : 'in-use');
      begun = this.#make(id, folder, { network, handle, networkId, name }, now, begin);
    } finally {
      making.release();
    }
    return this.#inHand(id, (db, originals) => work(id, begun, db, originals));
  }

  #make<B>(
    id: string,
    folder: string,
    account: AccountName & { readonly network: string },
    now: Date,
    begin: (db: Database.Database, originals: OriginalsFolder) => B,
  ): B {
    this.#take(id);
    try {
      mkdirSync(this.originals(id), { recursive: true, mode: 0o700 });
      const making = `${this.file(id)}-new`;
      const db = openDatabase(making, this.key(), { mode: 'create' });
      let begun: B;
      try {
        migrate(db, migrations);
        const insert = db.prepare('insert into meta values (?, ?)');
        const meta = { ...account, createdAt: now.toISOString(), changedAt: now.toISOString() };
        db.transaction(() => Object.entries(meta).forEach(([key, value]) => insert.run(key, value)))();
        begun = begin(db, this.#originalsFolder(id));
      } finally {
        db.close();
      }
      renameSync(making, this.file(id));
      removeDatabase(making);
      return begun;
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      this.#giveUp(id, true);
      throw error;
    }
  }

  /** What an export says of its account and the archive did not know yet. */
  learn(db: Database.Database, account: AccountName): void {
    const fill = db.prepare('update meta set value = ? where key = ? and value is null');
    for (const key of ['handle', 'networkId', 'name'] as const) if (account[key] !== null) fill.run(account[key], key);
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

  /** The archive of an account; of one without a name, the archive that has read one of these inputs already (SHA-256). */
  ofExport(network: string, account: AccountName, hashes: readonly string[]): string | null {
    const own = this.ofAccount(network, account);
    if (own !== null || hashes.length === 0) return own;
    const known = (id: string): boolean => {
      const { db, meta } = this.open(id);
      if (meta.network !== network) return false;
      return inputsOf(db).some(({ sha256 }) => sha256 !== null && sha256 !== '' && hashes.includes(sha256));
    };
    return this.list().find(known) ?? null;
  }

  /** On the disk, originals included. */
  bytes(id: string): number {
    const size = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const originals = this.originals(id);
    const names = existsSync(originals) ? readdirSync(originals) : [];
    return names.reduce((sum, name) => sum + size(join(originals, name)), size(this.file(id)));
  }

  /** Throws `Refusal('no-archive' | 'busy' | 'work-under-way' | 'in-use')`. `before`: a last chance to take something out. */
  remove(id: string, before: (originals: OriginalsFolder) => void = () => undefined): void {
    if (!archiveId.test(id) || !existsSync(this.file(id))) throw new Refusal('no-archive');
    this.#take(id);
    this.#close(id);
    // Renamed first, so that what is half removed is never taken for an archive.
    const trash = join(this.#folder, `.removed-${randomUUID()}`);
    try {
      before(this.#originalsFolder(id));
      renameSync(join(this.#folder, id), trash);
    } catch (error) {
      this.#giveUp(id);
      throw error;
    }
    this.#giveUp(id, true);
    rmSync(trash, { recursive: true, force: true });
  }

  #close(id: string): void {
    this.#open.get(id)?.db.close();
    this.#open.delete(id);
  }

  close(): void {
    for (const { db } of this.#open.values()) db.close();
    this.#open.clear();
  }
}
