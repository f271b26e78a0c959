/**
 * Entries of a zip whose directory is missing or damaged (a download that broke off): from local header to local header, from the start.
 * Where a header gives no sizes (they follow the data, in a descriptor), the data are inflated to find their end. Behind a damage the next local
 * header is looked for. Every byte is looked at once or twice, so it is bounded by the size of the zip and the limits.
 */
import { DamagedFile } from '../toolkit/reader.ts';
import { crc32 } from 'node:zlib';
import { inflated, type Progress } from './inflate.ts';
import { EntryTable } from './entry-table.ts';
import { countEntry, isTooLarge, type Budget } from './limits.ts';
import { pieceBytes, pieces, readExactly, windowed, type RandomAccess } from './random-access.ts';
import { entryName, extraFields, isEncrypted, localHeaderBytes, localSignature, type ZipEntry } from './zip-entry.ts';

const descriptorSignature = 0x08074b50;
const behindEntries = new Set([0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50, 0x08064b50]);

/** Throws `Refusal('too-many-files')`. */
export async function entriesByLocalHeaders(zip: RandomAccess, budget: Budget): Promise<EntryTable> {
  const entries = new EntryTable();
  const read = windowed(zip);
  for (let at = 0; at < zip.size;) {
    const header = await read(at, localHeaderBytes);
    const signature = header.length >= 4 ? header.readUInt32LE(0) : 0;
    const entry = signature === localSignature ? await entryAt(zip, read, at, header, budget) : null;
    if (entry === null) {
      // The directory, a descriptor, the mark of a split zip, or damage: on to the next header. Behind a directory there is one where the zip was in another.
      const next = await nextLocalHeader(zip, at + 1);
      if (next === null) break;
      at = next;
      continue;
    }
    countEntry(budget, zip.name);
    entries.push(entry.entry);
    at = entry.end;
  }
  return entries;
}

type Read = ReturnType<typeof windowed>;

/** One entry as its own header has it; null where none is there. */
export async function entryByLocalHeader(zip: RandomAccess, at: number, budget: Budget): Promise<ZipEntry | null> {
  const header = await readExactly(zip, at, localHeaderBytes);
  if (header.length < localHeaderBytes || header.readUInt32LE(0) !== localSignature) return null;
  return (await entryAt(zip, windowed(zip), at, header, budget))?.entry ?? null;
}

async function entryAt(
  zip: RandomAccess,
  read: Read,
  at: number,
  header: Buffer,
  budget: Budget,
): Promise<{ entry: ZipEntry; end: number } | null> {
  if (header.length < localHeaderBytes) return null;
  const nameLength = header.readUInt16LE(26);
  const variable = await read(at + localHeaderBytes, nameLength + header.readUInt16LE(28));
  const rawName = Buffer.from(variable.subarray(0, nameLength));
  // A header cut in its name, or bytes that only look like one.
  if (nameLength === 0 || rawName.length < nameLength) return null;
  const extra = extraFields(variable.subarray(nameLength));
  const flags = header.readUInt16LE(6);
  const start = at + localHeaderBytes + nameLength + header.readUInt16LE(28);
  let packed = header.readUInt32LE(18);
  let bytes = header.readUInt32LE(22);
  const wide = extra.find((field) => field.id === 1)?.data;
  if (packed === 0xffffffff && bytes === 0xffffffff && wide !== undefined && wide.length >= 16) {
    bytes = Number(wide.readBigUInt64LE(0));
    packed = Number(wide.readBigUInt64LE(8));
  }
  const entry = {
    name: entryName(flags, rawName, extra),
    nameBytes: nameLength,
    nameSum: crc32(rawName),
    flags,
    method: header.readUInt16LE(8),
    crc: header.readUInt32LE(14),
    packed,
    bytes,
    offset: at,
    start,
    link: false,
  };
  const sizesFollow = (flags & 8) !== 0 && packed === 0;
  if (sizesFollow) {
    const found = await measure(zip, entry, budget, await holdsZip(read, entry));
    return { entry: { ...entry, ...found.sizes }, end: found.end };
  }
  const end = start + packed;
  if (!Number.isSafeInteger(end)) return null;
  if (end > zip.size) {
    // Cut off, unless what is damaged is the size itself and more headers follow.
    const next = (await holdsZip(read, entry)) ? null : await nextLocalHeader(zip, start);
    return { entry: { ...entry, cut: true, packed: (next ?? zip.size) - start }, end: next ?? zip.size };
  }
  return { entry: { ...entry, cut: false }, end };
}

/** Whether it is a zip that is stored as it is: the headers in it are its own. */
async function holdsZip(
  read: Read,
  { name, method, start }: Pick<ZipEntry, 'name' | 'method'> & { start: number },
): Promise<boolean> {
  if (method !== 0 || !/\.zip$/i.test(name)) return false;
  const begin = await read(start, 4);
  return begin.length === 4 && begin.readUInt32LE(0) === localSignature;
}

