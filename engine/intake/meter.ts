export interface Metered {
  readonly files: number;
  readonly bytes: number;
  readonly bytesOf: number;
}

/** Counts what is read, and tells it at most ten times a second. */
export class Meter {
  readonly #tell: (now: Metered) => void;
  #files = 0;
  #bytes = 0;
  #bytesOf = 0;
  #told = 0;

  constructor(tell: (now: Metered) => void) {
    this.#tell = tell;
  }

  /** A new piece of work of so many bytes begins. */
  begin(bytesOf: number): void {
    this.#files = this.#bytes = 0;
    this.#bytesOf = bytesOf;
    this.#told = 0;
    this.#now();
  }

  add(bytes: number): void {
    this.#bytes += bytes;
    this.#now();
  }

  file(): void {
    this.#files++;
    this.#now();
  }

  #now(): void {
    const now = performance.now();
    if (now - this.#told < 100) return;
    this.#told = now;
    this.#tell({ files: this.#files, bytes: this.#bytes, bytesOf: this.#bytesOf });
  }
}
