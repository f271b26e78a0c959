/**
 * Writes batches into an archive. Everything a batch brings, its checkpoint included, becomes durable in one transaction with its neighbours: after
 * `kill -9` at any moment the archive holds exactly what its checkpoints say.
 */
import { isDeepStrictEqual } from 'node:util';
import type Database from 'better-sqlite3-multiple-ciphers';
import { recordKinds, relationNames, type RecordKind, type RelationName } from '../../shared/records.ts';
import { blockSize, type Batch, type Warning } from './batch.ts';
import { StretchMaker } from './facets.ts';
import { kindNumber } from './fields.ts';
import { fold } from './fold.ts';
import { IdSet } from './id-set.ts';
import { finishSql, mediaSql } from './schema.ts';

const mediaKind = kindNumber.media;
const relationKind = kindNumber.relation;
const refusalsKept = 1000;
const warningsKept = 1000;

/** Ids held in memory at most, 21 to 43 bytes each; a larger first import goes on with the index. */
const idsInMemory = 4_000_000;
/** Rows an insert statement takes at once: half the cost of one by one. */
const rowsAtOnce = 8;
const columns = 11;
/** Media of a first import up to which their indexes are kept up record by record. */
const mediaIndexed = 2000;

interface Tally {
  found: number;
  kept: number;
  duplicate: number;
  refused: number;
}

interface Reading {
  readonly sub: string | null;
  readonly at: number | null;
  readonly text: string | null;
  readonly body: string;
}
interface Known extends Reading {
  readonly file: number;
}

export class ArchiveWriter {
  readonly #db: Database.Database;
  readonly #import: number;
  readonly #insertOne;
  readonly #insertMany;
  /** Null where the unique index is there to ask. */
  #ids: IdSet | null;
  #rows: unknown[] = [];
  readonly #block;
  readonly #blockId;
  readonly #person;
  readonly #warnings: Warning[] = [];
  readonly #warned = new Set<string>();
  #warningsAreNew = false;
  readonly #firstFile: number;
  #media = 0;
  /** Things known from an earlier import that read differently in this one. */
  #changed = 0;
  readonly #known;
  readonly #tallies = new Map<RecordKind, Tally>();
  readonly #subs = new Map<string, number>();
  readonly #months = new Map<number, number>();
  readonly #kept = new Map<number, number>();
  readonly #emitted = new Map<number, number>();
  #refusals: number;
  #indexed: number;
  #nextBlock: number;
  /** `seq` of the next record that is kept. */
  #nextSeq: number;
  readonly #run;
  readonly #lastSeq;
  readonly #wordsOfAll;
  readonly #wordsBesideRuns;
  readonly #hashed;
  readonly #fate;
  readonly #stretch;
  /** Whether anything stands in `record_runs`. */
  #hasRuns: boolean;

