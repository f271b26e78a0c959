/** Where a home may be moved to: a folder that is new, or empty, or holds nothing but what an earlier try has left there. */
import { lstat, readdir, realpath, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { freeRoom } from '../copies/places.ts';
import { markName, readMark, staying } from './note.ts';

/** What a home in a folder the person chose is called. */
const ownName = 'Adieu';

/** The folder for a home in a folder that was picked; the usual place is taken as it is. */
export function homeIn(picked: string, usual: string): string {
  return picked === usual ? usual : join(picked, ownName);
}

export interface Target {
  /** Without links on the way. */
  readonly place: string;
  readonly isThere: boolean;
  readonly isUsual: boolean;
  /** Names that an earlier try has copied there. */
  readonly leftover: readonly string[];
  readonly free: number | null;
}

interface Around {
  readonly home: string;
  readonly usual: string;
  /** The vault whose home is moved, and the id by which the note knows the place; null where there is none. */
  readonly vault: string | null;
  readonly id: string | null;
}

/** Throws `Refusal('not-found' | 'not-readable' | 'place-taken' | 'place-inside')`. */
export async function lookAtTarget(wanted: string, { home, usual, vault, id }: Around): Promise<Target> {
  const given = resolve(wanted);
  const place = join(await real(dirname(given)), basename(given));
  const found = await lstat(place).catch(noneOr('not-readable'));
  const here = await real(home);
  if (contains(here, place) || (found !== null && contains(place, here))) throw new Refusal('place-inside');
  const isUsual = place === (await real(usual));
  if (found === null) return { place, isThere: false, isUsual, leftover: [], free: await freeRoom(dirname(place)) };
  // Neither a link, nor a folder that somebody else keeps at hand.
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== process.getuid())) throw taken(place);
  const mark = readMark(place);
  const isLeftover = mark !== null && mark.state === 'coming' && mark.vault === vault && mark.id !== id;
  const leftover = isLeftover ? mark.names : [];
  const known = new Set([...leftover, ...(isLeftover ? [markName] : []), halfMark, ...(isUsual ? staying : [])]);
  if (!(await readdir(place)).every((name) => known.has(name))) throw taken(place);
  const free = await freeRoom(place);
  let held = 0;
  for (const name of leftover) held += await bytesBelow(join(place, name));
  return { place, isThere: true, isUsual, leftover, free: free === null ? null : free + held };
}

/** A mark that was being written. */
const halfMark = `${markName}.new`;

async function bytesBelow(path: string): Promise<number> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory() !== true) return found?.size ?? 0;
  let bytes = 0;
  for (const name of await readdir(path)) bytes += await bytesBelow(join(path, name));
  return bytes;
}

/** Removes what was copied there. The folder itself goes too, where it was made for it and is empty now. */
export async function clear(place: string, names: readonly string[], withFolder: boolean): Promise<void> {
  for (const name of names) await rm(join(place, name), { recursive: true, force: true });
  for (const name of [halfMark, markName]) await rm(join(place, name), { force: true });
  if (withFolder) await rmdir(place).catch(() => undefined);
}

/** Whether a path is a folder or lies below it. */
export function contains(folder: string, path: string): boolean {
  const below = relative(folder, path);
  return below === '' || (below !== '..' && !below.startsWith(`..${sep}`) && !isAbsolute(below));
}

const taken = (place: string): Refusal => new Refusal('place-taken', { file: basename(place) });

async function real(folder: string): Promise<string> {
  return realpath(folder).catch((error: unknown) => {
    throw new Refusal('not-found', { file: basename(folder) }, { cause: error });
  });
}

function noneOr(code: 'not-readable'): (error: unknown) => null {
  return (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new Refusal(code, {}, { cause: error });
  };
}
