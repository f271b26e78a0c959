/** The comparison itself: two exports of an account, record by record, by their natural keys. */
import type Database from 'better-sqlite3-multiple-ciphers';
import type { ComparedImport, ComparedList } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { recordKinds } from '../../shared/records.ts';
import { instant } from '../archive/rows.ts';
import type { Network } from '../intake/toolkit/index.ts';
import { damagedFiles, doubtsOf, surplus, warnedFiles } from './doubts.ts';
import type { CompareOrder, Difference, FromComparing, Outcome, Side } from './protocol.ts';
import { reread, type Held } from './reread.ts';
import { scan, type ScannedList, type ScannedSide } from './scan.ts';

const mostDoubts = 1000;
const none = new Uint32Array(0);

interface Read {
  readonly side: Side;
  readonly held: Held | null;
}

/** Throws `Refusal`: `damaged` where a kept original cannot be read any more, `unknown-network`. */
export async function outcome(
  db: Database.Database,
  order: CompareOrder,
  networks: readonly Network[],
  tell: (message: FromComparing) => void,
): Promise<Outcome> {
  const key = Buffer.from(order.key);
  const damaged = { from: damagedFiles(db, order.from), to: damagedFiles(db, order.to) };
  const read = async (side: Side, broken: ReadonlySet<string>): Promise<Read> => {
    if (side.inputs === null) return { side, held: null };
    const network = networks.find(({ id }) => id === side.network);
    if (network === undefined) throw new Refusal('unknown-network', { network: side.network });
    const original = { inputs: side.inputs, most: side.most, damaged: broken };
    return { side, held: await reread(network, original, key, (now) => tell({ type: 'reading', ...now })) };
  };
  const from = await read(order.from, damaged.from);
  const to = await read(order.to, damaged.to);
  const watch = [damaged.from, damaged.to, warnedFiles(db, order.from), warnedFiles(db, order.to)];
  const scanned = scan(db, from, to, new Set(watch.flatMap((paths) => [...paths])), (records) =>
    tell({ type: 'comparing', records }),
  );
  const doubts = doubtsOf(db, from, to, scanned.watched);
  const unknown = recordKinds.map(
    (_, kind) => readsDifferently(db, from, scanned.from, kind) || readsDifferently(db, to, scanned.to, kind),
  );
  return {
    from: compared(order.from, scanned.from),
    to: compared(order.to, scanned.to),
    lists: scanned.lists.map((list) => {
      const codes = doubts.filter(({ touches }) => touches(list.kind, list.sub)).map(({ code }) => code);
      return difference(list, unknown[list.kind] ?? false, [...new Set(codes)]);
    }),
    doubts: doubts.slice(0, mostDoubts).map(({ side, code, file, detail }) => ({ side, code, file, detail })),
  };
}

/**
 * What an import wrote down, its original has to give again: as many things, each known to the archive. Where it does not, the reader has learned something
 * since, and what it calls things now is not what the archive calls them.
 */
function readsDifferently(db: Database.Database, { side, held }: Read, { missed, matched }: ScannedSide, kind: number): boolean {
  if (held === null) return false;
  const { found, refused } = db
    .prepare<[number, number], { found: number; refused: number }>(
      'select found, refused from import_tally where import = ? and kind = ?',
    )
    .get(side.seq, kind) ?? { found: 0, refused: 0 };
  const strangers = (held.different[kind] ?? 0) - (matched[kind] ?? 0);
  return held.found[kind] !== found || (missed[kind] ?? 0) > 0 || strangers > surplus(refused, held, kind);
}

function compared({ id, at, layout }: Side, { records, newest }: ScannedSide): ComparedImport {
  return { import: id, at, layout, records, newest: newest === null ? null : instant(newest) };
}

function difference(list: ScannedList, unknown: boolean, doubts: Difference['doubts']): Difference {
  const { kind, sub, from, to, came, gone, numberless } = list;
  const state = stateOf(list, unknown);
  const told = state === 'compared';
  return {
    kind: recordKinds[kind] ?? 'event',
    sub,
    from,
    to,
    state,
    came: told ? Uint32Array.from(came) : none,
    gone: told ? Uint32Array.from(gone) : none,
    byHandle: told && came.length > 0 && gone.length > 0 && numberless > 0,
    doubts,
  };
}

function stateOf({ from, to }: ScannedList, unknown: boolean): ComparedList['state'] {
  if (unknown) return 'unknown';
  if (from === 0) return 'not-in-from';
  return to === 0 ? 'not-in-to' : 'compared';
}
