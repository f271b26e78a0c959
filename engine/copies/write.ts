/**
 * Writes an open copy: a BagIt bag, as a folder or in one zip, that any computer can read without Adieu. `docs/archive-format.md` describes it.
 *
 * It is whole or it is not there: everything is written under a name of its own beside the target, synchronised with the disk, and given its name last.
 */
import { randomUUID } from 'node:crypto';
import { appendFile, link, lstat, mkdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CopyReport, PersonRow, Progress } from '../../shared/contract/schemas.ts';
import { Refusal } from '../../shared/errors.ts';
import { recordKinds, type RelationName } from '../../shared/records.ts';
import { DamagedFile } from '../intake/toolkit/reader.ts';
import { isFull } from '../vault/is-full.ts';
import { accountJson } from '../../shared/account-json.ts';
import { Bag, type BagFile } from './bag.ts';
import { byteOrderMark, csvRows } from './csv.ts';
import { SafeNames, safeSegment } from './names.ts';
import { Pace } from './pace.ts';
import { placeUnfinished, sweepUnfinished } from './unfinished.ts';
import { freeRoom, placeLabel } from './places.ts';
import { PlainDatabase } from './plain-database.ts';
import { FolderSink, syncFolder, ZipSink } from './sink.ts';
import { writeSite } from './site.ts';
import type { CopySource } from './source.ts';
import { vcard } from './vcard.ts';
import { readme, type Language } from './words.ts';

export interface CopyOptions {
  /** The folder in which the copy is made. It must be there. */
  readonly into: string;
  /** The copy's own name; made safe. A zip gets `.zip`. */
  readonly name: string;
  readonly zip: boolean;
  /** In which the page opens; it holds both. */
  readonly language: Language;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now: () => Date;
  /** Free bytes in a folder, null where unknown. */
  readonly room?: (folder: string) => Promise<number | null>;
}

/** Bytes of a record in all the forms in which it is written; measured on large exports. */
const bytesOfRecord = 1700;
const bytesOfPage = 2_000_000;
/** Formats that are compressed already. */
const packed = /\.(?:zip|gz|tgz|zst|7z|xz|jpe?g|png|gif|webp|avif|heic|mp4|m4v|mov|webm|mp3|m4a|ogg|opus|aac|pdf|docx|xlsx)$/i;

/**
 * Writes the copy and says what is in it.
 *
 * Refuses with `exists` (something has that name), `no-room`, `not-found` (no such folder), `not-readable` (nothing may be written there), `damaged`
 * (a kept original is not what it was when it was kept) and `cancelled`. After any of them nothing of the copy is left.
 */
export async function writeCopy(source: CopySource, options: CopyOptions): Promise<CopyReport> {
  const name = safeSegment(options.name);
  const target = path.join(options.into, options.zip ? `${name}.zip` : name);
  try {
    const into = await stat(options.into).catch(() => null);
    if (into?.isDirectory() !== true) throw new Refusal('not-found', { file: placeLabel(options.into) });
    await refuseTaken(target);
    await sweepUnfinished(options.into);
    const expected = estimate(source);
    const free = await (options.room ?? freeRoom)(options.into);
    if (free !== null && free < expected.bytes) throw new Refusal('no-room', { needed: expected.bytes, free });
    const pace = new Pace(options, expected.files, expected.bytes);
    pace.step();
    const work = await placeUnfinished(options.into);
    try {
      const made = path.join(work, options.zip ? `${name}.zip` : name);
      const totals = await writeBag(source, options, { work, made, name }, pace);
      pace.step();
      await giveName(made, target, options.zip);
      await syncFolder(options.into);
      pace.done();
      return { place: placeLabel(target), name: path.basename(target), ...totals, records: pace.records };
    } finally {
      await rm(work, { recursive: true, force: true, maxRetries: 3 });
    }
  } catch (error) {
    throw asRefusal(error, options);
  }
}

/** What the system says when something cannot be written, as a refusal. */
export function asRefusal(error: unknown, options: Pick<CopyOptions, 'into'>): unknown {
  if (error instanceof Refusal) return error;
  const code = (error as { code?: unknown } | null)?.code;
  const file = placeLabel(options.into);
  if (isFull(error)) return new Refusal('no-room', { file }, { cause: error });
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal('not-readable', { file }, { cause: error });
    default:
      return error;
  }
}

/** Throws `Refusal('exists')`. */
export async function refuseTaken(target: string): Promise<void> {
  const taken = await lstat(target).catch(() => null);
  if (taken !== null) throw new Refusal('exists', { file: placeLabel(target) });
}

