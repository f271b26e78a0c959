/** Lists of media: by what they are, by whether they are there, by date. One index holds all that a list is made of (`finish.sql`). */
import type * as z from 'zod';
import {
  mediaSorts,
  type MediaCounts,
  type MediaOf,
  type MediaPage,
  type MediaQuery,
  type MediaSort,
  type Medium,
} from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { AnyRecord, RecordOf } from '../../shared/records.ts';
import { getRecord, recordsOf, type Archive } from '../archive/archive.ts';
import { kindNumber } from '../archive/fields.ts';

const medium = kindNumber.media;
/** As the index has it. */
const mime = `json_extract(body, '$.mime')`;
const sha256 = `json_extract(body, '$.sha256')`;
const mimesOf: Readonly<Record<Exclude<MediaSort, 'other'>, string>> = { picture: 'image/', video: 'video/', sound: 'audio/' };
const sort = `case ${Object.entries(mimesOf)
  .map(([name, begins]) => `when ${mime} >= '${begins}' and ${mime} < '${begins.slice(0, -1)}0' then '${name}'`)
  .join(' ')} else 'other' end`;

/** All that lists are made of stands in one index; it is there once a first import is at its end. The planner would take one that leads to every row. */
function recordsIn({ db }: Archive): string {
  const there = db.prepare(`select 1 from sqlite_schema where type = 'index' and name = 'record_medium'`).get() !== undefined;
  return there ? 'record indexed by record_medium' : 'record';
}

type Query = z.output<typeof MediaQuery>;
const isMedium = (record: AnyRecord): record is RecordOf<'media'> => record.kind === 'media';

/** The statements behind a page: how many, and the `seq`s of `limit` from `offset` on. */
export function mediaStatements(
  archive: Archive,
  query: Pick<Query, 'sorts' | 'states' | 'order'>,
): { values: string[]; count: string; seqs: string } {
  const conditions = [`kind = ${medium}`];
  const values: string[] = [];
  if (query.sorts.length > 0 && query.sorts.length < mediaSorts.length) {
    conditions.push(`${sort} in (${query.sorts.map(() => '?').join(',')})`);
    values.push(...query.sorts);
  }
  if (query.states.length > 0) {
    conditions.push(`sub in (${query.states.map(() => '?').join(',')})`);
    values.push(...query.states);
  }
  const rows = `from ${recordsIn(archive)} where ${conditions.join(' and ')}`;
  const order = query.order === 'newest' ? 'at desc, seq' : 'at is null, at, seq';
  return { values, count: `select count(*) ${rows}`, seqs: `select seq ${rows} order by ${order} limit ? offset ?` };
}

export function mediaPage(archive: Archive, query: Query): z.output<typeof MediaPage> {
  const { values, count, seqs } = mediaStatements(archive, query);
  const wanted = archive.db
    .prepare<unknown[], number>(seqs)
    .pluck()
    .all(...values, query.limit, query.offset);
  const total =
    archive.db
      .prepare<string[], number>(count)
      .pluck()
      .get(...values) ?? 0;
  return { total, media: recordsOf(archive, wanted).filter(isMedium) };
}

/** How many of each sort and state. */
export function mediaCounts(archive: Archive): z.output<typeof MediaCounts> {
  return archive.db
    .prepare<[], z.output<typeof MediaCounts>[number]>(
      `select ${sort} as sort, sub as state, count(*) as count from ${recordsIn(archive)} where kind = ${medium} group by 1, 2`,
    )
    .all();
}

/** These, in the order asked for; what is not there is left out. */
export function mediaOf(archive: Archive, { ids }: z.output<typeof MediaOf>): RecordOf<'media'>[] {
  return ids.flatMap((id) => found(archive, id) ?? []).filter(isMedium);
}

function found(archive: Archive, id: string): AnyRecord | null {
  try {
    return getRecord(archive, id);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'no-record') return null;
    throw error;
  }
}

const sameShown = 20;

/** Throws `Refusal('no-record')`. */
export function oneMedium(archive: Archive, id: string): z.output<typeof Medium> {
  const record = getRecord(archive, id);
  if (!isMedium(record)) throw new Refusal('no-record');
  const same =
    record.sha256 === null
      ? []
      : archive.db
          .prepare<[string, string], number>(
            `select seq from record where kind = ${medium} and ${sha256} = ? and id <> unhex(?) order by seq`,
          )
          .pluck()
          .all(record.sha256, id);
  return {
    medium: record,
    of: record.of === null ? null : found(archive, record.of),
    same: { total: same.length, media: recordsOf(archive, same.slice(0, sameShown)).filter(isMedium) },
  };
}
