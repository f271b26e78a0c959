/**
 * Search over an archive: the words in the indexes, everything else (kind, date, media) in the packed facets, so that even a common word with a filter that
 * little passes is answered without looking into the records. Only the records of the page asked for are read.
 */
import type * as z from 'zod';
import type { SearchHit, SearchPage, SearchQuery } from '../../shared/contract/index.ts';
import { recordKinds, type RecordKind } from '../../shared/records.ts';
import type { Archive, ArchiveMeta } from './archive.ts';
import { expressions, unwantedExpressions, type Expressions } from './expressions.ts';
import { candidates, flag, type Candidates, type FacetTest } from './facets.ts';
import { kindNumber } from './fields.ts';
import { fold } from './fold.ts';
import { marked, unmarked } from './marks.ts';
import { parseQuery, withBeginning, type Asked, type Named } from './query.ts';
import { recordColumns, recordTables, type RecordRow } from './rows.ts';

/** Beyond this many hits the order is the archive's own, the last first: weighing each would take longer than anybody looks. */
const weighed = 500;
/** Conversations that an `in:` may mean. */
const mostConversations = 2_000;

const everyKind = recordKinds.reduce((mask, _, kind) => mask | (1 << kind), 0);
const bits = (kinds: readonly RecordKind[]): number => kinds.reduce((mask, kind) => mask | (1 << kindNumber[kind]), 0);
/** Of what the owner wrote; messages only where they were sent. */
const own = bits(['post', 'comment', 'message']);
/** What others wrote: the text of a reaction is that of whom it is to. */
const others = bits(['message', 'reaction']);

export interface Found {
  readonly total: number;
  /** Lower is better; of one archive only. */
  readonly page: readonly { readonly seq: number; readonly rank: number }[];
}

/** What is asked of one archive: words, facets, and conversations. */
interface Plan {
  readonly expressions: Expressions | null;
  readonly unwanted: Expressions;
  /** Null: all pass. */
  readonly test: FacetTest | null;
  readonly within: ReadonlySet<number> | null;
  readonly without: ReadonlySet<number>;
}

export function searchArchive(
  archive: Archive,
  asked: Asked,
  kinds: readonly RecordKind[],
  offset: number,
  limit: number,
): Found {
  const plan = planOf(archive, asked, kinds);
  if (plan === null) return { total: 0, page: [] };
  return plan.expressions === null ? browse(archive, plan, offset, limit) : find(archive, plan, offset, limit);
}

/** `whole`: with what the network gave beside it, which lies packed and takes its time. */
function hitsOf(archive: Archive, asked: Asked, seqs: readonly number[], whole: boolean): SearchHit[] {
  const get = archive.db.prepare<[number], RecordRow & { words: string | null }>(
    `select ${recordColumns}, r.words from ${recordTables} where r.seq = ?`,
  );
  const stretches = whole ? [] : candidates(archive.db, everything);
  return seqs.flatMap((seq) => {
    const row = get.get(seq);
    if (row === undefined) return [];
    const { text, words } = row;
    const parts =
      (text === null ? null : marked(text, asked.wanted)) ??
      (words === null ? null : marked(words, asked.wanted)) ??
      unmarked(text ?? words ?? '');
    const given = whole || (row.at === null && timeAsGiven(stretches, seq));
    return [{ archive: archive.meta.id, marked: parts, record: archive.reader.record(row, given) }];
  });
}

const everything: FacetTest = { kinds: everyKind, since: null, until: null, all: 0, none: 0, only: new Map() };

function timeAsGiven(facets: readonly Candidates[], seq: number): boolean {
  const stretch = facets.find(({ first, last }) => first <= seq && seq <= last);
  return stretch !== undefined && (stretch.flags(seq) & flag.timeAsGiven) !== 0;
}

/** Null where nothing is asked, or nothing can be found. */
function planOf(archive: Archive, asked: Asked, kinds: readonly RecordKind[]): Plan | null {
  const ownNames = asked.from.filter(({ value }) => isOwner(archive.meta, value));
  const senders = asked.from.filter((one) => !ownNames.includes(one));
  const unwanted = unwantedExpressions(asked, senders);
  const words = expressions(asked, senders);
  let mask = kinds.length === 0 ? everyKind : bits(kinds);
  const only = new Map<number, number>();
  if (senders.some(({ not }) => !not)) mask &= others;
  for (const { not } of ownNames) {
    mask &= not ? ~bits(['post', 'comment']) : own;
    if (!not) only.set(kindNumber.message, flag.sent);
  }
  const flags = (no: boolean): number =>
    asked.has.filter(({ not }) => not === no).reduce((all, { thing }) => all | flag[thing], 0);
  const noneOf = flags(true) | (ownNames.some(({ not }) => not) ? flag.sent : 0);
  const { since, until } = asked;
  const whole = mask === everyKind && since === null && until === null && flags(false) === 0 && noneOf === 0 && only.size === 0;
  const test = whole ? null : { kinds: mask, since, until, all: flags(false), none: noneOf, only };
  const positive = asked.in.filter(({ not }) => !not);
  const within = positive.length === 0 ? null : intersection(positive.map((one) => messagesIn(archive, one)));
  const negative = asked.in.filter(({ not }) => not);
  const without = new Set(negative.flatMap((one) => [...messagesIn(archive, one)]));
  const filtered = test !== null || within !== null || without.size > 0;
  const excludes = unwanted.words !== null || unwanted.runs !== null;
  if (words === null && !excludes && (!filtered || (asked.wanted.length === 0 && noFilter(asked)))) return null;
  return { expressions: words, unwanted, test, within, without };
}

