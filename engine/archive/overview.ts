/** What an archive holds, in numbers that are kept up while it is written. */
import type { ArchiveDetail, ArchiveSummary } from '../../shared/contract/index.ts';
import { recordKinds, relationNames, type RecordKind, type RelationName } from '../../shared/records.ts';
import type { Archive } from './archive.ts';
import { kindNumber } from './fields.ts';
import { instant } from './rows.ts';

type Counts<K extends string> = Partial<Record<K, number>>;

export function summary({ db, meta }: Archive, networkName: string, bytes: number): ArchiveSummary {
  const counts: Counts<RecordKind> = {};
  const relations: Counts<RelationName> = {};
  for (const { kind, sub, records } of db
    .prepare<[], { kind: number; sub: string; records: number }>('select * from tally')
    .all()) {
    const name = recordKinds[kind];
    if (name === undefined) continue;
    counts[name] = (counts[name] ?? 0) + records;
    const relation = relationNames.find((known) => known === sub);
    if (name === 'relation' && relation !== undefined) relations[relation] = records;
  }
  const dates = db.prepare<[], { first: number | null; last: number | null }>(firstAndLast).get();
  const people = db.prepare<[], { n: number }>('select count(*) as n from person').get();
  const open = db.prepare<[], { id: string }>(`select id from import where state <> 'done' order by seq desc limit 1`).get();
  return {
    id: meta.id,
    network: meta.network,
    networkName,
    account: meta.account,
    name: meta.name,
    createdAt: meta.createdAt,
    changedAt: meta.changedAt,
    state: open === undefined ? 'ready' : 'importing',
    resumable: open?.id ?? null,
    first: dates?.first == null ? null : instant(dates.first),
    last: dates?.last == null ? null : instant(dates.last),
    counts,
    relations,
    people: people?.n ?? 0,
    bytes,
  };
}

// One look into the index a kind: `min(at)` over all would read the whole of it.
const firstAndLast = `with ends as (
  ${recordKinds.map((_, kind) => `select (select min(at) from record where kind = ${kind}) as a, (select max(at) from record where kind = ${kind}) as z`).join(' union all ')}
) select min(a) as first, max(z) as last from ends`;

export function detail(archive: Archive, networkName: string, bytes: number): ArchiveDetail {
  const { db } = archive;
  const subs: Partial<Record<RecordKind, Record<string, number>>> = {};
  for (const { kind, sub, records } of db
    .prepare<[], { kind: number; sub: string; records: number }>('select * from tally order by records desc')
    .all()) {
    const name = recordKinds[kind];
    if (name !== undefined) (subs[name] ??= {})[sub] = records;
  }
  const months = new Map<number, ArchiveDetail['months'][number]>();
  const rows = db.prepare<[], { month: number; kind: number; records: number }>('select * from month order by month').all();
  for (const { month, kind, records } of rows) {
    let row = months.get(month);
    if (row === undefined) {
      const year = Math.floor(month / 12);
      const label = `${String(year).padStart(4, '0')}-${String(month - 12 * year + 1).padStart(2, '0')}`;
      months.set(month, (row = { month: label, post: 0, message: 0, comment: 0, reaction: 0 }));
    }
    const name = recordKinds[kind];
    if (name === 'post' || name === 'message' || name === 'comment' || name === 'reaction') row[name] += records;
  }
  const imports = db
    .prepare<[], Omit<ArchiveDetail['imports'][number], 'originalKept'> & { inputs: string }>(
      `select i.id, i.at, i.state, i.layout, i.inputs,
         coalesce((select max(position) + 1 from import_file f where f.import = i.seq), 0) as files,
         (select count(*) from import_file f where f.import = i.seq and f.became = 'damaged') as damaged,
         coalesce((select sum(kept) from import_tally t where t.import = i.seq), 0) as kept,
         coalesce((select sum(duplicate) from import_tally t where t.import = i.seq), 0) as duplicate,
         coalesce((select sum(refused) from import_tally t where t.import = i.seq), 0) as refused
       from import i order by i.seq desc`,
    )
    .all()
    .map(({ inputs, ...rest }) => ({ ...rest, originalKept: !inputs.includes('"original":null') }));
  return { ...summary(archive, networkName, bytes), subs, months: [...months.values()], imports };
}

/** How many records of a kind there are, of these forms, relations or topics (empty: of all). */
export function total({ db }: Archive, kinds: readonly RecordKind[], subs: readonly string[]): number {
  const rows = db.prepare<[], { kind: number; sub: string; records: number }>('select * from tally').all();
  const wanted = new Set(kinds.map((kind) => kindNumber[kind]));
  return rows.reduce(
    (sum, row) => sum + (wanted.has(row.kind) && (subs.length === 0 || subs.includes(row.sub)) ? row.records : 0),
    0,
  );
}