/** The last step. Nothing that came in between is overwritten. */
export async function giveName(made: string, target: string, zip: boolean): Promise<void> {
  await refuseTaken(target);
  if (zip) {
    try {
      // A hard link is refused where the name is taken; a renaming is not.
      await link(made, target);
      await unlink(made);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new Refusal('exists', { file: placeLabel(target) }, { cause: error });
      // Some file systems know no links (memory sticks).
    }
  }
  try {
    await rename(made, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || code === 'ENOTEMPTY' || code === 'ENOTDIR' || code === 'EISDIR')
      throw new Refusal('exists', { file: placeLabel(target) }, { cause: error });
    throw error;
  }
}

function estimate(source: CopySource): { files: number; bytes: number } {
  const counts = source.counts();
  const records = recordKinds.reduce((sum, kind) => sum + counts[kind], 0);
  let files = 40 + Math.ceil(records / 200);
  let bytes = bytesOfPage + records * bytesOfRecord;
  for (const original of source.originals()) {
    files += original.count;
    for (const file of original.files()) bytes += file.bytes;
  }
  for (const medium of source.records('media')) {
    if (medium.kind !== 'media' || medium.state !== 'here') continue;
    files++;
    bytes += medium.bytes ?? 0;
  }
  return { files, bytes };
}

interface Places {
  /** A folder of our own that is thrown away. */
  readonly work: string;
  /** Where the copy is made. */
  readonly made: string;
  readonly name: string;
}

async function writeBag(
  source: CopySource,
  options: CopyOptions,
  places: Places,
  pace: Pace,
): Promise<{ files: number; bytes: number }> {
  const { archive } = source;
  const began = options.now();
  if (!options.zip) await mkdir(places.made);
  const sink = options.zip ? new ZipSink(places.made, places.name, began) : new FolderSink(places.made);
  const bag = new Bag(sink, pace);
  const database = path.join(places.work, `${randomUUID()}.sqlite`);
  const plain = new PlainDatabase(database, {
    what: `What ${archive.networkName} kept of one account; an open copy written by Adieu`,
    network: archive.network,
    account: archive.account ?? archive.name ?? '',
    written: began.toISOString(),
    'how to read': 'select * from readme',
  });
  try {
    const folders = new Set<string>();
    await bag.put('README.txt', readme);
    await writeRecords(source, bag, plain, pace);
    folders.add('records/');
    if (await writePeople(source, bag, plain, pace)) folders.add('people/');
    if (await writeMedia(source, bag, plain)) folders.add('media/');
    if (await writeOriginals(source, bag, places.work)) folders.add('original/');
    const imports = source.imports();
    for (const [n, account] of imports.entries()) {
      folders.add('accounts-of-import/');
      const file = await bag.create(`data/accounts-of-import/${n + 1}-${safeSegment(account.import)}.json`);
      for await (const piece of accountJson(account, source.importFiles(account.import))) {
        const wait = file.put(piece);
        if (wait) await wait;
      }
      await file.close();
    }
    plain.index();
    plain.close();
    const indexFile = path.join(places.work, `${randomUUID()}.index`);
    const { language } = options;
    await writeSite(bag, archive, { database, indexFile, language, imports, now: began, counts: source.counts(), folders }, pace);
    await bag.adopt('data/archive.sqlite', database);
    await bag.finish(
      [
        ['Bag-Software-Agent', 'Adieu'],
        // Random, and nobody's name: by it Adieu knows again whose copy it is.
        ['Internal-Sender-Identifier', archive.id],
        [
          'External-Description',
          `Open copy of an account of ${archive.networkName}, written by Adieu. README.txt says how to read it.`,
        ],
      ],
      began.toISOString().slice(0, 10),
    );
    return bag.totals;
  } catch (error) {
    plain.close();
    await sink.abandon();
    throw error;
  }
}

