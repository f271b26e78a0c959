/** A file read forwards, part by part, over several questions. Going back begins a new pass. */
import type { DamageReason } from '../../shared/account-of-import.ts';
import { DamagedFile } from '../intake/toolkit/reader.ts';

export interface Taken {
  readonly content: Buffer;
  /** There is no more: the file ended, or what follows cannot be read. */
  readonly done: boolean;
  readonly damage: DamageReason | null;
}

export class Forwards {
  readonly #open: () => AsyncIterable<Buffer>;
  #chunks: AsyncIterator<Buffer> | null = null;
  /** Read and not yet taken; `#at` is where they begin. */
  #held: Buffer[] = [];
  #length = 0;
  #at = 0;
  #ended = false;
  #damage: DamageReason | null = null;

  constructor(open: () => AsyncIterable<Buffer>) {
    this.#open = open;
  }

  /** The first bytes, which can be taken all the same. */
  async head(length: number): Promise<Buffer> {
    await this.#goTo(0);
    await this.#fill(length);
    return Buffer.concat(this.#held);
  }

  /** `length` bytes at most, fewer only at the end. One byte more is looked for: only behind the last one a checksum is compared. */
  async take(from: number, length: number): Promise<Taken> {
    await this.#goTo(from);
    await this.#fill(length + 1);
    const all = Buffer.concat(this.#held);
    const content = all.subarray(0, length);
    this.#hold(all.subarray(content.length), from + content.length);
    const done = this.#ended && this.#length === 0;
    return { content, done, damage: done ? this.#damage : null };
  }

  async close(): Promise<void> {
    const chunks = this.#chunks;
    this.#chunks = null;
    await chunks?.return?.();
  }

  #hold(rest: Buffer, at: number): void {
    this.#held = rest.length === 0 ? [] : [rest];
    this.#length = rest.length;
    this.#at = at;
  }

  async #goTo(from: number): Promise<void> {
    if (from < this.#at || this.#chunks === null) {
      await this.close();
      this.#chunks = this.#open()[Symbol.asyncIterator]();
      this.#hold(Buffer.alloc(0), 0);
      this.#ended = false;
      this.#damage = null;
    }
    while (this.#at + this.#length < from && !this.#ended) {
      this.#hold(Buffer.alloc(0), this.#at + this.#length);
      await this.#next();
    }
    this.#hold(Buffer.concat(this.#held).subarray(from - this.#at), from);
  }

  async #fill(length: number): Promise<void> {
    while (this.#length < length && !this.#ended) await this.#next();
  }

  async #next(): Promise<void> {
    try {
      const next = await this.#chunks?.next();
      if (next === undefined || next.done === true) this.#ended = true;
      else {
        this.#held.push(next.value);
        this.#length += next.value.length;
      }
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      this.#ended = true;
      this.#damage = error.reason;
    }
  }
}
