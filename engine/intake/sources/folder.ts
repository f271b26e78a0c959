/** Lists a folder: all that is in it, in the order of its names, without following links. Files are opened when they are read, each by itself. */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Contents, Item, Problem } from './contents.ts';
import { countEntry, refuseBomb, type Budget } from './limits.ts';
import { pathInside, shownName } from './names.ts';
import { asUnreadable, localFile, pieces, type RandomAccess } from './random-access.ts';
import { DamagedFile } from '../toolkit/reader.ts';

/** Throws the system's own error where the folder itself cannot be read, and `Refusal('too-many-files')`. */
export async function openFolder(path: string, name: string, budget: Budget): Promise<Contents> {
  const items: Item[] = [];
  const problems: Problem[] = [];
  /** Two names that are no UTF-8 may look alike: the second says so, as it does where the original is kept (`keep.ts`). */
  const seen = new Set<string>();
  // Names are bytes here: one that is no UTF-8 could not be opened by its text.
  const waiting: { readonly raw: Buffer; readonly shown: string }[] = [{ raw: Buffer.from(path), shown: '' }];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const found = await readdir(folder.raw, { encoding: 'buffer', withFileTypes: true }).catch((error: unknown) => {
      if (folder?.shown === '') throw error;
      return null;
    });
    if (found === null) {
      problems.push({ of: 'entry', file: shownName(folder.shown), bytes: 0, reason: 'unreadable' });
      continue;
    }
    found.sort((a, b) => Buffer.compare(a.name, b.name));
    const folders: typeof waiting = [];
    for (const entry of found) {
      countEntry(budget, name);
      const raw = Buffer.concat([folder.raw, Buffer.from(sep), entry.name]);
      const shown = `${folder.shown}${entry.name.toString()}`;
      const problem = (reason: Problem['reason'], detail?: string): void => {
        problems.push({ of: 'entry', file: shownName(shown), bytes: 0, reason, ...(detail === undefined ? {} : { detail }) });
      };
      if (entry.isDirectory()) {
        folders.push({ raw, shown: `${shown}/` });
        continue;
      }
      const inside = pathInside(shown, budget.limits.path);
      if (inside === null) problem('bad-name');
      else if (entry.isSymbolicLink()) problem('bad-name', 'link');
      else if (!entry.isFile()) problem('unreadable', 'not a file');
      else {
        const unique = ownName(inside, seen);
        const stats = await lstat(raw).catch(() => null);
        if (stats === null) problem('unreadable');
        else items.push(itemOf(raw, unique, stats));
      }
    }
    waiting.push(...folders.reverse());
  }
  refuseBomb(
    budget,
    name,
    items.reduce((sum, item) => sum + item.bytes, 0),
    Infinity,
  );
  items.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { kind: 'folder', items, problems };
}

/** The name, with a number behind it where it is taken. */
function ownName(name: string, seen: Set<string>): string {
  let unique = name;
  for (let n = 2; seen.has(unique); n++) unique = `${name} (${n})`;
  seen.add(unique);
  return unique;
}

function itemOf(raw: Buffer, path: string, stats: Stats): Item {
  const access = async (): Promise<RandomAccess> => {
    try {
      const file = await localFile(raw, stats);
      if (!(await file.unchanged?.())) {
        await file.close();
        throw new DamagedFile('unreadable', 'changed since it was listed');
      }
      return file;
    } catch (error) {
      throw asUnreadable(error);
    }
  };
  return {
    path,
    bytes: stats.size,
    access,
    async *open() {
      const file = await access();
      try {
        yield* pieces(file, 0, file.size);
      } finally {
        await file.close();
      }
    },
  };
}

/** A folder whose files are at hand already: an original kept in the vault. */
export function keptFolder(files: readonly { path: string; bytes: RandomAccess }[], budget: Budget): Contents {
  const items: Item[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const { path, bytes } of files) {
    countEntry(budget, path);
    const inside = pathInside(path, budget.limits.path);
    if (inside === null) problems.push({ of: 'entry', file: shownName(path), bytes: bytes.size, reason: 'bad-name' });
    else
      items.push({
        path: ownName(inside, seen),
        bytes: bytes.size,
        access: async () => ({ ...bytes, close: async () => {} }),
        open: () => pieces(bytes, 0, bytes.size),
      });
  }
  items.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { kind: 'folder', items, problems };
}
