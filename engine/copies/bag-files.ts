/** The files of a bag that is read: a folder's or a zip's, by the same interface. Nothing is followed out of it. */
import { createReadStream } from 'node:fs';
import { lstat, opendir, open as openFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { Refusal } from '../../shared/errors.ts';
import { placeLabel } from './places.ts';

export interface FoundFile {
  /** From the bag's own folder, `/` between the parts. */
  readonly path: string;
  readonly bytes: number;
  /** A link or a device: it is named, never read. */
  readonly special: boolean;
  /** The zip has a second file of this name. */
  readonly twice: boolean;
  open(): Promise<AsyncIterable<Buffer>>;
}

export interface BagFiles {
  readonly files: readonly FoundFile[];
  close(): Promise<void>;
}

const mostFiles = 2_000_000;

/** Lists what is there. Refuses with `not-found`, `not-readable`, `not-a-copy` (neither folder nor zip), `damaged` (a zip that is cut off) and `too-many-files`. */
export async function openBag(place: string, step: () => void): Promise<BagFiles> {
  try {
    const found = await lstat(place);
    if (found.isDirectory()) return { files: await listFolder(place, step), close: async () => undefined };
    if (!found.isFile()) throw new Refusal('not-a-copy', { file: placeLabel(place) });
    return await listZip(place, step);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Refusal('not-found', { file: placeLabel(place) }, { cause: error });
    if (code === 'EACCES' || code === 'EPERM') throw new Refusal('not-readable', { file: placeLabel(place) }, { cause: error });
    throw error;
  }
}

async function listFolder(root: string, step: () => void): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for await (const entry of await opendir(path.join(root, folder))) {
      step();
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        folders.push(inside);
        continue;
      }
      if (files.length >= mostFiles) throw new Refusal('too-many-files', { limit: mostFiles });
      const whole = path.join(root, inside);
      const special = !entry.isFile();
      files.push({
        path: inside,
        bytes: special ? 0 : (await lstat(whole)).size,
        special,
        twice: false,
        open: async () => createReadStream(whole, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>,
      });
    }
  }
  return files;
}

async function looksLikeZip(place: string): Promise<boolean> {
  const handle = await openFile(place, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return bytesRead === 4 && buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await handle.close();
  }
}

async function listZip(place: string, step: () => void): Promise<BagFiles> {
  if (!(await looksLikeZip(place))) throw new Refusal('not-a-copy', { file: placeLabel(place) });
  const damaged = (cause: unknown): Refusal => new Refusal('damaged', { file: placeLabel(place) }, { cause });
  // Names are checked by whoever reads the manifest: one that climbs out is a fault to be told, not a reason to stop.
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true } as const;
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    openZip(place, options, (error, opened) => (error ? reject(damaged(error)) : resolve(opened)));
  });
  const close = async (): Promise<void> => zip.close();
  try {
    const entries = await readEntries(zip, step).catch((error: unknown) => {
      throw error instanceof Refusal ? error : damaged(error);
    });
    const top = topFolder(entries.map(({ name }) => name));
    const seen = new Set<string>();
    const files: FoundFile[] = [];
    for (const { name, entry } of entries) {
      if (name.endsWith('/')) continue;
      const inside = name.startsWith(top) ? name.slice(top.length) : `../${name}`;
      const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
      files.push({
        path: inside,
        bytes: entry.uncompressedSize,
        special: (mode !== 0 && mode !== 0o100000) || entry.isEncrypted(),
        twice: seen.has(inside),
        open: () => openEntry(zip, entry),
      });
      seen.add(inside);
    }
    return { files, close };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** The one folder the bag lies in, with its `/`; empty where it lies in none. */
function topFolder(names: readonly string[]): string {
  for (const file of ['bagit.txt', 'manifest-sha256.txt', 'manifest-sha512.txt']) {
    const found = names.filter((name) => name === file || (name.endsWith(`/${file}`) && name.split('/').length === 2));
    const [first] = found.toSorted((a, b) => a.length - b.length);
    if (first !== undefined) return first.slice(0, -file.length);
  }
  return '';
}

function readEntries(zip: ZipFile, step: () => void): Promise<{ name: string; entry: Entry }[]> {
  return new Promise((resolve, reject) => {
    const entries: { name: string; entry: Entry }[] = [];
    zip.on('entry', (entry) => {
      try {
        step();
        if (entries.length >= mostFiles) throw new Refusal('too-many-files', { limit: mostFiles });
        // Without `decodeStrings` it is the bytes of the name.
        const name = (entry.fileName as unknown as Buffer).toString('utf8');
        entries.push({ name, entry });
        zip.readEntry();
      } catch (error) {
        reject(error);
      }
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}
