/** The people of an archive: one row a person, however many lists they stand in. */
import type * as z from 'zod';
import type { PeoplePage, PeopleQuery, PersonRow } from '../../shared/contract/index.ts';
import { relationNames, type RelationName } from '../../shared/records.ts';
import type { Archive } from './archive.ts';
import { fold } from './fold.ts';
import { instant } from './rows.ts';

interface Row {
  readonly id: number;
  readonly network_id: string | null;
  readonly handle: string | null;
  readonly name: string | null;
  readonly url: string | null;
  readonly relations: number;
  readonly since: number | null;
}

const bit = (relation: RelationName): number => 2 ** relationNames.indexOf(relation);
const both = bit('follower') + bit('following');

/** A person is mutual where the network says so, or where they follow and are followed. */
const inList = (relation: RelationName): string =>
  relation === 'mutual' ? `(relations & ${both} = ${both} or relations & ${bit('mutual')})` : `relations & ${bit(relation)}`;

function person({ id, network_id, handle, name, url, relations, since }: Row): PersonRow {
  const lists = relationNames.filter((relation) => (relations & bit(relation)) !== 0);
  if ((relations & both) === both && !lists.includes('mutual')) lists.push('mutual');
  return {
    id: String(id),
    handle,
    name,
    networkId: network_id,
    url,
    relations: lists,
    since: since === null ? null : instant(since),
  };
}

export function peoplePage({ db }: Archive, query: z.output<typeof PeopleQuery>): z.output<typeof PeoplePage> {
  const conditions = query.relations.length === 0 ? [] : [`(${query.relations.map(inList).join(' or ')})`];
  const values: string[] = [];
  const wanted = fold(query.find.trim().replace(/^@/, ''));
  if (wanted !== '') {
    conditions.push('instr(found, ?) > 0');
    values.push(wanted);
  }
  const where = conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;
  const direction = query.descending ? 'desc' : 'asc';
  const order = { name: `sort ${direction}, id`, since: `since is null, since ${direction}, id`, list: `id ${direction}` }[
    query.sort
  ];
  const total = db
    .prepare<unknown[], number>(`select count(*) from person ${where}`)
    .pluck()
    .get(...values);
  const rows = db
    .prepare<unknown[], Row>(`select * from person ${where} order by ${order} limit ? offset ?`)
    .all(...values, query.limit, query.offset);
  return { total: total ?? 0, people: rows.map(person) };
}

/** How many people stand in a list, `mutual` as people see it. */
export function countPeople(db: Archive['db'], relation: RelationName): number {
  return (
    db
      .prepare<[], number>(`select count(*) from person where ${inList(relation)}`)
      .pluck()
      .get() ?? 0
  );
}

/** Everybody in a list, or in any, in the order in which they came. */
export function* allPeople({ db }: Archive, relation?: RelationName): Generator<PersonRow> {
  const page = db.prepare<[number], Row>(
    `select * from person where id > ? ${relation === undefined ? '' : `and ${inList(relation)}`} order by id limit 1000`,
  );
  for (let last = 0; ;) {
    const rows = page.all(last);
    for (const row of rows) yield person(row);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end.id;
  }
}

/** The lists in which there is anybody, `mutual` included. */
export function relationsOf({ db }: Archive): RelationName[] {
  const any = (relation: RelationName): boolean =>
    db.prepare(`select 1 from person where ${inList(relation)} limit 1`).get() !== undefined;
  return relationNames.filter(any);
}
