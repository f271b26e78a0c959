/** Search over the words of an archive, with or without accents. */
import type * as z from 'zod';
import type { Marked, SearchHit, SearchPage, SearchQuery } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { RecordKind } from '../../shared/records.ts';
import type { Archive } from './archive.ts';
import { kindNumber } from './fields.ts';
import { recordColumns, recordTables, type RecordRow } from './rows.ts';

/** Noncharacters: they stand in no text. */
const [begin, end] = ['\ufdd0', '\ufdd1'];
/** Beyond this many hits the order is the archive's own, newest first kept: weighing each would take longer than anybody looks. */
const weighed = 20_000;
const around = 120;

/**
 * What a person types, as an FTS5 expression: words all of which must be there, `"phrases"`, `beginnings*`, `-without`. Anything else is a separator,
 * as it is in the index. Throws `Refusal('bad-search')` where no word is left.
 */
export function expression(words: string): string {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const match of words.normalize('NFC').matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/gu)) {
    const [, minus, phrase, word] = match;
    const prefix = word?.endsWith('*') ?? false;
    const terms = (phrase ?? word ?? '').match(/[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu);
    if (terms === null) continue;
    // "l'élection" and "a.b" are phrases of their parts, as in the index.
    (minus === '-' ? unwanted : wanted).push(`"${terms.join(' ')}"${prefix ? '*' : ''}`);
  }
  if (wanted.length === 0) throw new Refusal('bad-search');
  const all = wanted.join(' AND ');
  // One NOT over all of them: each of its own would be a level deeper, and FTS5 allows 256.
  return unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.join(' OR ')})`;
}

export interface Found {
  readonly total: number;
  /** Lower is better; of one archive only. */
  readonly hits: readonly (SearchHit & { rank: number })[];
}

export function searchArchive(
  archive: Archive,
  match: string,
  kinds: readonly RecordKind[],
  offset: number,
  limit: number,
): Found {
  const { db, reader, meta } = archive;
  const list = kinds.map((kind) => kindNumber[kind]).join(',');
  const [join, filter] =
    kinds.length === 0 ? ['', ''] : ['join record k on k.seq = record_words.rowid', `and k.kind in (${list})`];
  const total =
    db
      .prepare<[string], number>(`select count(*) from record_words ${join} where record_words match ? ${filter}`)
      .pluck()
      .get(match) ?? 0;
  const order = total > weighed ? 'record_words.rowid desc' : 'rank, record_words.rowid';
  const rows = db
    .prepare<[string, number, number], { seq: number; rank: number; t: string | null; w: string | null }>(
      `select record_words.rowid as seq, ${total > weighed ? '0 as rank' : 'rank'},
         highlight(record_words, 0, '${begin}', '${end}') as t, highlight(record_words, 1, '${begin}', '${end}') as w
       from record_words ${join} where record_words match ? ${filter} order by ${order} limit ? offset ?`,
    )
    .all(match, limit, offset);
  const get = db.prepare<[number], RecordRow>(`select ${recordColumns} from ${recordTables} where r.seq = ?`);
  const hits = rows.flatMap(({ seq, rank, t, w }) => {
    const row = get.get(seq);
    if (row === undefined) return [];
    const text = t?.includes(begin) === true ? t : w?.includes(begin) === true ? w : (t ?? w ?? '');
    return [{ archive: meta.id, marked: cut(text), record: reader.record(row), rank }];
  });
  return { total, hits };
}

/** The neighbourhood of the first hit, in parts. */
export function cut(text: string): Marked {
  const first = Math.max(0, text.indexOf(begin));
  let from = Math.max(0, first - around);
  if (from > 0) from = wholeAt(text, Math.min(first, text.indexOf(' ', from) + 1 || from));
  const piece = text.slice(from, wholeAt(text, first + 3 * around));
  const parts: Marked = [];
  if (from > 0) parts.push({ text: '… ', hit: false });
  let hit = false;
  for (const part of piece.split(/([\ufdd0\ufdd1])/u)) {
    if (part === begin) hit = true;
    else if (part === end) hit = false;
    else if (part !== '') parts.push({ text: part, hit });
  }
  if (from + piece.length < text.length) parts.push({ text: ' …', hit: false });
  return parts;
}

/** The place itself, or the one before where it would part a character that is two code units. */
function wholeAt(text: string, place: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(place - 1, place + 1)) ? place - 1 : place;
}

/** Over several archives: the best of each, together. */
export function searchAll(archives: readonly Archive[], query: z.output<typeof SearchQuery>): z.output<typeof SearchPage> {
  const begun = performance.now();
  const match = expression(query.words);
  const found = archives.map((archive) => searchArchive(archive, match, query.kinds, 0, query.offset + query.limit));
  const [only] = found;
  const hits = (
    found.length === 1 && only !== undefined ? only.hits : found.flatMap(({ hits }) => hits).sort((a, b) => a.rank - b.rank)
  )
    .slice(query.offset, query.offset + query.limit)
    .map(({ archive, marked, record }) => ({ archive, marked, record }));
  return { total: found.reduce((sum, { total }) => sum + total, 0), hits, milliseconds: performance.now() - begun };
}