  constructor(
    db: Database.Database,
    importSeq: number,
    /** `import_file.id` of the file at position 0: the others follow. Rows of files below it are an earlier import's. */
    firstFile: number,
    warnings: readonly Warning[],
  ) {
    this.#db = db;
    this.#import = importSeq;
    for (const warning of warnings) {
      if (warning.code === 'changed') this.#changed = Number(warning.detail);
      else this.#warn(warning);
    }
    this.#firstFile = firstFile;
    const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
    const insert = 'insert into record (id, kind, sub, at, of, person, file, place, text, words, body) values';
    this.#insertOne = db.prepare(`${insert} ${row}`);
    this.#insertMany = db.prepare(`${insert} ${Array.from({ length: rowsAtOnce }, () => row).join(', ')}`);
    this.#ids = hasIndex(db) ? null : idsOf(db);
    this.#known = db.prepare<[Uint8Array], Known>('select file, sub, at, text, body from record where id = ?');
    this.#block = db.prepare('insert into block (id, lines) values (?, ?)');
    this.#blockId = db.prepare<[], { next: number }>('select coalesce(max(id), 0) + 1 as next from block');
    this.#person = db.prepare<unknown[], { id: number }>(
      `insert into person (key, network_id, handle, name, url, sort, found, relations, since) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (key) do update set
         sort = case when handle is null and (excluded.handle is not null or name is null) then excluded.sort else sort end,
         found = case when instr(found, excluded.found) > 0 then found else found || ' ' || excluded.found end,
         network_id = coalesce(network_id, excluded.network_id), handle = coalesce(handle, excluded.handle),
         name = coalesce(name, excluded.name), url = coalesce(url, excluded.url), relations = relations | excluded.relations,
         since = coalesce(min(since, excluded.since), since, excluded.since)
       returning id`,
    );
    this.#refusals =
      db.prepare<[number], { n: number }>('select count(*) as n from refusal where import = ?').get(importSeq)?.n ?? 0;
    this.#lastSeq = db.prepare<[], number>('select coalesce(max(seq), 0) from record').pluck();
    const words = `insert into record_words (rowid, text, words) select seq, text, words from record
                     where seq > ? and (text is not null or words is not null)`;
    this.#wordsOfAll = db.prepare<[number]>(words);
    this.#wordsBesideRuns = db.prepare<[number]>(`${words} and not exists (select 1 from record_runs_docsize where id = seq)`);
    this.#indexed = Number(this.#lastSeq.get());
    this.#nextBlock = this.#blockId.get()?.next ?? 1;
    this.#nextSeq = this.#indexed + 1;
    // To build them at the end, every record is looked at. Where there are many media, that is cheaper all the same.
    if (this.#nextSeq === 1) db.exec(mediaSql);
    this.#hashed = db.prepare(
      `update record set body = json_set(body, '$.bytes', cast(? as integer), '$.sha256', ?)
         where id = ? and kind = ${mediaKind} and json_extract(body, '$.sha256') is null`,
    );
    this.#fate = db.prepare('update import_file set became = ?, reader = ?, reason = ? where id = ?');
    this.#run = db.prepare('insert into record_runs (rowid, text, words) values (?, ?, ?)');
    this.#stretch = new StretchMaker(db);
    this.#hasRuns = db.prepare('select 1 from record_runs_docsize limit 1').get() !== undefined;
  }

  /** Adds a batch to the open transaction, beginning one where none is. */
  add(batch: Batch): void {
    if (!this.#db.inTransaction) this.#db.exec('begin immediate');
    const count = batch.kinds.length;
    const block = this.#nextBlock;
    const firstSeq = this.#nextSeq;
    let nextRun = 0;
    let keptHere = 0;
    for (let i = 0; i < count; i++) {
      const run = batch.runs[nextRun]?.i === i ? batch.runs[nextRun++] : undefined;
      const kind = batch.kinds[i] ?? 0;
      const at = batch.ats[i] ?? NaN;
      const file = batch.files[i] ?? 0;
      const sub = batch.subs[i] ?? null;
      const of = batch.ofs[i] ?? null;
      const time = Number.isNaN(at) ? null : at;
      const tally = this.#tally(recordKinds[kind] ?? 'event');
      tally.found++;
      if (this.#ids === null ? this.#isKnown(batch, i, time) : !this.#ids.add(batch.ids, 16 * i)) {
        tally.duplicate++;
        continue;
      }
      const person = kind === relationKind ? this.#keepPerson(batch.persons[i] ?? {}, sub, time) : null;
      this.#put(
        batch.ids.subarray(16 * i, 16 * i + 16),
        kind,
        sub,
        time,
        of === null ? null : Buffer.from(of, 'hex'),
        person,
        this.#firstFile + file,
        block * blockSize + i,
        batch.texts[i] ?? null,
        batch.words[i] ?? null,
        batch.bodies[i] ?? '{}',
      );
      if (kind === mediaKind && ++this.#media === mediaIndexed) this.#dropMediaIndexes();
      this.#stretch.add(kind, batch.flags[i] ?? 0, at);
      if (run !== undefined) {
        this.#run.run(this.#nextSeq, run.text, run.words);
        this.#hasRuns = true;
      }
      this.#nextSeq++;
      tally.kept++;
      keptHere++;
      this.#kept.set(file, (this.#kept.get(file) ?? 0) + 1);
      const key = `${kind} ${sub ?? ''}`;
      this.#subs.set(key, (this.#subs.get(key) ?? 0) + 1);
      if (time !== null) {
        const date = new Date(time);
        const month = (date.getUTCFullYear() * 12 + date.getUTCMonth()) * 16 + kind;
        this.#months.set(month, (this.#months.get(month) ?? 0) + 1);
      }
    }
    this.#flush();
    this.#stretch.write(firstSeq);
    this.#indexWords();
    if (this.#ids !== null && this.#nextSeq > idsInMemory) this.#index();
    if (keptHere > 0) {
      this.#block.run(block, batch.block);
      this.#nextBlock++;
    }
    this.#addAccount(batch);
  }

  /** Of the records since the last time. With every batch: while the next one is still being read, this costs nothing. */
  #indexWords(): void {
    if (this.#indexed === this.#nextSeq - 1) return;
    (this.#hasRuns ? this.#wordsBesideRuns : this.#wordsOfAll).run(this.#indexed);
    this.#indexed = Number(this.#lastSeq.get());
    if (this.#indexed !== this.#nextSeq - 1) throw new Error('records stand elsewhere than their facets');
  }

  /** A record that is new. */
  #put(...row: unknown[]): void {
    if (this.#ids === null) {
      // At once: the next of its batch may be the same.
      this.#insertOne.run(...row);
      return;
    }
    // Several go in with one statement.
    this.#rows.push(...row);
    if (this.#rows.length === rowsAtOnce * columns) {
      this.#insertMany.run(...this.#rows);
      this.#rows = [];
    }
  }

  /** Of a first import: the end builds them again. */
  #dropMediaIndexes(): void {
    if (this.#firstFile === 1) this.#db.exec('drop index if exists record_medium; drop index if exists record_content');
  }

  #index(): void {
    this.#letGoOfIds();
    this.#db.exec('create unique index record_id on record (id)');
  }

  /** Sorting the ids for their index takes as much room as these: one after the other. */
  #letGoOfIds(): void {
    this.#ids?.letGo();
    this.#ids = null;
  }

  /** Looks for record `i` in what is there, and counts it where it stands there otherwise. */
  #isKnown(batch: Batch, i: number, at: number | null): boolean {
    const known = this.#known.get(batch.ids.subarray(16 * i, 16 * i + 16));
    if (known === undefined) return false;
    if (known.file < this.#firstFile && batch.kinds[i] !== mediaKind) {
      const read = { sub: batch.subs[i] ?? null, at, text: batch.texts[i] ?? null, body: batch.bodies[i] ?? '{}' };
      if (!readsTheSame(known, read)) {
        this.#changed++;
        this.#warningsAreNew = true;
      }
    }
    return true;
  }

  #flush(): void {
    for (let i = 0; i < this.#rows.length; i += columns) this.#insertOne.run(...this.#rows.slice(i, i + columns));
    this.#rows = [];
  }

  #addAccount(batch: Batch): void {
    for (const { file, kind, locator, reason } of batch.refusals) {
      const tally = this.#tally(kind);
      tally.found++;
      tally.refused++;
      if (this.#refusals++ < refusalsKept)
        this.#db
          .prepare('insert into refusal select ?, path, ?, ? from import_file where id = ?')
          .run(this.#import, locator, reason, this.#firstFile + file);
    }
    for (const [file, emitted] of batch.emitted) this.#emitted.set(file, emitted);
    for (const warning of batch.warnings) this.#warn(warning);
    for (const { file, became, by, reason } of batch.fates) this.#fate.run(became, by, reason, this.#firstFile + file);
    if (batch.hashes.length > 0 && this.#ids !== null) this.#index();
    for (const { id, bytes, sha256 } of batch.hashes) this.#hashed.run(bytes, sha256, Buffer.from(id, 'hex'));
  }

  /** A resumed import reads its files again and warns again. */
  #warn({ code, file, detail }: Warning): void {
    const key = JSON.stringify([code, file, detail]);
    if (this.#warned.size >= warningsKept || this.#warned.has(key)) return;
    this.#warned.add(key);
    this.#warnings.push({ code, file, detail });
    this.#warningsAreNew = true;
  }

  /** Makes durable what was added. */
  commit(seconds: number): void {
    this.#account(seconds);
    this.#db.exec('commit');
  }

  /** What was added, into what is kept beside the records: words, counts, checkpoints. Leaves the transaction open. */
  #account(seconds: number): void {
    if (!this.#db.inTransaction) this.#db.exec('begin immediate');
    const db = this.#db;
    const tally = db.prepare(
      `insert into import_tally values (?, ?, ?, ?, ?, ?) on conflict do update set found = found + excluded.found, kept = kept + excluded.kept,
         duplicate = duplicate + excluded.duplicate, refused = refused + excluded.refused`,
    );
    for (const [kind, t] of this.#tallies) tally.run(this.#import, kindNumber[kind], t.found, t.kept, t.duplicate, t.refused);
    const sub = db.prepare('insert into tally values (?, ?, ?) on conflict do update set records = records + excluded.records');
    for (const [key, n] of this.#subs) sub.run(Number(key.slice(0, key.indexOf(' '))), key.slice(key.indexOf(' ') + 1), n);
    const month = db.prepare('insert into month values (?, ?, ?) on conflict do update set records = records + excluded.records');
    for (const [key, n] of this.#months) month.run(Math.floor(key / 16), key - 16 * Math.floor(key / 16), n);
    const emitted = db.prepare('update import_file set emitted = ? where id = ?');
    for (const [file, n] of this.#emitted) emitted.run(n, this.#firstFile + file);
    const kept = db.prepare('update import_file set records = records + ? where id = ?');
    for (const [file, n] of this.#kept) kept.run(n, this.#firstFile + file);
    db.prepare('update import set seconds = seconds + ? where seq = ?').run(seconds, this.#import);
    if (this.#warningsAreNew) {
      const changed: Warning[] = this.#changed > 0 ? [{ code: 'changed', file: null, detail: String(this.#changed) }] : [];
      db.prepare('update import set warnings = ? where seq = ?').run(
        JSON.stringify([...this.#warnings, ...changed]),
        this.#import,
      );
      this.#warningsAreNew = false;
    }
    for (const map of [this.#tallies, this.#subs, this.#months, this.#emitted, this.#kept]) map.clear();
  }

  /** Makes durable what was added last, with the end of the import: indexes for reading, and an account that adds up. `seconds`: since the last commit. */
  finish(at: string, seconds: () => number): void {
    this.#account(0);
    this.#letGoOfIds();
    this.#db.pragma('shrink_memory');
    this.#db.exec(finishSql);
    const wrong = this.#db
      .prepare<[number], { n: number }>(
        'select count(*) as n from import_tally where import = ? and found <> kept + duplicate + refused',
      )
      .get(this.#import);
    if (wrong?.n !== 0) throw new Error('the account of the import does not add up');
    this.#db.prepare(`update import set state = 'done', seconds = seconds + ? where seq = ?`).run(seconds(), this.#import);
    this.#db.prepare(`insert into meta values ('changedAt', ?) on conflict do update set value = excluded.value`).run(at);
    this.#db.exec('commit');
  }

  #tally(kind: RecordKind): Tally {
    let tally = this.#tallies.get(kind);
    if (tally === undefined) this.#tallies.set(kind, (tally = { found: 0, kept: 0, duplicate: 0, refused: 0 }));
    return tally;
  }

  #keepPerson(person: Batch['persons'][number], relation: string | null, since: number | null): number | null {
    const { networkId = null, handle = null, name = null, url = null } = person ?? {};
    const key = networkId ?? (handle === null ? name : `@${handle.toLowerCase()}`);
    if (key === null) return null;
    const bit = 2 ** Math.max(0, relationNames.indexOf((relation ?? 'other') as RelationName));
    return (
      this.#person.get(
        key,
        networkId,
        handle,
        name,
        url,
        fold(handle ?? name ?? key),
        fold(`${handle ?? ''} ${name ?? ''} ${networkId ?? ''}`),
        bit,
        since,
      )?.id ?? null
    );
  }
}

/** Of what stands in a record, without the numbers (likes, views) that are others at every look, and without the order of its fields. */
function readsTheSame(a: Reading, b: Reading): boolean {
  if (a.sub !== b.sub || a.at !== b.at || a.text !== b.text) return false;
  if (a.body === b.body) return true;
  const uncounted = (body: string): unknown => {
    const { counts: _, ...rest } = JSON.parse(body) as Readonly<Record<string, unknown>>;
    return rest;
  };
  return isDeepStrictEqual(uncounted(a.body), uncounted(b.body));
}

function hasIndex(db: Database.Database): boolean {
  return db.prepare(`select 1 from sqlite_schema where type = 'index' and name = 'record_id'`).get() !== undefined;
}

/** Of a first import that is gone on with: what is in already. */
function idsOf(db: Database.Database): IdSet {
  const ids = new IdSet();
  for (const id of db.prepare<[], Buffer>('select id from record').pluck().iterate()) ids.add(id, 0);
  return ids;
}
