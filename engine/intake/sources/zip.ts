/** Opens a zip: its directory is read by yauzl, its entries by `zip-entry.ts`, so that every byte before a damage is delivered. */
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, RandomAccessReader, type Entry } from 'yauzl';
import { Refusal } from '../../../shared/errors.ts';
import { DamagedFile } from '../toolkit/reader.ts';
import type { Contents, Problem } from './contents.ts';
import { EntryTable } from './entry-table.ts';
import { countEntry, isTooLarge, refuseBomb, type Budget } from './limits.ts';
import { pathInside, shownName } from './names.ts';
import { OpenedFile } from './opened-file.ts';
import { readExactly, slice, windowed, type RandomAccess } from './random-access.ts';
import { dataStart, entryName, isEncrypted, localHeaderBytes, localSignature, readEntry, type ZipEntry } from './zip-entry.ts';
import { entriesByLocalHeaders, entryByLocalHeader } from './zip-recovery.ts';

/** Throws `Refusal` (`bomb`, `too-many-files`, `encrypted`) and `DamagedFile('unreadable')`. */
export async function openZip(zip: RandomAccess, budget: Budget, outermostBytes = zip.size): Promise<Contents> {
  const counted = budget.entries;
  const directory = await entriesByDirectory(zip, budget);
  const overlap = await overlapping(zip, directory.entries);
  let { entries } = directory;
  let without: ReadonlySet<number> = new Set();
  const problems: Problem[] = [];
  if (directory.damage !== null || overlap.size > 0) {
    const byDirectory = budget.entries;
    budget.entries = counted;
    const found = await entriesByLocalHeaders(zip, budget);
    if (found.length >= entries.length - overlap.size) {
      entries = found;
    } else {
      without = overlap;
      budget.entries = byDirectory;
      for (const at of overlap) {
        const { name, bytes } = entries.at(at);
        problems.push({ of: 'entry', file: shownName(name), bytes, reason: 'bad-structure', detail: 'overlap' });
      }
    }
    problems.push({ of: 'input', file: zip.name, bytes: 0, reason: directory.damage ?? 'bad-structure' });
  }

  const opened: OpenedZip = { zip, entries, budget };
  const files: OpenedFile[] = [];
  let total = 0;
  let locked = 0;
  let largest = { bytes: 0, packed: 1 };
  const mended = new EntryTable();
  for (let at = 0; at < entries.length; at++) {
    const entry = entries.at(at);
    if (without.has(at) || (/[/\\]$/.test(entry.name) && entry.bytes === 0)) continue;
    const path = pathInside(entry.name, budget.limits.path);
    const problem = whyNot(entry, path, budget);
    // A directory that says of one file what cannot be may be damaged there: the file's own header may be right.
    const own = problem !== null && mended.length < mostMended ? await ownWord(zip, entry, path, budget, problem) : null;
    if (own !== null && path !== null) {
      mended.push(own);
      total += own.bytes;
      refuseBomb(budget, zip.name, total, outermostBytes);
      files.push(new ZipFile({ zip, entries: mended, budget }, mended.length - 1, path));
    } else if (problem !== null) {
      if (problem.reason === 'encrypted') locked++;
      if (problem.reason === 'too-large' && entry.bytes > largest.bytes) largest = entry;
      problems.push({ of: 'entry', file: shownName(entry.name), bytes: entry.bytes, ...problem });
    } else if (path !== null) {
      // What is too large by itself is never inflated, and does not take the others with it.
      total += entry.bytes;
      refuseBomb(budget, zip.name, total, outermostBytes);
      files.push(entry.method !== 0 || entry.cut ? new ZipFile(opened, at, path) : new StoredFile(opened, at, path));
    }
  }
  entries.forgetNames();
  mended.forgetNames();
  if (mended.length > 0 && !problems.some(({ of }) => of === 'input'))
    problems.push({ of: 'input', file: zip.name, bytes: 0, reason: 'bad-structure' });
  if (largest.bytes > 0 && files.length === 0) {
    refuseBomb(budget, zip.name, largest.bytes, largest.packed);
    throw new Refusal('bomb', { file: zip.name, limit: 'entry', most: budget.limits.entry, found: largest.bytes });
  }
  if (locked > 0 && files.length === 0) throw new Refusal('encrypted', { file: zip.name });
  return { kind: 'zip', files, problems };
}

