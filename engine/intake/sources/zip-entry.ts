/** A zip's local headers (APPNOTE.TXT 6.3, 4.3.7 and 4.3.9) and the reading of one entry. */
import { crc32 } from 'node:zlib';
import { getFileNameLowLevel, parseExtraFields, type ExtraField } from 'yauzl';
import { isUtf8 } from 'node:buffer';
import { DamagedFile } from '../toolkit/reader.ts';
import { inflated, inflatedAtOnce } from './inflate.ts';
import { isTooLarge, type Budget } from './limits.ts';
import { pieces, readExactly, type RandomAccess } from './random-access.ts';

export const localSignature = 0x04034b50;
export const localHeaderBytes = 30;

/** One entry of a zip, from the directory or, where that is damaged, from the local headers. */
export interface ZipEntry {
  /** As decoded; not yet known to be fit for a path. */
  readonly name: string;
  /** Of the name as it stands in the zip: its length in bytes, and its CRC-32 by which it is known again. */
  readonly nameBytes: number;
  readonly nameSum: number;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly offset: number;
  /** Where the data begin, where that is known already. */
  readonly start?: number;
  /** True for a symbolic link. */
  readonly link: boolean;
  /** True where the zip ends before the entry does. */
  readonly cut: boolean;
}

/** What `readEntry` needs of an entry. */
export type Packed = Pick<ZipEntry, 'method' | 'crc' | 'packed' | 'bytes' | 'offset' | 'start' | 'cut'>;

export const isEncrypted = (entry: { readonly flags: number }): boolean => (entry.flags & 1) !== 0;

/**
 * The name of an entry: the Unicode path field, else UTF-8 by its flag, else UTF-8 where the bytes are that (macOS and Python write it without the
 * flag), else code page 437.
 */
export function entryName(flags: number, raw: Buffer, extra: ExtraField[]): string {
  return getFileNameLowLevel(isUtf8(raw) ? flags | 0x800 : flags, raw, extra, false);
}

export function extraFields(raw: Buffer): ExtraField[] {
  try {
    return parseExtraFields(raw);
  } catch {
    return [];
  }
}

/** The entry's bytes, counted and checked against its checksum. Throws `DamagedFile` after everything before the damage was delivered. */
export async function* readEntry(zip: RandomAccess, entry: Packed, budget: Budget): AsyncGenerator<Buffer> {
  const start = entry.start ?? (await dataStart(zip, entry));
  const end = Math.min(start + entry.packed, zip.size);
  let crc = 0;
  let count = 0;
  for await (const chunk of body(zip, entry, start, end)) {
    const before = count;
    count += chunk.length;
    if (count > entry.bytes) {
      budget.excess += count - Math.max(before, entry.bytes);
      if (budget.excess > budget.limits.excess) throw new DamagedFile('too-large', 'holds more than it declares');
    }
    if (isTooLarge(budget, count, entry.packed)) throw new DamagedFile('too-large');
    crc = crc32(chunk, crc);
    yield chunk;
  }
  if (entry.cut || end < start + entry.packed) throw new DamagedFile('cut-off', 'the zip ends before the file does');
  const fits = crc === entry.crc;
  if (count === entry.bytes && fits) return;
  if (fits) throw new DamagedFile('bad-structure', 'its size is not the size declared');
  throw new DamagedFile(count < entry.bytes ? 'cut-off' : 'bad-checksum');
}

/** Below this a file is inflated at once: for thousands of small files a stream each is most of the work. */
const smallPacked = 32 * 1024;
const smallBytes = 256 * 1024;

async function* body(zip: RandomAccess, entry: Packed, start: number, end: number): AsyncGenerator<Buffer> {
  if (entry.method === 0) return yield* pieces(zip, start, end);
  if (entry.packed <= smallPacked && entry.bytes <= smallBytes) {
    const whole = inflatedAtOnce(await readExactly(zip, start, end - start), entry.bytes);
    if (whole !== null) return yield whole;
  }
  yield* inflated(() => pieces(zip, start, end), 'raw', entry.bytes);
}

/** Where the entry's data begin. Throws `DamagedFile` where its local header is not there. */
export async function dataStart(zip: RandomAccess, entry: Pick<ZipEntry, 'offset'>): Promise<number> {
  const header = await readExactly(zip, entry.offset, localHeaderBytes);
  if (header.length < localHeaderBytes) throw new DamagedFile('cut-off', 'the zip ends before the file begins');
  if (header.readUInt32LE(0) !== localSignature)
    throw new DamagedFile('bad-structure', 'its header is not where the directory says');
  return entry.offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
}
