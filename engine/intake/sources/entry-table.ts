import type { ZipEntry } from './zip-entry.ts';

const bits = { link: 1, cut: 2, start: 4 };
const least = 64;

/** The entries of a zip, in columns: half a million of them in some 30 MB, where objects would take four times as much. */
export class EntryTable {
  #names: string[] = [];
  /** crc, packed, bytes, offset, start. */
  #wide = new Float64Array(5 * least);
  /** Of the name: length and checksum. */
  #narrow = new Uint32Array(2 * least);
  /** flags, method, bits. */
  #small = new Uint16Array(3 * least);
  length = 0;

  push(entry: ZipEntry): void {
    const at = this.length++;
    if (5 * at === this.#wide.length) this.#grow();
    this.#names.push(entry.name);
    this.#wide.set([entry.crc, entry.packed, entry.bytes, entry.offset, entry.start ?? 0], 5 * at);
    this.#narrow.set([entry.nameBytes, entry.nameSum], 2 * at);
    const set = (entry.link ? bits.link : 0) | (entry.cut ? bits.cut : 0) | (entry.start === undefined ? 0 : bits.start);
    this.#small.set([entry.flags, entry.method, set], 3 * at);
  }

  at(at: number): ZipEntry {
    if (at < 0 || at >= this.length) throw new RangeError('no such entry');
    const wide = (column: number): number => this.#wide[5 * at + column] ?? 0;
    const small = (column: number): number => this.#small[3 * at + column] ?? 0;
    const set = small(2);
    const entry = {
      name: this.#names[at] ?? '',
      nameBytes: this.#narrow[2 * at] ?? 0,
      nameSum: this.#narrow[2 * at + 1] ?? 0,
      flags: small(0),
      method: small(1),
      crc: wide(0),
      packed: wide(1),
      bytes: wide(2),
      offset: wide(3),
      link: (set & bits.link) !== 0,
      cut: (set & bits.cut) !== 0,
    };
    return (set & bits.start) === 0 ? entry : { ...entry, start: wide(4) };
  }

  bytesOf(at: number): number {
    return this.#wide[5 * at + 2] ?? 0;
  }

  /** The numbers of all entries in the order in which they lie in the zip. */
  byOffset(): Uint32Array {
    const offset = (at: number): number => this.#wide[5 * at + 3] ?? 0;
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
