import type { ZipEntry } from './zip-entry.ts';

const bits = { link: 1, cut: 2 };
const least = 64;

/** The entries of a zip, in columns: half a million of them in some 20 MB, where objects would take six times as much. */
export class EntryTable {
  #names: string[] = [];
  /** packed, bytes, offset. */
  #wide: Float64Array<ArrayBuffer>;
  /** Checksum; of the name: length and checksum. */
  #narrow: Uint32Array<ArrayBuffer>;
  /** flags, method, bits. */
  #small: Uint16Array<ArrayBuffer>;
  /** Where the data begin, of those that know: those found by their own headers. */
  readonly #starts = new Map<number, number>();
  length = 0;

  /** `expected`: how many will come, where that is known. */
  constructor(expected = 0) {
    const room = Math.max(least, expected);
    this.#wide = new Float64Array(3 * room);
    this.#narrow = new Uint32Array(3 * room);
    this.#small = new Uint16Array(3 * room);
  }

  push(entry: ZipEntry): void {
    const at = this.length++;
    if (3 * at === this.#wide.length) this.#grow();
    this.#names.push(entry.name);
    this.#wide.set([entry.packed, entry.bytes, entry.offset], 3 * at);
    this.#narrow.set([entry.crc, entry.nameBytes, entry.nameSum], 3 * at);
    const set = (entry.link ? bits.link : 0) | (entry.cut ? bits.cut : 0);
    this.#small.set([entry.flags, entry.method, set], 3 * at);
    if (entry.start !== undefined) this.#starts.set(at, entry.start);
  }

  at(at: number): ZipEntry {
    if (at < 0 || at >= this.length) throw new RangeError('no such entry');
    const wide = (column: number): number => this.#wide[3 * at + column] ?? 0;
    const narrow = (column: number): number => this.#narrow[3 * at + column] ?? 0;
    const small = (column: number): number => this.#small[3 * at + column] ?? 0;
    const set = small(2);
    const entry = {
      name: this.#names[at] ?? '',
      nameBytes: narrow(1),
      nameSum: narrow(2),
      flags: small(0),
      method: small(1),
      crc: narrow(0),
      packed: wide(0),
      bytes: wide(1),
      offset: wide(2),
      link: (set & bits.link) !== 0,
      cut: (set & bits.cut) !== 0,
    };
    const start = this.#starts.get(at);
    return start === undefined ? entry : { ...entry, start };
  }

  bytesOf(at: number): number {
    return this.#wide[3 * at + 1] ?? 0;
  }

  /** The numbers of all entries in the order in which they lie in the zip. */
  byOffset(): Uint32Array {
    const offset = (at: number): number => this.#wide[3 * at + 2] ?? 0;
    return Uint32Array.from({ length: this.length }, (_, i) => i).sort((a, b) => offset(a) - offset(b) || a - b);
  }

  /** Names are known by their paths from now on. */
  forgetNames(): void {
    this.#names = [];
  }

  #grow(): void {
    const [wide, narrow, small] = [this.#wide, this.#narrow, this.#small];
    this.#wide = new Float64Array(wide.length * 2);
    this.#wide.set(wide);
    this.#narrow = new Uint32Array(narrow.length * 2);
    this.#narrow.set(narrow);
    this.#small = new Uint16Array(small.length * 2);
    this.#small.set(small);
  }
}
