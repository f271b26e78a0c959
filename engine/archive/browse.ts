/** Pages of records and conversations, by offset, for lists of any length. */
import type { ConversationRow, RecordsQuery, RecordsPage } from '../../shared/contract/index.ts';
import type * as z from 'zod';
import type { AnyRecord, RecordKind, Sender } from '../../shared/records.ts';
import { recordsOf, type Archive, type ArchiveMeta } from './archive.ts';
import { kindNumber } from './fields.ts';
import { fold } from './fold.ts';
import { total } from './overview.ts';
import { instant, recordColumns, recordTables, type RecordRow } from './rows.ts';

type Query = z.output<typeof RecordsQuery>;
type Page = z.output<typeof RecordsPage>;

/** The order is found in an index alone; only the page's own records are read. */
export function recordsPage(archive: Archive, query: Query): Page {
  const conditions = [`kind in (${query.kinds.map((kind) => kindNumber[kind]).join(',')})`];
  const values: (string | Buffer | number)[] = [];
  if (query.subs.length > 0) {
    conditions.push(`coalesce(sub, '') in (${query.subs.map(() => '?').join(',')})`);
    values.push(...query.subs);
  }
  if (query.of !== undefined) {
    conditions.push('of = ?');
    values.push(Buffer.from(query.of, 'hex'));
  }
  const where = conditions.join(' and ');
  const order = query.order === 'newest' ? 'at desc, seq' : query.order === 'oldest' ? 'at is null, at, seq' : 'seq';
  const seqs = archive.db
    .prepare<unknown[], number>(`select seq from record where ${where} order by ${order} limit ? offset ?`)
    .pluck()
    .all(...values, query.limit, query.offset);
  const count =
    query.of === undefined
      ? total(archive, query.kinds, query.subs)
      : (archive.db
          .prepare<unknown[], number>(`select count(*) from record where ${where}`)
          .pluck()
          .get(...values) ?? 0);
  return { total: count, records: recordsOf(archive, seqs) };
}

/** All records of a kind in the order in which they came, one after the other. */
export function* allRecords({ db, reader }: Archive, kind: RecordKind, sub?: string): Generator<AnyRecord> {
  const filter = sub === undefined ? '' : 'and r.sub = ?';
  const page = db.prepare<unknown[], RecordRow>(
    `select ${recordColumns} from ${recordTables} where r.seq > ? and r.kind = ${kindNumber[kind]} ${filter} order by r.seq limit 500`,
  );
  // In pages, so that no read transaction stays open while the caller takes its time.
  for (let last = 0; ;) {
    const rows = sub === undefined ? page.all(last) : page.all(last, sub);
    for (const row of rows) yield reader.record(row);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.seq;
  }
}

interface Thread {
  readonly seq: number;
  readonly id: Buffer;
  readonly messages: number;
  readonly first: number | null;
  readonly last: number | null;
}

export function conversationsPage(
  archive: Archive,
  find: string,
  offset: number,
  limit: number,
): { total: number; conversations: ConversationRow[] } {
  const { db, reader } = archive;
  const threads = db
    .prepare<[], Thread>(
      `select c.seq, c.id, coalesce(m.messages, 0) as messages, m.first, m.last from record c
         left join (select of, count(*) as messages, min(at) as first, max(at) as last from record
                    where kind = ${kindNumber.message} and of is not null group by of) m on m.of = c.id
       where c.kind = ${kindNumber.conversation} order by m.last is null, m.last desc, c.seq`,
    )
    .all();
  const newest = db.prepare<[Buffer], { text: string | null }>(
    `select text from record where of = ? and kind = ${kindNumber.message} order by at desc, seq limit 1`,
  );
  // By `seq`: before a first import is at its end there is no index of ids.
  const get = db.prepare<[number], RecordRow>(`select ${recordColumns} from ${recordTables} where r.seq = ?`);
  const row = ({ seq, id, messages, first, last }: Thread): ConversationRow => {
    const found = get.get(seq);
    const record = found === undefined ? null : reader.record(found);
    const known = record?.kind === 'conversation' ? record : null;
    const named = (people: readonly Sender[]): string[] =>
      people.map((p) => p.name ?? p.handle ?? p.networkId ?? '').filter((name) => name !== '');
    const names = named(known?.participants ?? []);
    const others = named((known?.participants ?? []).filter((participant) => !isOwner(archive.meta, participant)));
    return {
      id: id.toString('hex'),
      title: known?.title ?? null,
      group: known?.group ?? null,
      participants: others.length > 0 ? others : names,
      messages,
      first: first === null ? null : instant(first),
      last: last === null ? null : instant(last),
      snippet: newest.get(id)?.text?.slice(0, 200) ?? null,
    };
  };
  const wanted = fold(find.trim());
  if (wanted === '') return { total: threads.length, conversations: threads.slice(offset, offset + limit).map(row) };
  const all = threads
    .map(row)
    .filter(({ title, participants }) => fold(`${title ?? ''} ${participants.join(' ')}`).includes(wanted));
  return { total: all.length, conversations: all.slice(offset, offset + limit) };
}

/** By what tells most: two people may share a name. */
function isOwner(meta: ArchiveMeta, { networkId, handle, name }: Sender): boolean {
  if (networkId !== null && meta.networkId !== null) return networkId === meta.networkId;
  if (handle !== null && meta.handle !== null) return handle.toLowerCase() === meta.handle.toLowerCase();
  return name !== null && (name === meta.name || name === meta.handle);
}

/** Oldest first. Messages without a date stand in the order in which they came, behind those with one. */
export function messagesPage(archive: Archive, conversation: string, offset: number, limit: number): Page {
  return recordsPage(archive, {
    archive: archive.meta.id,
    kinds: ['message'],
    subs: [],
    of: conversation,
    order: 'oldest',
    offset,
    limit,
  });
}
