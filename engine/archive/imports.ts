/** The imports of an archive: begun, gone on with, and accounted for. */
import type Database from 'better-sqlite3-multiple-ciphers';
import * as z from 'zod';
import { AccountOfImport, type Tally } from '../../shared/account-of-import.ts';
import { Refusal } from '../../shared/errors.ts';
import { recordKinds, relationNames, type RecordKind, type RelationName } from '../../shared/records.ts';
import type { FoundFile } from '../intake/packed-files.ts';
import { StoredInput } from '../intake/inputs.ts';
import type { Warning } from './batch.ts';
import type { Archive } from './archive.ts';
import { fileCounts, firstFiles } from './import-files.ts';
import { countPeople } from './people.ts';

/** One input of an import, and where its original lies. */
export const ImportInput = z.object({
  input: StoredInput,
  name: z.string(),
  bytes: z.number(),
  files: z.number(),
  sha256: z.string().nullable(),
  /** File name in the archive's folder of originals; null where it is not kept. */
  original: z.string().nullable(),
  /** Whether the person wants it kept. */
  keep: z.boolean(),
});
export type ImportInput = z.infer<typeof ImportInput>;
const Inputs = z.array(ImportInput);
const Expected = z.partialRecord(z.enum(relationNames), z.number());

export interface NewImport {
  readonly id: string;
  readonly at: string;
  readonly network: string;
  readonly layout: string;
  readonly language: string | null;
  readonly inputs: readonly ImportInput[];
  readonly expected: Partial<Record<RelationName, number>>;
  readonly warnings: readonly Warning[];
  readonly files: Iterable<FoundFile>;
}

/**
 * Writes down that an import begins, with every file it will have to account for. `firstFile`: the `import_file.id` of the file at position 0; the others
 * follow it.
 */
export function beginImport(db: Database.Database, begun: NewImport): { seq: number; firstFile: number } {
  return db
    .transaction(() => {
      const { lastInsertRowid } = db
        .prepare(
          `insert into import (id, at, state, network, layout, language, seconds, inputs, expected, warnings) values (?, ?, 'running', ?, ?, ?, 0, ?, ?, ?)`,
        )
        .run(
          begun.id,
          begun.at,
          begun.network,
          begun.layout,
          begun.language,
          JSON.stringify(begun.inputs),
          JSON.stringify(begun.expected),
          JSON.stringify(begun.warnings),
        );
      const seq = Number(lastInsertRowid);
      const insert = db.prepare(
        'insert into import_file (id, import, position, path, bytes, became, reason) values (?, ?, ?, ?, ?, ?, ?)',
      );
      const firstFile = 1 + (db.prepare<[], number | null>('select max(id) from import_file').pluck().get() ?? 0);
      let position = 0;
      for (const { path, bytes, damage } of begun.files) {
        insert.run(firstFile + position, seq, position, path, bytes, damage === null ? null : 'damaged', damage);
        position++;
      }
      return { seq, firstFile };
    })
    .immediate();
}

/** Whether an import has kept anything that `reader` read. */
export function wasReadBy(db: Database.Database, reader: string): boolean {
  return db.prepare<[string]>('select 1 from import_file where reader = ? and records > 0 limit 1').get(reader) !== undefined;
}

export interface OpenImport {
  readonly seq: number;
  readonly id: string;
  readonly network: string;
  readonly inputs: ImportInput[];
  readonly warnings: Warning[];
  /** `import_file.id` of the file at position 0; the others follow. */
  readonly firstFile: number;
  /** How many things are in already, by the file's position. */
  readonly done: Uint32Array;
}

/** A file of an import, as it stands in its account. `became`: null where nobody has come to it. */
export interface AccountedFile {
  readonly id: number;
  readonly path: string;
  readonly bytes: number;
  readonly became: string | null;
}

/** The files of an import in the order of their positions; read as they are asked for, on a connection that does nothing else meanwhile. */
export function accountedFiles(db: Database.Database, seq: number): IterableIterator<AccountedFile> {
  return db
    .prepare<[number], AccountedFile>('select id, path, bytes, became from import_file where import = ? order by position')
    .iterate(seq);
}

