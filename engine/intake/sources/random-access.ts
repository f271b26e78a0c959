import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { DamagedFile } from '../toolkit/reader.ts';

/** Bytes with random access: a local file opened read-only, or an original kept in the vault. */
export interface RandomAccess {
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes, fewer only at the end of the file. Several reads may be under way at once. */
  read(offset: number, length: number): Promise<Buffer>;
  /** False where the file is not what it was when it was opened. */
  unchanged?(): Promise<boolean>;
  close(): Promise<void>;
}

/** How much is read at a time. */
export const pieceBytes = 256 * 1024;

/** By what a file is known to be the one it was. */
export interface Known {
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/**
 * Opens a local file read-only. Throws the system's own error.
 * @param expected what it was when it was listed; where given, links are not followed.
 */
export async function localFile(path: string | Buffer, expected?: Known): Promise<RandomAccess> {
  // Windows knows no O_NOFOLLOW.
  const noFollow: number = expected === undefined ? 0 : (constants.O_NOFOLLOW ?? 0);
  const handle = await open(path, constants.O_RDONLY | noFollow);
  const before = expected ?? (await handle.stat());
  return {
    name: basename(path.toString()),
    size: before.size,
    async read(offset, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, before.size - offset)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(buffer, filled, buffer.length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
    async unchanged() {
      const now = await handle.stat();
      return now.size === before.size && now.mtimeMs === before.mtimeMs && now.ino === before.ino;
    },
    close: () => handle.close(),
  };
}

/** A part of another file; closing it does nothing. */
export function slice(bytes: RandomAccess, name: string, start: number, size: number): RandomAccess {
  return {
    name,
    size,
    read: (offset, length) => bytes.read(start + offset, Math.max(0, Math.min(length, size - offset))),
    ...(bytes.unchanged === undefined ? {} : { unchanged: () => bytes.unchanged?.() ?? Promise.resolve(true) }),
    close: async () => {},
  };
}

/** Turns an error of the system or of the vault into damage of the file; bugs stay bugs. */
export function asUnreadable(error: unknown): unknown {
  if (error instanceof DamagedFile || !(error instanceof Error) || !('code' in error) || 'detail' in error) return error;
  return new DamagedFile('unreadable', `cannot be read (${String(error.code)})`, { cause: error });
}

/** `read` whose failures are `DamagedFile('unreadable')`, as is getting less than the size promised. */
export async function readExactly(bytes: RandomAccess, offset: number, length: number): Promise<Buffer> {
  if (offset >= bytes.size || length <= 0) return Buffer.alloc(0);
  const chunk = await bytes.read(offset, length).catch((error: unknown) => {
    throw asUnreadable(error);
  });
  if (chunk.length < Math.min(length, bytes.size - offset))
    throw new DamagedFile('unreadable', 'shorter than when it was opened');
  return chunk;
}

/**
 * The bytes from `start` to `end` in large pieces. Throws `DamagedFile('unreadable')` where they cannot be had or the file changed meanwhile.
 * @param first size of the first piece, for a caller that may soon have enough; the others are twice as large each
 */
export async function* pieces(bytes: RandomAccess, start: number, end: number, first = pieceBytes): AsyncGenerator<Buffer> {
  for (let at = start, length = first; at < end; at += length, length = Math.min(pieceBytes, length * 2)) {
    yield await readExactly(bytes, at, Math.min(length, end - at));
  }
  if (bytes.unchanged && !(await bytes.unchanged().catch(() => false)))
    throw new DamagedFile('unreadable', 'changed while it was being read');
}

/** Small reads out of one large one: for walking through headers. */
export function windowed(bytes: RandomAccess): (offset: number, length: number) => Promise<Buffer> {
  let start = 0;
  let held: Buffer = Buffer.alloc(0);
  return async (offset, length) => {
    if (offset < start || offset + length > start + held.length) {
      held = await readExactly(bytes, offset, Math.max(length, pieceBytes));
      start = offset;
    }
    return held.subarray(offset - start, offset - start + length);
  };
}
