/** One archive, open for reading. */
import type Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import type { AnyRecord } from '../../shared/records.ts';
import { recordColumns, RecordReader, recordTables, type RecordRow } from './rows.ts';

export interface ArchiveMeta {
  readonly id: string;
  readonly network: string;
  /** Handle, else name, else network id; null where no export said. */
  readonly account: string | null;
  readonly handle: string | null;
  readonly networkId: string | null;
  readonly name: string | null;
  readonly createdAt: string;
  readonly changedAt: string;
}

export interface Archive {
  readonly meta: ArchiveMeta;
  readonly db: Database.Database;
  readonly reader: RecordReader;
}

export function readMeta(db: Database.Database, id: string): ArchiveMeta {
  const rows = db.prepare<[], { key: string; value: string | null }>('select key, value from meta').all();
  const meta = new Map(rows.map(({ key, value }) => [key, value]));
  const get = (key: string): string | null => meta.get(key) ?? null;
  const [handle, networkId, name] = [get('handle'), get('networkId'), get('name')];
  const createdAt = get('createdAt') ?? '';
  return {
    id,
    network: get('network') ?? '',
    account: handle ?? name ?? networkId,
    handle,
    networkId,
    name,
    createdAt,
    changedAt: get('changedAt') ?? createdAt,
  };
}

/** `big`: what becomes of integers beyond 2^53 in `raw` and `data`: exact for writing out, text for a page. */
export function openArchive(db: Database.Database, id: string, big: 'exact' | 'text'): Archive {
  const meta = readMeta(db, id);
  return { meta, db, reader: new RecordReader(db, meta.network, meta.account, big) };
}

/** Throws `Refusal('no-record')`. */
export function getRecord({ db, reader }: Archive, id: string): AnyRecord {
  const row = db
    .prepare<[Buffer], RecordRow>(`select ${recordColumns} from ${recordTables} where r.id = ?`)
    .get(Buffer.from(id, 'hex'));
  if (row === undefined) throw new Refusal('no-record');
  return reader.record(row);
}

/** The records of the rows with these `seq`s, in their order. */
export function recordsOf({ db, reader }: Archive, seqs: readonly number[]): AnyRecord[] {
  const get = db.prepare<[number], RecordRow>(`select ${recordColumns} from ${recordTables} where r.seq = ?`);
  return seqs.flatMap((seq) => {
    const row = get.get(seq);
    return row === undefined ? [] : [reader.record(row)];
  });
}
