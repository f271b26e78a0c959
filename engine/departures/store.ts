/**
 * Where departures are kept: one encrypted file in the vault. Deciding and appending are one transaction, so two windows, or two processes, on one departure lose nothing
 * of each other's.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import * as z from 'zod';
import { Refusal } from '../../shared/errors.ts';
import { openOrMake } from '../vault/keep.ts';
import type { Vault } from '../vault/vault.ts';
import { typedName } from '../typed-name.ts';
import { decide, type Command } from './decide.ts';
import { KeptEvent } from './events.ts';
import { checkHistory, heads, keep, merge, number, type Said } from './said.ts';
import { evolve, foldNumbered, type Departure } from './state.ts';

const migrations = ['./departures-1.sql', './departures-2.sql'].map((file) =>
  readFileSync(new URL(file, import.meta.url), 'utf8'),
);

/** A departure as it is handed over: everything that was said of it. */
export interface Handed {
  readonly id: string;
  readonly history: readonly Said[];
}

type Account = Pick<Extract<Command, { type: 'begin' }>, 'network' | 'name' | 'handle'>;

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
    return db.prepare<[], string>('select id from departure order by begun, id').pluck().all();
  }

  /** Throws `Refusal('no-departure')`. */
  read(id: string): Departure {
    const db = this.#open('if-any');
    const state = db === null ? null : stateOf(this.#events(db, id), this.#here(db));
    if (state === null) throw new Refusal('no-departure', { departure: id });
    return state;
  }

  /** Everything that was said of one. Throws `Refusal('no-departure')`. */
  history(id: string): Handed {
    const db = this.#open('if-any');
    const history = db === null ? [] : this.#events(db, id);
    if (history.length === 0) throw new Refusal('no-departure', { departure: id });
    return { id, history };
  }

  /**
   * Takes over what was said elsewhere; what is known is not taken twice. Answers the numbers of the events that were new, and whether the departure was. Throws
   * `Refusal('damaged')` for what is no history, or none of this departure, and `Refusal('departure-exists')` where this account has another departure here.
   */
  takeOver({ id, history: given }: Handed): { events: number[]; began: boolean } {
    const db = this.#open('make');
    const history = merge([], given);
    checkHistory(history);
    return db
      .transaction(() => {
        const known = this.#events(db, id);
        const [first] = history;
        if (known.length > 0 && known[0]?.name !== first?.name) throw new Refusal('damaged', { reason: 'beginning' });
        if (known.length === 0 && first?.event.type === 'begun') this.#enter(db, id, first.event, first.clock);
        const before = new Set(known.map(({ name }) => name));
        const events = merge(known, history).flatMap((said, index) => {
          if (before.has(said.name)) return [];
          this.#write(db, id, said);
          return [index + 1];
        });
        return { events, began: known.length === 0 };
      })
      .immediate();
  }

  /** Begins one. Throws `Refusal('departure-exists')` where one of this account is under way. */
  begin(command: Extract<Command, { type: 'begin' }>, now: Date): { id: string; state: Departure } {
    const db = this.#open('make');
    const id = randomUUID();
    const state = db
      .transaction(() => {
        this.#enter(db, id, command, now.getTime());
        return this.#append(db, id, [], command, now);
      })
      .immediate();
    return { id, state };
  }

  /** Says something of one. Throws what was refused, as a `Refusal`. */
  say(id: string, command: Command, now: Date): Departure {
    const db = this.#open('if-any');
    if (db === null) throw new Refusal('no-departure', { departure: id });
    return db.transaction(() => this.#append(db, id, this.#events(db, id), command, now)).immediate();
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
  }

  /** One departure of an account at a time. */
  #enter(db: Database.Database, id: string, account: Account, begun: number): void {
    const others = db
      .prepare<[string], { id: string; handle: string }>('select id, handle from departure where network = ?')
      .all(account.network);
    const called = typedName(account.name ?? '');
    const other = others.find(
      (one) =>
        typedName(one.handle) === typedName(account.handle) &&
        // Accounts of the same name on two networks that Adieu does not know by itself.
        (called === '' || typedName(this.read(one.id).networkName) === called),
    );
    if (other !== undefined) throw new Refusal('departure-exists', { departure: other.id });
    db.prepare('insert into departure (id, network, handle, begun) values (?, ?, ?, ?)').run(
      id,
      account.network,
      account.handle,
      begun,
    );
  }

  #append(db: Database.Database, id: string, history: readonly Said[], command: Command, now: Date): Departure {
    const origin = this.#here(db);
    let state = stateOf(history, origin);
    const decision = decide(state, command, now);
    if ('refused' in decision) throw new Refusal(decision.refused.code, { ...decision.refused.detail });
    let [after, clock] = [heads(history), history.at(-1)?.clock ?? 0];
    for (const event of decision.events) {
      clock = Math.max(now.getTime(), clock + 1);
      const name = randomBytes(16).toString('hex');
      this.#write(db, id, { name, origin, clock, after, event: keep(event, history) });
      state = evolve(state, event, { origin, here: true, unseen: [] });
      after = [name];
    }
    if (state === null) throw new Error('a departure begins with an event');
    return state;
  }

  #write(db: Database.Database, departure: string, { name, origin, clock, after, event }: Said): void {
    db.prepare('insert into said (departure, name, origin, clock, after, body) values (?, ?, ?, ?, ?, ?)').run(
      departure,
      name,
      origin,
      clock,
      JSON.stringify(after),
      JSON.stringify(event),
    );
  }

  #events(db: Database.Database, id: string): Said[] {
    return db
      .prepare<[string], Omit<Said, 'after' | 'event'> & { after: string; body: string }>(
        'select name, origin, clock, after, body from said where departure = ? order by clock, origin, name',
      )
      .all(id)
      .map(({ after, body, ...said }) => ({
        ...said,
        after: z.array(z.string()).parse(JSON.parse(after)),
        event: KeptEvent.parse(JSON.parse(body)),
      }));
  }

  /** This computer, as events know it. */
  #here(db: Database.Database): string {
    const origin = db.prepare<[], string>('select origin from computer').pluck().get();
    if (origin === undefined) throw new Refusal('damaged', { file: 'departures.db' });
    return origin;
  }

  #open(how: 'if-any'): Database.Database | null;
  #open(how: 'make'): Database.Database;
  #open(how: 'if-any' | 'make'): Database.Database | null {
    const key = this.#vault.key();
    if (this.#db !== null) return this.#db;
    if (how === 'if-any' && !existsSync(this.#file)) return null;
    const db = openOrMake(this.#file, key, migrations);
    this.#db = db;
    return db;
  }
}

const stateOf = (history: readonly Said[], here: string): Departure | null => foldNumbered(number(history, here));
