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

type Query = z.output<typeof PeopleQuery>;

const indexes = { list: 'person_by_list', since: 'person_by_date', name: 'person_by_name' } as const;

interface Statements {
  readonly values: readonly string[];
  readonly count: string;
  /** The ids of a page, one stretch of the list after the other, each with a count of its own; `limit` and `offset` come last. */
  readonly stretches: readonly { readonly count: string; readonly ids: string }[];
}

/** What is asked for a page of people. Each statement goes through one index that holds all it needs. */
export function peopleStatements({ relations, find, sort, descending }: Query, indexed: boolean): Statements {
  const wanted = fold(find.trim().replace(/^@/, ''));
  const finds = wanted !== '';
  // Only one index holds what people are found by.
  const by = (index: string): string => (indexed ? `indexed by ${index}` : '');
  const from = `from person ${by(finds ? indexes.name : indexes[sort])}`;
  const conditions = [
    ...(relations.length === 0 ? [] : [`(${relations.map(inList).join(' or ')})`]),
    ...(finds ? ['instr(found, ?) > 0'] : []),
  ];
  const where = (more: readonly string[]): string => {
    const all = [...more, ...conditions];
    return all.length === 0 ? '' : `where ${all.join(' and ')}`;
  };
  const way = descending ? 'desc' : 'asc';
  const count = `select count(*) from person ${by(finds ? indexes.name : indexes.list)} ${where([])}`;
  const stretch = (more: readonly string[], order: string): Statements['stretches'][number] => ({
    count: more.length === 0 ? count : `select count(*) ${from} ${where(more)}`,
    ids: `select id ${from} ${where(more)} order by ${order} limit ? offset ?`,
  });
  const stretches = {
    list: [stretch([], `id ${way}`)],
    name: [stretch([], `sort ${way}, id ${way}`)],
    // Whoever has no date stands at the end, either way.
    since: [stretch(['since is not null'], `since ${way}, id ${way}`), stretch(['since is null'], 'since, id')],
  }[sort];
  return { values: finds ? [wanted] : [], count, stretches };
}

export function peoplePage({ db }: Archive, query: Query): z.output<typeof PeoplePage> {
  const { values, count, stretches } = peopleStatements(query, hasIndexes(db));
  const counted = (sql: string): number =>
    db
      .prepare<unknown[], number>(sql)
      .pluck()
      .get(...values) ?? 0;
  const ids: number[] = [];
  let offset = query.offset;
  for (const [i, stretch] of stretches.entries()) {
    const missing = query.limit - ids.length;
    if (missing === 0) break;
    const found = db.prepare<unknown[], number>(stretch.ids).pluck();
    const here = found.all(...values, missing, offset);
    ids.push(...here);
    // Where it gave something, the next begins at its first.
    if (here.length > 0) offset = 0;
    else if (i < stretches.length - 1) offset -= counted(stretch.count);
  }
  const row = db.prepare<[number], Row>('select * from person where id = ?');
  return {
    total: counted(count),
    people: ids.flatMap((id) => {
      const found = row.get(id);
      return found === undefined ? [] : [person(found)];
    }),
  };
}

/** They are built at the end of a first import. */
function hasIndexes(db: Archive['db']): boolean {
  return db.prepare(`select 1 from sqlite_schema where type = 'index' and name = '${indexes.name}'`).get() !== undefined;
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
