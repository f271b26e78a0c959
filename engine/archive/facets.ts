/** What a search asks of each record beside its words, packed by stretches of neighbours: kind, date, and whether it has a medium, a link… */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type Database from 'better-sqlite3-multiple-ciphers';
import { blockSize } from './batch.ts';

/** Bits of a record's flags. */
export const flag = { media: 1, link: 2, sent: 4, timeAsGiven: 8 } as const;

const fast = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Gathers the records of one batch that are kept, at most `blockSize`, in the order of their `seq`. */
export class StretchMaker {
  readonly #insert;
  readonly #kinds = new Uint8Array(blockSize);
  readonly #flags = new Uint8Array(blockSize);
  readonly #ats = new Float64Array(blockSize);
  #count = 0;

  constructor(db: Database.Database) {
    this.#insert = db.prepare('insert into stretch values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  }

  /** `at`: milliseconds since 1970, NaN where there is no date. */
  add(kind: number, flags: number, at: number): void {
    const i = this.#count++;
    this.#kinds[i] = kind;
    this.#flags[i] = flags;
    this.#ats[i] = at;
  }

  /** Writes what was added, and begins anew. `first`: the `seq` of the first that was added; the others follow without a gap. */
  write(first: number): void {
    const n = this.#count;
    if (n === 0) return;
    this.#count = 0;
    let [kinds, some, every, since, until, undated] = [0, 0, 0xff, Infinity, -Infinity, 0];
    for (let i = 0; i < n; i++) {
      const flags = this.#flags[i] ?? 0;
      const at = this.#ats[i] ?? NaN;
      kinds |= 1 << (this.#kinds[i] ?? 0);
      some |= flags;
      every &= flags;
      if (Number.isNaN(at)) undated++;
      else {
        if (at < since) since = at;
        if (at > until) until = at;
      }
    }
    const dated = undated < n;
    const traits = Buffer.concat([this.#kinds.subarray(0, n), this.#flags.subarray(0, n)]);
    const dates = new Uint8Array(this.#ats.buffer, 0, 8 * n);
    const packed = [traits, dates].map((bytes) => zstdCompressSync(bytes, fast));
    this.#insert.run(first, first + n - 1, kinds, some, every, dated ? since : null, dated ? until : null, undated, ...packed);
  }
}

/** What is asked: null stands for "whatever". */
export interface FacetTest {
  /** One bit a kind. */
  readonly kinds: number;
  readonly since: number | null;
  /** Before this. */
  readonly until: number | null;
  /** Flags that must be there, and that must not. */
  readonly all: number;
  readonly none: number;
  /** Kinds of which only those with these flags count. */
  readonly only: ReadonlyMap<number, number>;
}

/** Neighbours in which something may pass. `passes`: null where all of them do. `at`: NaN where there is no date. */
export interface Candidates {
  readonly first: number;
  readonly last: number;
  readonly passes: ((seq: number) => boolean) | null;
  at(seq: number): number;
  flags(seq: number): number;
}

interface Row {
  readonly first: number;
  readonly last: number;
  readonly kinds: number;
  readonly some: number;
  readonly every: number;
  readonly since: number | null;
  readonly until: number | null;
  readonly undated: number;
}

export function candidates(db: Database.Database, test: FacetTest): Candidates[] {
  const column = (name: 'traits' | 'dates') =>
    db.prepare<[number], Buffer>(`select ${name} from stretch where first = ?`).pluck();
  const packed = { traits: column('traits'), dates: column('dates') };
  const { kinds, since, until, all, none } = test;
  const dates = since !== null || until !== null;
  const found: Candidates[] = [];
  for (const row of db
    .prepare<[], Row>('select first, last, kinds, some, every, since, until, undated from stretch order by first')
    .iterate()) {
    if ((row.kinds & kinds) === 0 || (row.some & all) !== all || (row.every & none) !== 0) continue;
    if (dates && (row.since === null || row.until === null)) continue;
    if (since !== null && (row.until ?? 0) < since) continue;
    if (until !== null && (row.since ?? 0) >= until) continue;
    const within =
      !dates ||
      (row.undated === 0 && (since === null || (row.since ?? 0) >= since) && (until === null || (row.until ?? 0) < until));
    const traits = (row.kinds & ~kinds) === 0 && (row.every & all) === all && (row.some & none) === 0 && test.only.size === 0;
    found.push(new Stretch(row, test, !traits, !within, (what) => packed[what].get(row.first) ?? Buffer.alloc(0)));
  }
  return found;
}

/** Unpacked when it is first asked. */
class Stretch implements Candidates {
  readonly first: number;
  readonly last: number;
  readonly passes: ((seq: number) => boolean) | null;
  readonly #packed: (what: 'traits' | 'dates') => Buffer;
  readonly #test: FacetTest;
  #traits: Buffer | null = null;
  #dates: Float64Array | null = null;

  /** `byTraits`, `byDates`: whether some may fail by them. */
  constructor(
    { first, last }: Row,
    test: FacetTest,
    byTraits: boolean,
    byDates: boolean,
    packed: (what: 'traits' | 'dates') => Buffer,
  ) {
    this.first = first;
    this.last = last;
    this.#packed = packed;
    this.#test = test;
    this.passes =
      byTraits || byDates ? (seq) => (!byTraits || this.#traitsPass(seq)) && (!byDates || this.#datePasses(seq)) : null;
  }

  at(seq: number): number {
    // Copied, so that it stands where numbers of eight bytes may.
    this.#dates ??= new Float64Array(new Uint8Array(zstdDecompressSync(this.#packed('dates'))).buffer);
    return this.#dates[seq - this.first] ?? NaN;
  }

  flags(seq: number): number {
    return this.#trait(seq, this.last - this.first + 1);
  }

  #trait(seq: number, offset: number): number {
    this.#traits ??= zstdDecompressSync(this.#packed('traits'));
    return this.#traits[offset + seq - this.first] ?? 0;
  }

  #traitsPass(seq: number): boolean {
    const { kinds, all, none, only } = this.#test;
    const kind = this.#trait(seq, 0);
    const flags = this.flags(seq);
    if ((kinds & (1 << kind)) === 0 || (flags & all) !== all || (flags & none) !== 0) return false;
    const needed = only.get(kind) ?? 0;
    return (flags & needed) === needed;
  }

  #datePasses(seq: number): boolean {
    const { since, until } = this.#test;
    const at = this.at(seq);
    // NaN is neither.
    return !Number.isNaN(at) && (since === null || at >= since) && (until === null || at < until);
  }
}
