/**
 * Where departures are kept: one encrypted file in the vault. Deciding and appending are one transaction, so two windows, or two processes, on one departure lose nothing
 * of each other's.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, linkSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import { migrate, openDatabase, removeDatabase } from '../vault/database.ts';
import type { Vault } from '../vault/vault.ts';
import { typedName } from '../typed-name.ts';
import { decide, type Command } from './decide.ts';
import { Event, type Numbered } from './events.ts';
import { evolve, fold, type Departure } from './state.ts';

const migrations = [readFileSync(new URL('./departures-1.sql', import.meta.url), 'utf8')];

export class DepartureStore {
  readonly #vault: Vault;
  readonly #file: string;
  #db: Database.Database | null = null;

  constructor(vault: Vault, home: string) {
    this.#vault = vault;
    this.#file = join(home, 'departures.db');
  }

  /** Whether anybody ever began one here. */
  exists(): boolean {
    return existsSync(this.#file);
  }

  /** Ids, oldest first. */
  list(): string[] {
    const db = this.#open('if-any');
    if (db === null) return [];
    return db
      .prepare<[], string>("select departure from event where seq = 1 order by json_extract(body, '$.at'), departure")
      .pluck()
      .all();
  }

  /** Throws `Refusal('no-departure')`. */
  read(id: string): Departure {
    const state = fold(this.#events(this.#open('if-any'), id).map(({ event }) => event));
    if (state === null) throw new Refusal('no-departure', { departure: id });
    return state;
  }

  /** Begins one. Throws `Refusal('departure-exists')` where one of this account is under way. */
  begin(command: Extract<Command, { type: 'begin' }>, now: Date): { id: string; state: Departure } {
    const db = this.#open('make');
    const id = randomUUID();
    const state = db
      .transaction(() => {
        const others = db
          .prepare<[string], { id: string; handle: string }>('select id, handle from departure where network = ?')
          .all(command.network);
        const called = typedName(command.name ?? '');
        const other = others.find(
          (one) =>
            typedName(one.handle) === typedName(command.handle) &&
            // Accounts of the same name on two networks that Adieu does not know by itself.
            (called === '' || typedName(this.read(one.id).networkName) === called),
        );
        if (other !== undefined) throw new Refusal('departure-exists', { departure: other.id });
        db.prepare('insert into departure (id, network, handle) values (?, ?, ?)').run(id, command.network, command.handle);
        return this.#append(db, id, null, [], command, now);
      })
      .immediate();
    return { id, state };
  }

  /** Says something of one. Throws what was refused, as a `Refusal`. */
  say(id: string, command: Command, now: Date): Departure {
    const db = this.#open('if-any');
    if (db === null) throw new Refusal('no-departure', { departure: id });
    return db
      .transaction(() => {
        const history = this.#events(db, id);
        return this.#append(db, id, fold(history.map(({ event }) => event)), history, command, now);
      })
      .immediate();
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }

  #append(
    db: Database.Database,
    id: string,
    before: Departure | null,
    history: readonly Numbered[],
    command: Command,
    now: Date,
  ): Departure {
    const decision = decide(before, command, now);
    if ('refused' in decision) throw new Refusal(decision.refused.code, { ...decision.refused.detail });
    const insert = db.prepare('insert into event (departure, seq, body) values (?, ?, ?)');
    let state = before;
    for (const [index, event] of decision.events.entries()) {
      insert.run(id, history.length + index + 1, JSON.stringify(event));
      state = evolve(state, event);
    }
    if (state === null) throw new Error('a departure begins with an event');
    return state;
  }

  #events(db: Database.Database | null, id: string): Numbered[] {
    if (db === null) return [];
    return db
      .prepare<[string], { seq: number; body: string }>('select seq, body from event where departure = ? order by seq')
      .all(id)
      .map(({ seq, body }) => ({ seq, event: Event.parse(JSON.parse(body)) }));
  }

  #open(how: 'if-any'): Database.Database | null;
  #open(how: 'make'): Database.Database;
  #open(how: 'if-any' | 'make'): Database.Database | null {
    const key = this.#vault.key();
    if (this.#db !== null) return this.#db;
    if (!existsSync(this.#file)) {
      if (how === 'if-any') return null;
      this.#make(key);
    }
    const db = openDatabase(this.#file, key, { mode: 'write' });
    migrate(db, migrations);
    this.#db = db;
    return db;
  }

  /** Made whole under another name, so that a crash leaves none that is half made, and the one who is first wins. */
  #make(key: Buffer): void {
    const made = `${this.#file}-new-${randomUUID()}`;
    const db = openDatabase(made, key, { mode: 'create' });
    try {
      migrate(db, migrations);
    } finally {
      db.close();
    }
    try {
      linkSync(made, this.#file);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      removeDatabase(made);
    }
  }
}
