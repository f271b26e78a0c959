/** What keeps a difference from being certain: damage, parts that are missing, things that could not be read. */
import type Database from 'better-sqlite3-multiple-ciphers';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import type { Comparison, DoubtCode } from '../../shared/contract/index.ts';
import { recordKinds } from '../../shared/records.ts';
import { kindNumber } from '../archive/fields.ts';
import { listKey } from './list-key.ts';
import type { Side } from './protocol.ts';
import type { Held } from './reread.ts';

type Told = Comparison['doubts'][number];

/** `touches`: whether the difference in a list may be due to it. */
export interface Doubt extends Told {
  readonly touches: (kind: number, sub: string | null) => boolean;
}

/** Of an import, the paths of the files that end in damage. */
export function damagedFiles(db: Database.Database, { seq }: Side): Set<string> {
  return new Set(
    db.prepare<[number], string>(`select path from import_file where import = ? and became = 'damaged'`).pluck().all(seq),
  );
}

const everything = (): boolean => true;
/** Warnings about the export as a whole, and those about one file of it. */
const whole = new Set<string>(['damaged-input', 'partial-export', 'two-exports'] satisfies DoubtCode[]);
const single = new Set<string>(['part-missing', 'count-differs'] satisfies DoubtCode[]);
const isDoubt = (code: string): code is DoubtCode => whole.has(code) || single.has(code);

function warningsOf(db: Database.Database, { seq }: Side): AccountOfImport['warnings'] {
  const text = db.prepare<[number], string>('select warnings from import where seq = ?').pluck().get(seq) ?? '[]';
  return AccountOfImport.shape.warnings.parse(JSON.parse(text));
}

/** Of an import, the paths of the files that its warnings say are not all that they should be. */
export function warnedFiles(db: Database.Database, side: Side): Set<string> {
  return new Set(warningsOf(db, side).flatMap(({ code, file }) => (single.has(code) && file !== null ? [file] : [])));
}

/** Which lists a file held something of, by its path. */
type HeldIn = (path: string) => ReadonlySet<string>;

function touching(known: ReadonlySet<string>): Doubt['touches'] {
  if (known.size === 0) return everything;
  // A list without a name may hold those that are too many to be told one by one.
  return (kind, sub) =>
    known.has(listKey(kind, sub)) || (sub === null && [...known].some((key) => key.startsWith(listKey(kind, null))));
}

function ofWarnings(db: Database.Database, side: Told['side'], import_: Side, held: HeldIn): Doubt[] {
  return warningsOf(db, import_).flatMap(({ code, file, detail }) => {
    if (!isDoubt(code)) return [];
    return [{ side, code, file, detail, touches: single.has(code) && file !== null ? touching(held(file)) : everything }];
  });
}

interface Fate {
  readonly path: string;
  readonly became: string | null;
  readonly reader: string | null;
  readonly reason: string | null;
}

/** Pictures and videos hold no list. */
const medium = /\.(?:jpe?g|png|gif|webp|heic|avif|bmp|svg|mp4|m4v|mov|webm|mkv|3gp|mp3|m4a|aac|ogg|opus|wav|pdf)$/i;

/**
 * A damaged file puts in doubt what it held, so far as the same file of the other export, or its own beginning, tells that; everything, where nothing does.
 */
function ofDamage(db: Database.Database, side: Told['side'], { seq }: Side, other: Side, held: HeldIn): Doubt[] {
  const damaged = db
    .prepare<[number], Fate>(
      `select path, became, reader, reason from import_file where import = ? and became = 'damaged' order by position`,
    )
    .all(seq)
    .filter(({ path, reader }) => reader !== null || !medium.test(path));
  if (damaged.length === 0) return [];
  const others = new Map(
    db
      .prepare<[number], Fate>('select path, became, reader, reason from import_file where import = ?')
      .all(other.seq)
      .map((fate) => [fate.path, fate]),
  );
  return damaged.flatMap(({ path, reader, reason }): Doubt[] => {
    const twin = others.get(path);
    // There it is a file that holds no records.
    if (twin?.became === 'kept' && reader === null) return [];
    const touches = twin?.became === 'read' ? touching(held(path)) : everything;
    return [{ side, code: 'damaged-file', file: path, detail: reason, touches }];
  });
}

/** Things that should have been records of a kind and could not be: empty places in a list stand for nothing. */
function ofRefusals(db: Database.Database, side: Told['side'], { seq }: Side, held: Held | null): Doubt[] {
  const tallies = db
    .prepare<[number], { kind: number; refused: number }>(
      'select kind, refused from import_tally where import = ? and refused > 0',
    )
    .all(seq);
  const empty =
    db.prepare<[number], number>(`select count(*) from refusal where import = ? and reason = 'empty-item'`).pluck().get(seq) ?? 0;
  if (held === null && empty === tallies.reduce((sum, { refused }) => sum + refused, 0)) return [];
  return tallies.flatMap(({ kind, refused }): Doubt[] => {
    const doubtful = held === null ? refused : (held.doubtful[kind] ?? 0) + surplus(refused, held, kind);
    if (doubtful === 0) return [];
    const detail = `${recordKinds[kind] ?? ''} ${doubtful}`;
    return [{ side, code: 'refused', file: null, detail, touches: (of) => of === kind }];
  });
}

/** Refused when it was imported and not now: what could be read, but not be written down. */
export function surplus(refused: number, held: Held, kind: number): number {
  return Math.max(0, refused - (held.refused[kind] ?? 0));
}

/** What the people of an account are is the same in every format; what else it did, only where a number or an address says so. */
function ofFormat(db: Database.Database, own: Side, other: Side): Doubt[] {
  const readers = db.prepare<[number, string]>('select 1 from import_file where import = ? and reader = ? limit 1');
  return warningsOf(db, own).flatMap(({ code, detail }): Doubt[] => {
    if (code !== 'other-format' || detail === null) return [];
    if (readers.get(other.seq, detail) === undefined || readers.get(own.seq, detail) !== undefined) return [];
    const touches = (kind: number): boolean => kind !== kindNumber.relation && kind !== kindNumber.profile;
    return [{ side: 'to', code, file: null, detail, touches }];
  });
}

export function doubtsOf(
  db: Database.Database,
  from: { readonly side: Side; readonly held: Held | null },
  to: { readonly side: Side; readonly held: Held | null },
  watched: ReadonlyMap<string, ReadonlySet<string>>,
): Doubt[] {
  const heldIn: HeldIn = (path) =>
    new Set([watched, from.held?.lists, to.held?.lists].flatMap((known) => [...(known?.get(path) ?? [])]));
  const event = kindNumber.event;
  const differ = from.side.layout !== to.side.layout || from.side.language !== to.side.language;
  const layout: Doubt = {
    side: 'to',
    code: 'other-layout',
    file: null,
    detail: to.side.layout,
    touches: (kind) => kind === event,
  };
  return [
    ...ofWarnings(db, 'from', from.side, heldIn),
    ...ofWarnings(db, 'to', to.side, heldIn),
    ...ofDamage(db, 'from', from.side, to.side, heldIn),
    ...ofDamage(db, 'to', to.side, from.side, heldIn),
    ...ofRefusals(db, 'from', from.side, from.held),
    ...ofRefusals(db, 'to', to.side, to.held),
    ...ofFormat(db, from.side, to.side),
    ...ofFormat(db, to.side, from.side),
    ...(differ ? [layout] : []),
  ];
}