/** Breathes now and then, so that a signal to stop can arrive at all while nothing is being waited for. */
async function breath(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
const between = 512;

async function writeRecords(source: CopySource, bag: Bag, plain: PlainDatabase, pace: Pace): Promise<void> {
  const counts = source.counts();
  for (const kind of recordKinds) {
    if (counts[kind] === 0) continue;
    const file = await bag.create(`data/records/${kind}.jsonl`);
    for (const record of source.records(kind)) {
      plain.record(record);
      pace.records++;
      const wait = file.put(`${JSON.stringify(record)}\n`);
      if (wait) await wait;
      if (pace.records % between === 0) {
        pace.step();
        await breath();
      }
    }
    await file.close();
  }
}

const peopleColumns = ['handle', 'name', 'network_id', 'url', 'lists', 'since', 'id'];
const personCells = (p: PersonRow): (string | null)[] => [
  p.handle,
  p.name,
  p.networkId,
  p.url,
  p.relations.join(' '),
  p.since,
  p.id,
];

/** `everybody` first: with it the vCards and the table of people are made. */
async function writePeople(source: CopySource, bag: Bag, plain: PlainDatabase, pace: Pace): Promise<boolean> {
  const relations = source.relations();
  if (relations.length === 0) return false;
  await writePeopleCsv(source, bag, pace, null, (person) => plain.person(person));
  for (const relation of relations) await writePeopleCsv(source, bag, pace, relation);
  const cards = await bag.create('data/contacts.vcf');
  let n = 0;
  for (const person of source.people(null)) {
    const wait = cards.put(vcard(person, source.archive));
    if (wait) await wait;
    if (++n % between === 0) {
      pace.step();
      await breath();
    }
  }
  await cards.close();
  return true;
}

async function writePeopleCsv(
  source: CopySource,
  bag: Bag,
  pace: Pace,
  relation: RelationName | null,
  also?: (person: PersonRow) => void,
): Promise<void> {
  const file = await bag.create(`data/people/${relation ?? 'everybody'}.csv`);
  await file.put(byteOrderMark + csvRows([peopleColumns]));
  let rows: (string | null)[][] = [];
  for (const person of source.people(relation)) {
    also?.(person);
    rows.push(personCells(person));
    if (rows.length < between) continue;
    await file.put(csvRows(rows));
    rows = [];
    pace.step();
    await breath();
  }
  if (rows.length > 0) await file.put(csvRows(rows));
  await file.close();
}

/** A medium's file is named by its record's id, and by its own name as far as that is safe: no two can be one, in any order. One content is one file. */
async function writeMedia(source: CopySource, bag: Bag, plain: PlainDatabase): Promise<boolean> {
  let any = false;
  for await (const medium of source.media()) {
    const { record } = medium;
    any = true;
    const known = record.sha256 === null ? null : plain.placeOfContent(record.sha256);
    if (known !== null && record.sha256 !== null) {
      plain.placeMedium(record.id, { ...known, whole: true, sha256: record.sha256 });
      continue;
    }
    const own = safeSegment(record.path?.split('/').at(-1) ?? '').slice(-60);
    const id = safeSegment(record.id).slice(0, 64);
    const place = `media/${id.slice(0, 2)}/${safeSegment(`${id}-${own}`)}`;
    const file = await bag.create(`data/${place}`, { packed: packed.test(own) });
    let whole = true;
    try {
      for await (const chunk of medium.stream()) await file.put(chunk);
    } catch (error) {
      // Damaged in the export itself: what could be read is kept and said to be no more than that.
      if (!(error instanceof DamagedFile)) throw error;
      whole = false;
    }
    const { bytes, sha256 } = await file.close();
    plain.placeMedium(record.id, { place, whole, bytes, sha256 });
  }
  if (!any) return false;
  const list = await bag.create('data/media-files.csv');
  await list.put(byteOrderMark + csvRows([['copy_path', 'path', 'record', 'mime', 'bytes', 'sha256', 'whole']]));
  for (const cells of plain.placedMedia()) {
    const wait = list.put(csvRows([cells]));
    if (wait) await wait;
  }
  await list.close();
  return true;
}

/** Byte for byte; what is not what it was when it was kept is not passed on as if it were. */
async function writeOriginals(source: CopySource, bag: Bag, work: string): Promise<boolean> {
  const names = new SafeNames('data/original');
  // The list is a file while it grows: it may name a million files.
  const list = path.join(work, `${randomUUID()}.csv`);
  let rows = [['copy_path', 'path', 'bytes', 'sha256']];
  await writeFile(list, byteOrderMark);
  let any = false;
  for (const original of source.originals()) {
    const single = original.count === 1 && [...original.files()][0]?.path === original.name;
    for (const { path: inside, bytes, sha256 } of original.files()) {
      const came = single ? original.name : `${original.name}/${inside}`;
      const place = names.file(came);
      const file: BagFile = await bag.create(place, { bytes, packed: packed.test(inside) });
      for await (const chunk of original.stream(inside)) await file.put(chunk);
      const written = await file.close();
      if (written.sha256 !== sha256) throw new Refusal('damaged', { file: inside });
      any = true;
      rows.push([place.slice('data/'.length), came, String(bytes), sha256]);
      if (rows.length < between) continue;
      await appendFile(list, csvRows(rows));
      rows = [];
    }
  }
  if (!any) return false;
  await appendFile(list, csvRows(rows));
  await bag.adopt('data/original-files.csv', list);
  return true;
}