/** Entries that a damaged directory may have wrong. */
const mostMended = 16;

/** The entry by its local header where that has the same name and data, and says what can be; null otherwise. */
async function ownWord(
  zip: RandomAccess,
  entry: ZipEntry,
  path: string | null,
  budget: Budget,
  { reason }: Pick<Problem, 'reason'>,
): Promise<ZipEntry | null> {
  if (reason !== 'too-large' && reason !== 'bad-compression') return null;
  const own = await entryByLocalHeader(zip, entry.offset, budget);
  const same = own !== null && !own.cut && own.nameSum === entry.nameSum && own.packed === entry.packed && own.crc === entry.crc;
  return same && whyNot(own, path, budget) === null ? own : null;
}

function whyNot(entry: ZipEntry, path: string | null, budget: Budget): Pick<Problem, 'reason' | 'detail'> | null {
  if (path === null || /[/\\]$/.test(entry.name)) return { reason: 'bad-name' };
  if (entry.link) return { reason: 'bad-name', detail: 'link' };
  if (isEncrypted(entry)) return { reason: 'encrypted' };
  if (entry.method !== 0 && entry.method !== 8) return { reason: 'bad-compression', detail: `method ${entry.method}` };
  return isTooLarge(budget, entry.bytes, entry.packed) ? { reason: 'too-large' } : null;
}

interface OpenedZip {
  readonly zip: RandomAccess;
  readonly entries: EntryTable;
  readonly budget: Budget;
}

class ZipFile extends OpenedFile {
  readonly path: string;
  protected readonly of: OpenedZip;
  protected readonly at: number;

  constructor(of: OpenedZip, at: number, path: string) {
    super();
    this.of = of;
    this.at = at;
    this.path = path;
  }

  get bytes(): number {
    return this.of.entries.bytesOf(this.at);
  }

  contents(): AsyncIterable<Buffer> {
    return readEntry(this.of.zip, this.of.entries.at(this.at), this.of.budget);
  }
}

/** What is stored as it is can be sought in. */
class StoredFile extends ZipFile {
  override get access(): () => Promise<RandomAccess> {
    const { zip, entries } = this.of;
    const entry = entries.at(this.at);
    return async () => slice(zip, this.path, entry.start ?? (await dataStart(zip, entry)), entry.packed);
  }
}

interface Directory {
  readonly entries: EntryTable;
  /** Why the directory is not to be trusted, null where it is whole. */
  readonly damage: 'cut-off' | 'bad-structure' | null;
}

const directorySignature = 0x02014b50;
/** Of an entry: its local header and its line in the directory. */
const leastEntryBytes = 30 + 46;

async function entriesByDirectory(zip: RandomAccess, budget: Budget): Promise<Directory> {
  const reader = new WindowedReader(zip);
  const tail = windowed(zip);
  const file = await fromRandomAccessReaderPromise(reader, zip.size, {
    autoClose: false,
    lazyEntries: true,
    decodeStrings: false,
    validateEntrySizes: false,
  }).catch((error: unknown) => {
    if (error instanceof DamagedFile || error instanceof Refusal) throw error;
    return null;
  });
  if (file === null) return { entries: new EntryTable(), damage: (await endIsThere(zip)) ? 'bad-structure' : 'cut-off' };
  const declared = file.entryCount;
  // No more room than there can be entries, whatever is declared.
  const entries = new EntryTable(Math.min(declared, Math.floor(zip.size / leastEntryBytes), budget.limits.entries));
  // The count has 16 bits in old zips and wraps: the directory itself tells where it ends.
  file.entryCount = Number.MAX_SAFE_INTEGER;
  let at = Number(file.readEntryCursor);
  const more = async (): Promise<boolean> => at <= zip.size && (await tail(at, 4)).equals(directoryMark);
  try {
    const each = file.eachEntry();
    while (await more()) {
      const next = await each.next();
      if (next.done) break;
      const entry: Entry = next.value;
      countEntry(budget, zip.name);
      entries.push(ofDirectory(entry));
      at += 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    }
  } catch (error) {
    if (error instanceof DamagedFile || error instanceof Refusal) throw error;
    if (error instanceof Error && error.message.includes('strong encryption'))
      throw new Refusal('encrypted', { file: zip.name }, { cause: error });
    return { entries, damage: 'bad-structure' };
  }
  const counts = entries.length === declared || (entries.length > declared && entries.length % 0x10000 === declared);
  return { entries, damage: counts ? null : 'bad-structure' };
}

