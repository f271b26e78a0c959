import type { ExportFile } from './reader.ts';

/**
 * Files found by name, in 8 to 16 bytes a name: there may be a million. The names themselves are not kept, they are worked out again for the few files that
 * may be meant.
 */
export class FilesByName<F extends ExportFile> {
  readonly #files: readonly F[];
  readonly #namesOf: (file: F) => Iterable<string>;
  /** Open addressing by the hash of a name: the place of a file, from 1. */
  readonly #slots: Int32Array;

  /** `namesOf`: always the same for the same file, and none twice. */
  constructor(files: readonly F[], namesOf: (file: F) => Iterable<string>) {
    this.#files = files;
    this.#namesOf = namesOf;
    let names = 0;
    for (const file of files) for (const _ of namesOf(file)) names++;
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * names + 2)));
    const last = this.#slots.length - 1;
    for (const [place, file] of files.entries())
      for (const name of namesOf(file)) {
        let slot = hashOf(name) & last;
        while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
        this.#slots[slot] = place + 1;
      }
  }

  /** All that are called so, in their order. */
  *all(name: string): Generator<F> {
    const last = this.#slots.length - 1;
    // Another of its names may stand further on.
    const given: F[] = [];
    for (let slot = hashOf(name) & last; this.#slots[slot] !== 0; slot = (slot + 1) & last) {
      const file = this.#files[(this.#slots[slot] ?? 0) - 1];
      if (file === undefined) return;
      if (given.includes(file) || !Iterator.from(this.#namesOf(file)).some((own) => own === name)) continue;
      given.push(file);
      yield file;
    }
  }

  first(name: string): F | null {
    for (const file of this.all(name)) return file;
    return null;
  }

  /** The one that is called so; null where there is none, or several. */
  only(name: string): F | null {
    const [first, second] = this.all(name);
    return second === undefined ? (first ?? null) : null;
  }
}

/** FNV-1a over its UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
