/** Goes through the archive's rows once and puts each where it belongs: in both exports, in one of them, or in neither. */
import type Database from 'better-sqlite3-multiple-ciphers';
import { recordKinds } from '../../shared/records.ts';
import { kindNumber } from '../archive/fields.ts';
import { listKey } from './list-key.ts';
import type { Side } from './protocol.ts';
import type { Held } from './reread.ts';

/** Rows at once: no read transaction stays open that an import would have to wait for. */
const pageRows = 5000;
/** A list beyond these many of its kind is put together with the others that are. */
const listsOfAKind = 500;
/** A list whose name is longer, too. */
const longestName = 1000;
const relation = kindNumber.relation;

export interface ScannedSide {
  records: number;
  newest: number | null;
  /** Rows that the archive has from this import and that are in its original no more, by the number of their kind. */
  readonly missed: number[];
  /** Rows whose id the original gave, by the number of their kind. */
  readonly matched: number[];
}

export interface ScannedList {
  readonly kind: number;
  readonly sub: string | null;
  from: number;
  to: number;
  readonly came: number[];
  readonly gone: number[];
  /** Those of them that are people without a network id. */
  numberless: number;
}

export interface Scanned {
  readonly from: ScannedSide;
  readonly to: ScannedSide;
  readonly lists: readonly ScannedList[];
  /** Which lists a watched file held something of, by its path. */
  readonly watched: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What tells of a row whether an export held it: it came from there, or its id was met there. */
interface Asked {
  readonly side: Side;
  readonly held: Held | null;
}

/** `watch`: paths of the files of which is to be known what they held. */
export function scan(
  db: Database.Database,
  from: Asked,
  to: Asked,
  watch: ReadonlySet<string>,
  tell: (records: number) => void,
): Scanned {
  const files = new Map<number, { readonly path: string; readonly import: number }>();
  for (const { id, ...file } of db
    .prepare<[number, number], { id: number; path: string; import: number }>(
      'select id, path, import from import_file where import in (?, ?)',
    )
    .iterate(from.side.seq, to.side.seq))
    files.set(id, file);
  const lists = new Lists();
  const watched = new Map<string, Set<string>>();
  const scanned = { from: emptySide(), to: emptySide() };
  const page = db
    .prepare<[number], [number, Buffer, number, string | null, number | null, number, number]>(
      `select seq, id, kind, sub, at, file, kind = ${relation} and json_extract(body, '$.person.networkId') is null from record
         where seq > ? order by seq limit ${pageRows}`,
    )
    .raw();
  for (let last = 0, seen = 0; ;) {
    const rows = page.all(last);
    for (const [seq, id, kind, sub, at, file, numberless] of rows) {
      last = seq;
      const origin = files.get(file);
      const inFrom = isIn(from, scanned.from, kind, id, origin?.import);
      const inTo = isIn(to, scanned.to, kind, id, origin?.import);
      if (!inFrom && !inTo) continue;
      if (origin !== undefined && watch.has(origin.path)) {
        const known = watched.get(origin.path) ?? new Set();
        watched.set(origin.path, known.add(listKey(kind, sub)));
      }
      if (inFrom) count(scanned.from, at);
      if (inTo) count(scanned.to, at);
      const list = lists.of(kind, sub);
      if (inFrom) list.from++;
      if (inTo) list.to++;
      if (inFrom === inTo) continue;
      (inTo ? list.came : list.gone).push(seq);
      list.numberless += numberless;
    }
    seen += rows.length;
    tell(seen);
    if (rows.length < pageRows) break;
  }
  return { ...scanned, lists: lists.all, watched };
}

function isIn({ side, held }: Asked, tally: ScannedSide, kind: number, id: Buffer, origin: number | undefined): boolean {
  const own = origin === side.seq;
  if (held === null) return own;
  const met = held.ids.has(id, 0);
  if (met) tally.matched[kind] = (tally.matched[kind] ?? 0) + 1;
  else if (own) tally.missed[kind] = (tally.missed[kind] ?? 0) + 1;
  return met || own;
}

const emptySide = (): ScannedSide => ({
  records: 0,
  newest: null,
  missed: recordKinds.map(() => 0),
  matched: recordKinds.map(() => 0),
});

function count(side: ScannedSide, at: number | null): void {
  side.records++;
  if (at !== null && (side.newest === null || at > side.newest)) side.newest = at;
}

class Lists {
  readonly all: ScannedList[] = [];
  readonly #known = new Map<string, ScannedList>();
  readonly #ofKind = recordKinds.map(() => 0);

  of(kind: number, sub: string | null): ScannedList {
    const key = listKey(kind, sub);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (sub !== null && ((this.#ofKind[kind] ?? 0) >= listsOfAKind || sub.length > longestName)) return this.of(kind, null);
    this.#ofKind[kind] = (this.#ofKind[kind] ?? 0) + 1;
    const made: ScannedList = { kind, sub, from: 0, to: 0, came: [], gone: [], numberless: 0 };
    this.all.push(made);
    this.#known.set(key, made);
    return made;
  }
}