const directoryMark = Buffer.alloc(4);
directoryMark.writeUInt32LE(directorySignature);

async function endIsThere(zip: RandomAccess): Promise<boolean> {
  const start = Math.max(0, zip.size - 0x1_0100);
  return (await readExactly(zip, start, zip.size - start)).includes(Buffer.from('PK\x05\x06', 'latin1'));
}

function ofDirectory(entry: Entry): ZipEntry {
  const unix = entry.versionMadeBy >> 8;
  return {
    name: entryName(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields),
    nameBytes: entry.fileNameRaw.length,
    nameSum: crc32(entry.fileNameRaw),
    flags: entry.generalPurposeBitFlag,
    method: entry.compressionMethod,
    crc: entry.crc32,
    packed: entry.compressedSize,
    bytes: entry.uncompressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    // Unix (3) and macOS (19) write the kind of file into the upper half.
    link: (unix === 3 || unix === 19) && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000,
    cut: false,
  };
}

/** Entries that a damaged directory may let overlap. */
const mostOverlaps = 16;

/**
 * Entries that claim the same bytes and are not what their local headers say: damage, for the caller to sort out.
 * Throws `Refusal('bomb')` where they fit their headers all the same, or are many: no accident makes such a zip.
 */
async function overlapping(zip: RandomAccess, entries: EntryTable): Promise<Set<number>> {
  const unfit = new Set<number>();
  let last = -1;
  let end = 0;
  for (const at of entries.byOffset()) {
    const entry = entries.at(at);
    if (last >= 0 && entry.offset < end) {
      const fits = [await fitsItsHeader(zip, entries.at(last)), await fitsItsHeader(zip, entry)];
      if (fits.every(Boolean)) throw new Refusal('bomb', { file: zip.name, limit: 'overlap', most: 0, found: 2 });
      if (!fits[0]) unfit.add(last);
      if (!fits[1]) unfit.add(at);
      if (unfit.size > mostOverlaps)
        throw new Refusal('bomb', { file: zip.name, limit: 'overlap', most: mostOverlaps, found: unfit.size });
    }
    const own = entry.offset + localHeaderBytes + entry.nameBytes + entry.packed;
    if (own > end || unfit.has(last)) {
      end = own;
      last = at;
    }
  }
  return unfit;
}

async function fitsItsHeader(zip: RandomAccess, entry: ZipEntry): Promise<boolean> {
  const header = await readExactly(zip, entry.offset, localHeaderBytes + entry.nameBytes);
  if (header.length < localHeaderBytes || header.readUInt32LE(0) !== localSignature) return false;
  if (crc32(header.subarray(localHeaderBytes, localHeaderBytes + entry.nameBytes)) !== entry.nameSum) return false;
  const packed = header.readUInt32LE(18);
  if (packed === entry.packed || packed === 0xffffffff) return true;
  if ((header.readUInt16LE(6) & 8) === 0) return false;
  // Sizes behind the data: they have to be there.
  const start = entry.offset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
  const behind = await readExactly(zip, start + entry.packed, 8);
  return behind.length === 8 && (behind.readUInt32LE(0) === entry.crc || behind.readUInt32LE(4) === entry.crc);
}

/** yauzl asks for some fifty bytes at a time, twice an entry. */
class WindowedReader extends RandomAccessReader {
  readonly #read: ReturnType<typeof windowed>;
  constructor(zip: RandomAccess) {
    super();
    this.#read = windowed(zip);
  }
  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    this.#read(position, length).then(
      (bytes) => {
        if (bytes.length < length) return callback(new Error('unexpected end'));
        bytes.copy(buffer, offset);
        callback(null);
      },
      (error: Error) => callback(error),
    );
  }
}
