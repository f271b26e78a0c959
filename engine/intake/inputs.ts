/** What an import reads from, in a form that can be written down, so that a stopped import can go on later and in another thread. */
import * as z from 'zod';
import { openOriginal } from '../vault/originals.ts';
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
    const bytes = (path: string, name: string, size: number): RandomAccess => ({
      name,
      size,
      read: (offset, length) => original.read(path, offset, length),
      close: () => Promise.resolve(),
    });
    const [first, ...more] = original.files;
    if (first !== undefined && more.length === 0 && !first.path.includes('/'))
      return { kind: 'bytes', bytes: bytes(first.path, input.name, first.bytes) };
    return {
      kind: 'folder-bytes',
      name: input.name,
      // Kept below the folder's name; read, as the folder itself is, below the folder.
      files: original.files.map((f) => ({
        path: f.path.slice(f.path.indexOf('/') + 1),
        bytes: bytes(f.path, f.path.slice(f.path.lastIndexOf('/') + 1), f.bytes),
      })),
    };
  });
  return { inputs, close: () => open.forEach((original) => original.close()) };
}