/** Chosen kinds alone are no search. */
const noFilter = ({ from, in: within, since, until, has }: Asked): boolean =>
  from.length === 0 && within.length === 0 && since === null && until === null && has.length === 0;

function isOwner({ handle, name, networkId }: ArchiveMeta, value: string): boolean {
  const asked = fold(value);
  return ['me', 'moi'].includes(asked) || [handle, name, networkId].some((known) => known !== null && fold(known) === asked);
}

const intersection = ([first, ...rest]: ReadonlySet<number>[]): ReadonlySet<number> =>
  rest.reduce<ReadonlySet<number>>((all, one) => all.intersection(one), first ?? new Set());

/** The messages of the conversations whose title or people these are. */
function messagesIn({ db }: Archive, { value }: Named): ReadonlySet<number> {
  const phrases = expressions({ ...parseQuery(''), wanted: [{ text: value, prefix: false }] }, []);
  if (phrases === null) return new Set();
  const test = { ...everything, kinds: bits(['conversation']) };
  const conversations = matchesIn(db, phrases, candidates(db, test)).slice(0, mostConversations);
  const id = db.prepare<[number], Buffer>('select id from record where seq = ?').pluck();
  const messages = db
    .prepare<[Buffer | undefined], number>(`select seq from record where of = ? and kind = ${kindNumber.message}`)
    .pluck();
  return new Set(conversations.flatMap((seq) => messages.all(id.get(seq))));
}

const tables = { words: 'record_words', runs: 'record_runs' } as const;
type Table = keyof typeof tables;

/** The indexes in which there may be something, with what to look for. */
function asks(db: Archive['db'], { words, runs }: Expressions): [Table, string][] {
  const found: [Table, string][] = [];
  if (words !== null) found.push(['words', words]);
  if (runs !== null && db.prepare('select 1 from record_runs_docsize limit 1').get() !== undefined) found.push(['runs', runs]);
  return found;
}

/** One array of numbers costs a fifth of as many rows. */
function seqsOf(db: Archive['db'], table: Table, match: string, first: number, last: number): number[] {
  const name = tables[table];
  const list = db
    .prepare<[string, number, number], string>(
      `select json_group_array(rowid) from ${name} where ${name} match ? and rowid between ? and ?`,
    )
    .pluck()
    .get(match, first, last);
  return JSON.parse(list ?? '[]') as number[];
}

/** Runs of neighbours that are asked for one by one; of more, everything from the first to the last is asked for at once. */
const mostRuns = 16;

/** What matches and passes, in the order of the archive. */
function matchesIn(db: Archive['db'], phrases: Expressions, stretches: readonly Candidates[]): number[] {
  const asked = asks(db, phrases);
  const seqs = runsOf(stretches).flatMap(([first, last]) => {
    const lists = asked.map(([table, match]) => seqsOf(db, table, match, first, last));
    return lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())].sort((a, b) => a - b);
  });
  let place = 0;
  return seqs.filter((seq) => {
    while ((stretches[place]?.last ?? Infinity) < seq) place++;
    const stretch = stretches[place];
    return stretch !== undefined && stretch.first <= seq && (stretch.passes === null || stretch.passes(seq));
  });
}

function runsOf(stretches: readonly Candidates[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const { first, last } of stretches) {
    const before = runs.at(-1);
    if (before?.[1] === first - 1) before[1] = last;
    else runs.push([first, last]);
  }
  return runs.length <= mostRuns ? runs : [[runs[0]?.[0] ?? 0, runs.at(-1)?.[1] ?? 0]];
}