/** The import that was stopped, or that the engine died in; null where there is none. */
export function openImport(db: Database.Database): OpenImport | null {
  const row = db
    .prepare<[], { seq: number; id: string; network: string; inputs: string; warnings: string }>(
      `select seq, id, network, inputs, warnings from import where state <> 'done' order by seq desc limit 1`,
    )
    .get();
  if (row === undefined) return null;
  const { first, count } = db
    .prepare<[number], { first: number | null; count: number }>(
      'select min(id) as first, count(*) as count from import_file where import = ?',
    )
    .get(row.seq) ?? { first: null, count: 0 };
  const done = new Uint32Array(count);
  const emitted = db.prepare<[number], { position: number; emitted: number }>(
    'select position, emitted from import_file where import = ? and emitted > 0',
  );
  for (const file of emitted.iterate(row.seq)) done[file.position] = file.emitted;
  return {
    seq: row.seq,
    id: row.id,
    network: row.network,
    inputs: Inputs.parse(JSON.parse(row.inputs)),
    warnings: AccountOfImport.shape.warnings.parse(JSON.parse(row.warnings)),
    firstFile: first ?? 1,
    done,
  };
}

export function inputsOf(db: Database.Database): ImportInput[] {
  return db
    .prepare<[], { inputs: string }>('select inputs from import order by seq')
    .all()
    .flatMap(({ inputs }) => Inputs.parse(JSON.parse(inputs)));
}

/** The inputs of one import, as its row has them. */
export function importInputs(text: string): ImportInput[] {
  return Inputs.parse(JSON.parse(text));
}

export function setInputs(db: Database.Database, seq: number, inputs: readonly ImportInput[]): void {
  db.prepare('update import set inputs = ? where seq = ?').run(JSON.stringify(inputs), seq);
}

/** The person stopped it: it can be gone on with. */
export function stopImport(db: Database.Database, seq: number): void {
  db.prepare(`update import set state = 'stopped' where seq = ? and state = 'running'`).run(seq);
}

/** It goes on. */
export function continueImport(db: Database.Database, seq: number): void {
  db.prepare(`update import set state = 'running' where seq = ? and state = 'stopped'`).run(seq);
}

/** Files that were there when the import began and cannot be read any more. */
export function loseFiles(db: Database.Database, ids: readonly number[]): void {
  const lose = db.prepare(`update import_file set became = 'damaged', reason = 'unreadable' where id = ? and became is null`);
  db.transaction(() => ids.forEach((id) => lose.run(id))).immediate();
}

/** Files that an account names itself. */
const filesTold = 1000;

/** Throws `Refusal('no-archive')` where there is no such import. */
export function accountOfImport({ db, meta }: Archive, id: string): AccountOfImport {
  const row = db
    .prepare<
      [string],
      {
        seq: number;
        at: string;
        state: string;
        network: string;
        layout: string;
        language: string | null;
        seconds: number;
        expected: string;
        warnings: string;
      }
    >('select * from import where id = ?')
    .get(id);
  if (row === undefined) throw new Refusal('no-archive');
  const records: Partial<Record<RecordKind, Tally>> = {};
  const tallies = db
    .prepare<[number], Tally & { kind: number }>(
      'select kind, found, kept, duplicate, refused from import_tally where import = ?',
    )
    .all(row.seq);
  for (const { kind, ...tally } of tallies) {
    const name = recordKinds[kind];
    if (name !== undefined) records[name] = tally;
  }
  const expected = Object.entries(Expected.parse(JSON.parse(row.expected))).map(([what, wanted]) => {
    const found =
      what === 'mutual'
        ? countPeople(db, what)
        : (db.prepare<[string], number>(`select records from tally where kind = 1 and sub = ?`).pluck().get(what) ?? 0);
    return { what, expected: wanted, found, difference: found - wanted };
  });
  return AccountOfImport.parse({
    import: id,
    archive: meta.id,
    network: row.network,
    account: meta.account,
    layout: row.layout,
    language: row.language,
    seconds: Math.round(row.seconds * 1000) / 1000,
    state: row.state,
    at: row.at,
    fileCounts: fileCounts(db, row.seq),
    files: firstFiles(db, row.seq, filesTold),
    records,
    refused: db.prepare<[number], unknown>('select file, locator, reason from refusal where import = ?').all(row.seq),
    expected,
    warnings: JSON.parse(row.warnings) as unknown,
  });
}
