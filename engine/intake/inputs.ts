/** What an import reads from, in a form that can be written down, so that a stopped import can go on later and in another thread. */
import * as z from 'zod';
import { openOriginal, type Original } from '../vault/originals.ts';
import type { Input, RandomAccess } from './sources/index.ts';

export const StoredInput = z.discriminatedUnion('kind', [
  /** A file or folder of the person's, where it lies. */
  z.object({ kind: z.literal('path'), name: z.string(), path: z.string() }),
  /** Kept in the vault: an encrypted file of chunks (`vault/originals.ts`). */
  z.object({ kind: z.literal('kept'), name: z.string(), file: z.string() }),
]);
export type StoredInput = z.infer<typeof StoredInput>;

/** Opens what is kept in the vault; paths stay paths. `close` after the inputs were closed. */
export function toInputs(stored: readonly StoredInput[], key: Buffer): { inputs: Input[]; close(): void } {
  const open: { close(): void }[] = [];
  const inputs = stored.map((input): Input => {
    if (input.kind === 'path') return { kind: 'path', path: input.path };
    const original = openOriginal(input.file, key);
    open.push(original);
    const [first] = original.files();
    if (first !== undefined && original.count === 1 && !first.path.includes('/'))
      return { kind: 'bytes', bytes: new OriginalBytes(original, first.path, first.bytes).access(input.name) };
    return { kind: 'folder-bytes', name: input.name, files: filesOf(original) };
  });
  return { inputs, close: () => open.forEach((original) => original.close()) };
}

function* filesOf(original: Original): Generator<OriginalBytes> {
  for (const { path, bytes } of original.files()) yield new OriginalBytes(original, path, bytes);
}

class OriginalBytes {
  readonly bytes: number;
  readonly #original: Original;
  readonly #path: string;

  constructor(original: Original, path: string, bytes: number) {
    this.#original = original;
    this.#path = path;
    this.bytes = bytes;
  }

  /** Kept below the folder's name; read, as the folder itself is, below the folder. */
  get path(): string {
    return this.#path.slice(this.#path.indexOf('/') + 1);
  }

  access(name = this.#path.slice(this.#path.lastIndexOf('/') + 1)): RandomAccess {
    return {
      name,
      size: this.bytes,
      read: (offset, length) => this.#original.read(this.#path, offset, length),
      close: () => Promise.resolve(),
    };
  }
}
