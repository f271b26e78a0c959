/**
 * Where a vault's things lie below its home folder:
 *
 *     vault.json
 *     archives/<archive id>/archive.db
 *     archives/<archive id>/originals/<original id>.db
 *     staging/<id>.db
 *
 * Folders made here are the person's alone (0700), files too (0600). A name in `archives` that begins with a dot is never an archive: it is one that is
 * being made or removed, and is swept away at the next start.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Refusal } from '../../shared/errors.ts';

const idPattern = /^[A-Za-z0-9_-]{1,64}$/;
const only = { recursive: true, mode: 0o700 };

export const vaultFile = (home: string): string => join(home, 'vault.json');
const archivesFolder = (home: string): string => join(home, 'archives');
const stagingFolder = (home: string): string => join(home, 'staging');

/** Where an archive lies. Throws `Refusal('no-archive')` for what cannot be an id. */
export const archiveFolder = (home: string, archive: string): string => join(archivesFolder(home), checked(archive));
export const archiveFile = (home: string, archive: string): string => join(archiveFolder(home, archive), 'archive.db');
export const originalFile = (home: string, archive: string, original: string): string =>
  join(archiveFolder(home, archive), 'originals', `${checked(original)}.db`);
/** For files on their way into an archive, encrypted like all others. */
export const stagingFile = (home: string, id: string): string => join(stagingFolder(home), `${checked(id)}.db`);

/** Makes the folders that are missing. A home that is there already keeps its permissions: what Adieu puts into it is closed by itself. */
export async function prepareHome(home: string): Promise<void> {
  for (const folder of [home, archivesFolder(home), stagingFolder(home)]) await mkdir(folder, only);
}

/** Ids of the archives there are, sorted. */
export async function listArchives(home: string): Promise<string[]> {
  const entries = await folderEntries(archivesFolder(home));
  return entries.filter((name) => idPattern.test(name) && existsSync(archiveFile(home, name))).sort();
}

/**
 * Makes an archive's folder. `fill` writes `archive.db` into the folder it is given and closes it; only then does the folder get its name, so that a half-made
 * archive is never seen. Throws `Refusal('exists')`.
 */
export async function createArchiveFolder(home: string, archive: string, fill: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = archiveFolder(home, archive);
  if (existsSync(folder)) throw new Refusal('exists');
  const unnamed = hidden(home, 'new', archive);
  await mkdir(join(unnamed, 'originals'), only);
  try {
    await fill(unnamed);
    await rename(unnamed, folder);
  } catch (error) {
    await rm(unnamed, { recursive: true, force: true });
    throw error;
  }
}

/** Removes an archive with its originals; its files must be closed. From the first moment on it is no archive any more. Throws `Refusal('no-archive')`. */
export async function removeArchiveFolder(home: string, archive: string): Promise<void> {
  const folder = archiveFolder(home, archive);
  if (!existsSync(folder)) throw new Refusal('no-archive');
  const trash = hidden(home, 'trash', archive);
  await rename(folder, trash);
  await rm(trash, { recursive: true, force: true });
}

/** Clears away what a crash has left behind: staging, half-made and half-removed archives. Only at the start, when nothing else is at work in the home. */
export async function sweepHome(home: string): Promise<void> {
  const archives = archivesFolder(home);
  const staging = stagingFolder(home);
  const leftovers = [
    ...(await folderEntries(archives)).filter((name) => /^\.(new|trash)-/.test(name)).map((name) => join(archives, name)),
    ...(await folderEntries(staging)).map((name) => join(staging, name)),
  ];
  for (const path of leftovers) await rm(path, { recursive: true, force: true });
}

/** Bytes that this person may still write on the disk that holds `folder`, which need not be there yet. */
export async function freeRoom(folder: string): Promise<number> {
  let there = resolve(folder);
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = await statfs(there);
  return bavail * bsize;
}

function checked(id: string): string {
  if (!idPattern.test(id)) throw new Refusal('no-archive');
  return id;
}

function hidden(home: string, why: 'new' | 'trash', archive: string): string {
  return join(archivesFolder(home), `.${why}-${archive}-${randomBytes(6).toString('hex')}`);
}

async function folderEntries(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
