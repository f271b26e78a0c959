/** Where an open copy can be put, and what it is called there. */
import { readFile, stat, statfs } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { safeSegment } from './names.ts';

export interface OfferedPlace {
  readonly folder: string;
  /** As the person knows it: `~/Documents`. */
  readonly label: string;
  /** Free bytes; null where the system does not say. */
  readonly free: number | null;
}

/** A path as a person knows it: `~` for their home. */
export function placeLabel(folder: string, home: string = homedir()): string {
  const inside = path.relative(home, folder);
  if (inside === '') return '~';
  if (inside.startsWith('..') || path.isAbsolute(inside)) return folder;
  return `~/${inside.split(path.sep).join('/')}`;
}

/** Bytes a person may still write there; null where the system does not say. */
export async function freeRoom(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** `Documents` and `Downloads` under the names this desktop gives them (`~/Téléchargements`), by the XDG user directories. */
async function userDirs(home: string): Promise<string[]> {
  const config = await readFile(path.join(home, '.config', 'user-dirs.dirs'), 'utf8').catch(() => '');
  return ['DOCUMENTS', 'DOWNLOAD'].flatMap((name) => {
    const given = new RegExp(`^XDG_${name}_DIR="\\$HOME/([^"\n]+)"`, 'm').exec(config)?.[1];
    return given === undefined ? [] : [path.join(home, given)];
  });
}

/** Documents, downloads and the home folder: those that are there, best first. */
export async function offeredPlaces(home: string = homedir()): Promise<OfferedPlace[]> {
  const folders = new Set([...(await userDirs(home)), path.join(home, 'Documents'), path.join(home, 'Downloads'), home]);
  const places: OfferedPlace[] = [];
  for (const folder of folders) {
    const there = await stat(folder).catch(() => null);
    if (there?.isDirectory() === true) places.push({ folder, label: placeLabel(folder, home), free: await freeRoom(folder) });
  }
  return places;
}

/** `adieu-tiktok-exemple-2026-11-24`: a name every system takes, for a copy made on that (local) day. */
export function copyName(archive: { network: string; account: string | null; name: string | null }, now: Date): string {
  const who = (archive.account ?? archive.name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-._]+|[-._]+$/gu, '')
    .slice(0, 40)
    .toWellFormed()
    .replaceAll('\ufffd', '');
  const day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`;
  return safeSegment(['adieu', archive.network, ...(who === '' ? [] : [who]), day].join('-'));
}

/** The name, or the name with `-2`, `-3`…, whichever is free in the folder. */
export async function freeName(folder: string, name: string, zip: boolean): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}-${n}`;
    const taken = await stat(path.join(folder, zip ? `${candidate}.zip` : candidate)).catch(() => null);
    if (taken === null) return candidate;
  }
}
