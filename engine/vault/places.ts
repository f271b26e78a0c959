/**
 * Where a vault's things lie below its home folder:
 *
 *     vault.json
 *     archives/<archive id>/archive.db
 *     archives/<archive id>/originals/<original id>.db
 *     staging/<id>.db
 *
 * Folders made here are the person's alone (0700), files too (0600). A name in `archives` that begins with a dot is never an archive: it is one on its way
 * out, and is swept away at the next start.
 */
import { existsSync } from 'node:fs';
import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from '../make-folders.ts';

export const vaultFile = (home: string): string => join(home, 'vault.json');
export const archivesFolder = (home: string): string => join(home, 'archives');
export const stagingFolder = (home: string): string => join(home, 'staging');
export const archiveFile = (home: string, archive: string): string => join(archivesFolder(home), archive, 'archive.db');

/** Makes the folders that are missing. A home that is there already keeps its permissions: what Adieu puts into it is closed by itself. */
export async function prepareHome(home: string): Promise<void> {
  for (const folder of [home, archivesFolder(home), stagingFolder(home)]) makeFolders(folder, 0o700);
}

/** Ids of the archives there are, sorted. */
export async function listArchives(home: string): Promise<string[]> {
  const names = await namesIn(archivesFolder(home));
  return names.filter((name) => !name.startsWith('.') && existsSync(archiveFile(home, name))).sort();
}

/**
 * Clears away what a crash has left behind: staging, archives half made and archives half removed. An archive folder that holds an original is never touched,
 * whatever else is missing in it. Only at the start, when nothing else is at work in the home.
 */
export async function sweepHome(home: string): Promise<void> {
  const leftovers = (await namesIn(stagingFolder(home))).map((name) => join(stagingFolder(home), name));
  for (const name of await namesIn(archivesFolder(home))) {
    const folder = join(archivesFolder(home), name);
    if (name.startsWith('.removed-') || (await isHalfMade(folder))) leftovers.push(folder);
  }
  for (const path of leftovers) await rm(path, { recursive: true, force: true });
}

async function isHalfMade(folder: string): Promise<boolean> {
  if (!(await lstat(folder)).isDirectory()) return false;
  const names = await namesIn(folder);
  if (!names.every((name) => name === 'originals' || name.startsWith('archive.db-new'))) return false;
  return (await namesIn(join(folder, 'originals'))).length === 0;
}

/** Empty where there is no such folder. */
async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
    throw error;
  }
}
