/** What of a home is moved, and copying it: every file is written anew, flushed, and read back. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { syncFolder } from '../write-whole.ts';
import { staying } from './note.ts';

export interface Tree {
  /** What lies directly in the home and goes along. */
  readonly names: readonly string[];
  /** Paths below the home; folders before what lies in them. */
  readonly folders: readonly string[];
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly bytes: number;
}

export interface Step {
  readonly files: number;
  readonly bytes: number;
}

const block = 1 << 20;
/** Windows has no such flag, and opens no link that leads to a file of somebody else's without the rights for it. */
const noLink = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;
/** In a file system's blocks of 4 KiB, and something to work with. */
const blockBytes = 4096;
const spare = 16 << 20;

/** Throws `Refusal('place-links')` for anything that is neither file nor folder: what a link leads to would stay behind. */
export async function treeOf(home: string): Promise<Tree> {
  const names = (await readdir(home)).filter((name) => !staying.has(name)).sort();
  const folders: string[] = [];
  const files: { path: string; bytes: number }[] = [];
  const walk = async (path: string): Promise<void> => {
    const found = await lstat(join(home, path));
    if (found.isFile()) files.push({ path, bytes: found.size });
    else if (found.isDirectory()) {
      folders.push(path);
      for (const name of (await readdir(join(home, path))).sort()) await walk(join(path, name));
    } else throw new Refusal('place-links', { file: path });
  };
  for (const name of names) await walk(name);
  return { names, folders, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Bytes a file system must have free for it. */
export function roomFor({ files, folders }: Tree): number {
  const inBlocks = files.reduce((sum, { bytes }) => sum + Math.ceil(bytes / blockBytes) * blockBytes, 0);
  return inBlocks + folders.length * blockBytes + spare;
}

/** Into a folder in which none of it is there. Answers each file's SHA-256 as it was read. Throws the signal's reason and the system's errors. */
export async function copyTree(
  tree: Tree,
  from: string,
  to: string,
  signal: AbortSignal,
  tell: (step: Step) => void,
): Promise<ReadonlyMap<string, string>> {
  for (const folder of tree.folders) await mkdir(join(to, folder), { mode: 0o700 });
  const hashes = new Map<string, string>();
  let [done, bytes] = [0, 0];
  for (const { path } of tree.files) {
    const hash = await copyFile(join(from, path), join(to, path), signal, (more) =>
      tell({ files: done, bytes: (bytes += more) }),
    );
    hashes.set(path, hash);
    tell({ files: ++done, bytes });
  }
  for (const folder of tree.folders.toReversed()) syncFolder(join(to, folder));
  syncFolder(to);
  syncFolder(dirname(to));
  return hashes;
}

async function copyFile(from: string, to: string, signal: AbortSignal, tell: (bytes: number) => void): Promise<string> {
  const source = await open(from, constants.O_RDONLY | noLink);
  try {
    const made = await open(to, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | noLink, 0o600);
    try {
      const hash = createHash('sha256');
      for await (const part of blocksOf(source, signal)) {
        hash.update(part);
        for (let at = 0; at < part.length;) at += (await made.write(part, at)).bytesWritten;
        tell(part.length);
      }
      await made.sync();
      return hash.digest('hex');
    } finally {
      await made.close();
    }
  } finally {
    await source.close();
  }
}

/** Reads everything again where it was written. Throws `Refusal('place-differs')` for the first file that is not what was read. */
export async function checkTree(
  tree: Tree,
  place: string,
  hashes: ReadonlyMap<string, string>,
  signal: AbortSignal,
  tell: (step: Step) => void,
): Promise<void> {
  let [done, bytes] = [0, 0];
  for (const { path } of tree.files) {
    const file = await open(join(place, path), constants.O_RDONLY | noLink);
    try {
      const hash = createHash('sha256');
      for await (const part of blocksOf(file, signal)) {
        hash.update(part);
        tell({ files: done, bytes: (bytes += part.length) });
      }
      if (hash.digest('hex') !== hashes.get(path)) throw new Refusal('place-differs', { file: path });
    } finally {
      await file.close();
    }
    tell({ files: ++done, bytes });
  }
}

/** Each part is overwritten by the next one. */
async function* blocksOf(file: Awaited<ReturnType<typeof open>>, signal: AbortSignal): AsyncGenerator<Buffer> {
  const room = Buffer.allocUnsafe(block);
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(room, 0, block);
    if (bytesRead === 0) return;
    yield room.subarray(0, bytesRead);
  }
}
