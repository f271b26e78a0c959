import { readExactly, type RandomAccess } from './random-access.ts';

export type Kind = 'zip' | 'gzip' | 'tar' | 'other';

/** How many bytes `kindOf` wants to see. */
export const sniffBytes = 512;

/** What a file is, told by its first bytes and never by its name. */
export function kindOf(start: Buffer): Kind {
  if (start.length >= 4) {
    const magic = start.readUInt32LE(0);
    // A local header, the end record of an empty zip, or the mark of a zip that was meant to be split, followed by a local header.
    if (magic === 0x04034b50 || magic === 0x06054b50) return 'zip';
    if ((magic === 0x08074b50 || magic === 0x30304b50) && start.length >= 8 && start.readUInt32LE(4) === 0x04034b50) return 'zip';
    if (start[0] === 0x1f && start[1] === 0x8b && start[2] === 8) return 'gzip';
  }
  if (start.length >= 512 && isTarHeader(start)) return 'tar';
  return 'other';
}

/** True where a block of 512 bytes carries the checksum of a tar header (POSIX.1-1988: the sum of its bytes, the sum's own field as spaces). */
export function isTarHeader(block: Buffer): boolean {
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  if (sum === 8 * 0x20) return false;
  const written = block.toString('latin1', 148, 156).match(/^[ \0]*([0-7]+)/)?.[1];
  return written !== undefined && Number.parseInt(written, 8) === sum;
}

export async function kindOfBytes(bytes: RandomAccess): Promise<Kind> {
  return kindOf(await readExactly(bytes, 0, sniffBytes));
}
