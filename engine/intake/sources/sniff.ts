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

/** As `kindOf`; a zip with something before it (a page of a web site, the greeting of a mail server) is told by its end, and one cut off as well by its name and its first header. */
export async function kindOfBytes(bytes: RandomAccess): Promise<Kind> {
  const kind = kindOf(await readExactly(bytes, 0, sniffBytes));
  if (kind !== 'other') return kind;
  if ((await bytesBefore(bytes)) !== null) return 'zip';
  if (!/\.zip$/i.test(bytes.name)) return 'other';
  return (await readExactly(bytes, 0, searched)).includes(localMark) ? 'zip' : 'other';
}

/** A file that is called a container and ends before one could be told: all that a download that broke off at once leaves. */
export async function isOnlyBeginning(bytes: RandomAccess): Promise<boolean> {
  if (bytes.size === 0) return false;
  const begins = async (mark: string): Promise<boolean> =>
    bytes.size < mark.length && mark.startsWith((await readExactly(bytes, 0, mark.length)).toString('latin1'));
  if (/\.zip$/i.test(bytes.name)) return begins('PK\x03\x04');
  if (/\.t?gz$/i.test(bytes.name)) return begins('\x1f\x8b\x08');
  return /\.tar$/i.test(bytes.name) && bytes.size < sniffBytes;
}

const localMark = Buffer.from('PK\x03\x04', 'latin1');
const directoryMark = Buffer.from('PK\x01\x02', 'latin1');
const endMark = Buffer.from('PK\x05\x06', 'latin1');
const endBytes = 22;
/** How far a zip's beginning is looked for. */
const searched = 1 << 20;

/** How many bytes stand before a zip that is whole (APPNOTE.TXT 6.3, 4.3.16); null where these bytes do not end as a zip does. */
export async function bytesBefore(bytes: RandomAccess): Promise<number | null> {
  const start = Math.max(0, bytes.size - endBytes - 0xffff);
  const tail = await readExactly(bytes, start, bytes.size - start);
  const at = tail.lastIndexOf(endMark);
  if (at < 0 || at + endBytes > tail.length || at + endBytes + tail.readUInt16LE(at + 20) !== tail.length) return null;
  const size = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  const directory = start + at - size;
  if (size === 0xffffffff || offset === 0xffffffff || directory < offset) return null;
  const first = await readExactly(bytes, directory, 46);
  if (first.length < 46 || !first.subarray(0, 4).equals(directoryMark)) return null;
  // An end record that lies would make files of what stands before: the first entry has to be where that puts it.
  const before = directory - offset;
  return (await readExactly(bytes, before + first.readUInt32LE(42), 4)).equals(localMark) ? before : null;
}
