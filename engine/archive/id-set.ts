/**
 * The 128-bit ids of a new archive's records, in memory while its first import runs: a look here costs a hundredth of what keeping the unique index up
 * costs with every transaction. The index is built once, at the end.
 */
export class IdSet {
  /** By the last bits of an id: each grows by itself, so that growing needs little room beside what is there. */
  readonly #parts: Part[];

  constructor(expected = 1 << 14) {
    this.#parts = Array.from({ length: partCount }, () => new Part(expected / partCount));
  }

  get size(): number {
    return this.#parts.reduce((sum, { size }) => sum + size, 0);
  }

  /** Adds the id of 16 bytes that begins at `offset`; false where it was there. An id of nothing but zeros is never there. */
  add(bytes: Uint8Array, offset: number): boolean {
    const d = word(bytes, offset + 12);
    return this.#part(d).put(word(bytes, offset), word(bytes, offset + 4), word(bytes, offset + 8), d);
  }

  /** Whether the id of 16 bytes that begins at `offset` was added. */
  has(bytes: Uint8Array, offset: number): boolean {
    const d = word(bytes, offset + 12);
    return this.#part(d).has(word(bytes, offset), word(bytes, offset + 4), word(bytes, offset + 8), d);
  }

  /** Gives its memory back at once, which a collection of garbage would do some time; it holds nothing afterwards. */
  letGo(): void {
    for (const part of this.#parts) part.letGo();
  }

  #part(d: number): Part {
    const part = this.#parts[d % partCount];
    if (part === undefined) throw new RangeError('no such part');
    return part;
  }
}

const partCount = 64;

/** Ids as four words each, at most three quarters full. */
class Part {
  size = 0;
  #words: Uint32Array<ArrayBuffer>;
  #mask: number;

  constructor(expected: number) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(16, (expected * 4) / 3)));
    this.#words = new Uint32Array(slots * 4);
    this.#mask = slots - 1;
  }

  has(a: number, b: number, c: number, d: number): boolean {
    const words = this.#words;
    for (let slot = a & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * 4;
      const [w, x, y, z] = [words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0];
      if ((w | x | y | z) === 0) return false;
      if (w === a && x === b && y === c && z === d) return true;
    }
  }

  put(a: number, b: number, c: number, d: number): boolean {
    const words = this.#words;
    // The ids are hashes: any part of one is a good place to begin.
    for (let slot = a & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const at = slot * 4;
      const w = words[at] ?? 0;
      const x = words[at + 1] ?? 0;
      const y = words[at + 2] ?? 0;
      const z = words[at + 3] ?? 0;
      if ((w | x | y | z) === 0) {
        words[at] = a;
        words[at + 1] = b;
        words[at + 2] = c;
        words[at + 3] = d;
        if (++this.size * 4 > this.#mask * 3) this.#grow();
        return true;
      }
      if (w === a && x === b && y === c && z === d) return false;
    }
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Uint32Array(old.length * 2);
    this.#mask = this.#words.length / 4 - 1;
    this.size = 0;
    for (let at = 0; at < old.length; at += 4) {
      const [a, b, c, d] = [old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0, old[at + 3] ?? 0];
      if ((a | b | c | d) !== 0) this.put(a, b, c, d);
    }
    old.buffer.transfer(0);
  }

  letGo(): void {
    this.#words.buffer.transfer(0);
    this.#words = new Uint32Array(16 * 4);
    this.#mask = 15;
    this.size = 0;
  }
}

/** The 32 bits that begin at `at`. */
const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;