function find({ db }: Archive, { expressions: phrases, test, within, without }: Plan, offset: number, limit: number): Found {
  const asked = phrases === null ? [] : asks(db, phrases);
  const [only] = asked;
  if (phrases === null || only === undefined) return { total: 0, page: [] };
  if (asked.length === 1 && test === null && within === null && without.size === 0) return findPlain(db, only, offset, limit);
  let seqs = matchesIn(db, phrases, candidates(db, test ?? everything));
  if (within !== null) seqs = seqs.filter((seq) => within.has(seq));
  if (without.size > 0) seqs = seqs.filter((seq) => !without.has(seq));
  return { total: seqs.length, page: weigh(db, asked, seqs, offset, limit) };
}

function findPlain(db: Archive['db'], [table, match]: [Table, string], offset: number, limit: number): Found {
  const name = tables[table];
  const total = db.prepare<[string], number>(`select count(*) from ${name} where ${name} match ?`).pluck().get(match) ?? 0;
  const [rank, order] = total > weighed ? ['0', 'rowid desc'] : ['rank', 'rank, rowid'];
  const page = db
    .prepare<[string, number, number], { seq: number; rank: number }>(
      `select rowid as seq, ${rank} as rank from ${name} where ${name} match ? order by ${order} limit ? offset ?`,
    )
    .all(match, limit, offset);
  return { total, page };
}

/** Few are weighed, and the best come first; of many the last of the archive. */
function weigh(
  db: Archive['db'],
  asked: readonly [Table, string][],
  seqs: readonly number[],
  offset: number,
  limit: number,
): Found['page'] {
  if (seqs.length <= weighed) {
    const ranks = new Map<number, number>();
    for (const [table, match] of asked) {
      const name = tables[table];
      const count = db.prepare<[string], number>(
        `select count(*) from (select 1 from ${name} where ${name} match ? limit ${4 * weighed})`,
      );
      if ((count.pluck().get(match) ?? 0) >= 4 * weighed) continue;
      const rows = db.prepare<[string], { seq: number; rank: number }>(
        `select rowid as seq, rank from ${name} where ${name} match ?`,
      );
      for (const { seq, rank } of rows.all(match)) ranks.set(seq, rank);
    }
    if (ranks.size > 0)
      return seqs
        .map((seq) => ({ seq, rank: ranks.get(seq) ?? 0 }))
        .sort((a, b) => a.rank - b.rank || a.seq - b.seq)
        .slice(offset, offset + limit);
  }
  return seqs
    .toReversed()
    .slice(offset, offset + limit)
    .map((seq) => ({ seq, rank: 0 }));
}

/** Nothing but filters: all that pass, the newest first. */
function browse({ db }: Archive, { unwanted, test, within, without }: Plan, offset: number, limit: number): Found {
  const found: { seq: number; at: number }[] = [];
  const stretches = candidates(db, test ?? everything);
  const no = new Set(matchesIn(db, unwanted, stretches));
  for (const stretch of stretches) {
    const { first, last, passes } = stretch;
    for (let seq = first; seq <= last; seq++) {
      if (within !== null && !within.has(seq)) continue;
      if (without.has(seq) || no.has(seq) || passes?.(seq) === false) continue;
      const time = stretch.at(seq);
      found.push({ seq, at: Number.isNaN(time) ? -Infinity : time });
    }
  }
  found.sort((a, b) => (a.at === b.at ? a.seq - b.seq : b.at - a.at));
  return { total: found.length, page: found.slice(offset, offset + limit).map(({ seq }) => ({ seq, rank: 0 })) };
}

/** Over several archives: the best of each, together. Whatever is typed there is an answer. */
export function searchAll(archives: readonly Archive[], query: z.output<typeof SearchQuery>): z.output<typeof SearchPage> {
  const begun = performance.now();
  const { kinds, offset, limit, whole } = query;
  const look = (asked: Asked): { total: number; hits: SearchHit[] } => {
    const [only] = archives;
    if (only !== undefined && archives.length === 1) {
      const { total, page } = searchArchive(only, asked, kinds, offset, limit);
      return {
        total,
        hits: hitsOf(
          only,
          asked,
          page.map(({ seq }) => seq),
          whole,
        ),
      };
    }
    const found = archives.map((archive) => ({ archive, ...searchArchive(archive, asked, kinds, 0, offset + limit) }));
    const hits = found
      .flatMap(({ archive, page }) => page.map((hit) => ({ archive, ...hit })))
      .sort((a, b) => a.rank - b.rank)
      .slice(offset, offset + limit)
      .flatMap(({ archive, seq }) => hitsOf(archive, asked, [seq], whole));
    return { total: found.reduce((sum, { total }) => sum + total, 0), hits };
  };
  const asked = parseQuery(query.words);
  let found = look(asked);
  // Nobody has to type a word to its end.
  const longer = found.total === 0 ? withBeginning(asked) : null;
  if (longer !== null) found = look(longer);
  return { ...found, milliseconds: performance.now() - begun };
}
