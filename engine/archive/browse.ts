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
  // One look at the archive: what an import adds meanwhile does not shift the page.
  return archive.db.transaction((): Page => {
    const count = (more = ''): number =>
      archive.db
        .prepare<unknown[], number>(`select count(*) from record where ${where} ${more}`)
        .pluck()
        .get(...values) ?? 0;
    const all = query.of === undefined ? total(archive, query.kinds, query.subs) : count();
    const undated = query.order === 'oldest' ? count('and at is null') : 0;
    const seqs: number[] = [];
    let { offset } = query;
    for (const { more, order, records } of stretchesOf[query.order](all, undated)) {
      const here = Math.min(query.limit - seqs.length, records - offset);
      if (here > 0) {
        // From the nearer end: whatever comes before the page has to be walked through.
        const behind = records - offset - here;
        const fromEnd = behind < offset;
        const found = archive.db
          .prepare<unknown[], number>(
            `select seq from record where ${where} ${more} order by ${order[fromEnd ? 'backwards' : 'forwards']} limit ? offset ?`,
          )
          .pluck()
          .all(...values, here, fromEnd ? behind : offset);
        seqs.push(...(fromEnd ? found.reverse() : found));
      }
      offset = Math.max(0, offset - records);
    }
    return { total: all, records: recordsOf(archive, seqs) };
  })();
}

interface Stretch {
  readonly more: string;
  readonly order: { readonly forwards: string; readonly backwards: string };
  readonly records: number;
}

/** A list, one stretch after the other, each in an order that an index has. What has no date stands at the end. */
const stretchesOf: Record<Query['order'], (all: number, undated: number) => Stretch[]> = {
  newest: (all) => [{ more: '', order: { forwards: 'at desc, seq', backwards: 'at, seq desc' }, records: all }],
  oldest: (all, undated) => [
    { more: 'and at is not null', order: { forwards: 'at, seq', backwards: 'at desc, seq desc' }, records: all - undated },
    { more: 'and at is null', order: { forwards: 'seq', backwards: 'seq desc' }, records: undated },
  ],
  list: (all) => [{ more: '', order: { forwards: 'seq', backwards: 'seq desc' }, records: all }],
};

/** All records of a kind in the order in which they came, one after the other. */
export function* allRecords({ db, reader }: Archive, kind: RecordKind, sub?: string): Generator<AnyRecord> {
  const number = kindNumber[kind];
  // Neighbours by neighbours where there are any of them: no read transaction stays open while the caller takes its time, and each record is passed once. An
  // index by kind would be sorted anew for every page.
  const stretches = db
    .prepare<[], { first: number; last: number }>(
      `select first, last from stretch where kinds & ${2 ** number} <> 0 order by first`,
    )
    .all();
  const within = db.prepare<unknown[], RecordRow>(
    `select ${recordColumns} from ${recordTables} where r.seq between ? and ? and +r.kind = ${number} ${sub === undefined ? '' : 'and +r.sub = ?'} order by r.seq`,
  );
  for (const { first, last } of stretches)
    for (const row of within.all(first, last, ...(sub === undefined ? [] : [sub]))) yield reader.record(row);
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
  // Thread by thread out of the index: grouping all messages reads each of them.
  const ofThread = `from record m where m.of = c.id and m.kind = ${kindNumber.message}`;
  const threads = db
    .prepare<[], Thread>(
      `select c.seq, c.id, (select count(*) ${ofThread}) as messages, (select min(at) ${ofThread}) as first, (select max(at) ${ofThread}) as last
         from record c where c.kind = ${kindNumber.conversation} order by last is null, last desc, c.seq`,
    )
    .all();
  // The date is found in the index: no message is read but the one.
  const newest = db.prepare<Record<string, Buffer>, { text: string | null }>(
    `select text from record where seq = (select min(seq) from record where of = $id and kind = ${kindNumber.message}
       and at is (select max(at) from record where of = $id and kind = ${kindNumber.message}))`,
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
      snippet: newest.get({ id })?.text?.slice(0, 200) ?? null,
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