interface Measured {
  readonly sizes: Pick<ZipEntry, 'packed' | 'bytes' | 'crc' | 'cut'>;
  readonly end: number;
}

async function measure(
  zip: RandomAccess,
  entry: Omit<ZipEntry, 'cut'> & { start: number },
  budget: Budget,
  isZip: boolean,
): Promise<Measured> {
  const { start } = entry;
  if (entry.method === 8 && !isEncrypted(entry)) {
    const progress: Progress = { accepted: 0, consumed: 0 };
    let bytes = 0;
    let crc = 0;
    try {
      for await (const chunk of inflated(() => pieces(zip, start, zip.size, 16 * 1024), 'raw', Infinity, progress)) {
        bytes += chunk.length;
        crc = crc32(chunk, crc);
        if (isTooLarge(budget, bytes, zip.size - start)) throw new DamagedFile('too-large');
      }
      const packed = progress.consumed;
      const descriptor = await descriptorAt(zip, start + packed, packed, bytes);
      // Without its descriptor the data are all there, and only their checksum is not.
      return {
        sizes: { packed, bytes, crc: descriptor?.crc ?? crc, cut: descriptor === null },
        end: start + packed + (descriptor?.length ?? 0),
      };
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      const next = await nextLocalHeader(zip, start);
      const end = next ?? zip.size;
      return { sizes: { packed: end - start, bytes, crc, cut: error.reason === 'cut-off' }, end };
    }
  }
  const here = await readExactly(zip, start, 4);
  if (!isZip && here.length === 4 && (behindEntries.has(here.readUInt32LE(0)) || here.readUInt32LE(0) === localSignature)) {
    return { sizes: { packed: 0, bytes: 0, crc: 0, cut: false }, end: start };
  }
  // Stored, encrypted or packed in an unknown way: up to the descriptor that names just this length.
  for await (const at of signatures(zip, start, descriptorSignature)) {
    const packed = at - start;
    const descriptor = await descriptorAt(zip, at, packed, packed);
    if (descriptor !== null)
      return { sizes: { packed, bytes: descriptor.bytes, crc: descriptor.crc, cut: false }, end: at + descriptor.length };
  }
  const end = (isZip ? null : await nextLocalHeader(zip, start)) ?? zip.size;
  return { sizes: { packed: end - start, bytes: end - start, crc: 0, cut: true }, end };
}

/** The descriptor at a place, with or without signature, with sizes of four or eight bytes; null where none fits the compressed size. */
async function descriptorAt(
  zip: RandomAccess,
  at: number,
  packed: number,
  bytes: number,
): Promise<{ crc: number; bytes: number; length: number } | null> {
  const raw = await readExactly(zip, at, 24);
  const skip = raw.length >= 4 && raw.readUInt32LE(0) === descriptorSignature ? 4 : 0;
  const fitsNarrow = raw.length >= skip + 12 && raw.readUInt32LE(skip + 4) === packed;
  const narrow = fitsNarrow ? { crc: raw.readUInt32LE(skip), bytes: raw.readUInt32LE(skip + 8), length: skip + 12 } : null;
  if (narrow !== null && narrow.bytes === bytes) return narrow;
  if (raw.length >= skip + 20 && raw.readBigUInt64LE(skip + 4) === BigInt(packed)) {
    const wide = Number(raw.readBigUInt64LE(skip + 12));
    if (wide === bytes || narrow === null) return { crc: raw.readUInt32LE(skip), bytes: wide, length: skip + 20 };
  }
  return narrow;
}

/** The next place at or behind `from` where a local header plausibly begins. */
async function nextLocalHeader(zip: RandomAccess, from: number): Promise<number | null> {
  for await (const at of signatures(zip, from, localSignature)) {
    const header = await readExactly(zip, at, localHeaderBytes);
    if (header.length < localHeaderBytes) return null;
    const method = header.readUInt16LE(8);
    const nameLength = header.readUInt16LE(26);
    if (header.readUInt16LE(4) <= 63 && method <= 99 && nameLength > 0 && nameLength <= 4096) return at;
  }
  return null;
}

async function* signatures(zip: RandomAccess, from: number, signature: number): AsyncGenerator<number> {
  const wanted = Buffer.alloc(4);
  wanted.writeUInt32LE(signature);
  for (let at = from; at < zip.size; at += pieceBytes) {
    // Three bytes more, for one that lies across the border.
    const window = await readExactly(zip, at, pieceBytes + 3);
    for (let found = window.indexOf(wanted); found >= 0; found = window.indexOf(wanted, found + 1)) yield at + found;
  }
}
