/** Lists a folder: all that is in it, in the order of its names, without following links. Files are opened when they are read, each by itself. */
import { lstat, readdir } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Contents, Problem } from './contents.ts';
import { countEntry, refuseBomb, type Budget } from './limits.ts';
import { pathInside, shownName } from './names.ts';
import { OpenedFile } from './opened-file.ts';
import { asUnreadable, localFile, pieces, type Known, type RandomAccess } from './random-access.ts';
import { DamagedFile } from '../toolkit/reader.ts';

/** Throws the system's own error where the folder itself cannot be read, and `Refusal('too-many-files')`. */
export async function openFolder(path: string, name: string, budget: Budget): Promise<Contents> {
  const files: OpenedFile[] = [];
  const problems: Problem[] = [];
  /** Two names that are no UTF-8 may look alike: the second says so, as it does where the original is kept (`keep.ts`). */
  const seen = new Set<string>();
  // Names are bytes here, one a character: one that is no UTF-8 could not be opened by its text.
  const root = bytesIn(path);
  const waiting: { readonly raw: string; readonly shown: string }[] = [{ raw: '', shown: '' }];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const found = await readdir(bytesOf(`${root}${folder.raw}`), { encoding: 'latin1' }).catch((error: unknown) => {
      if (folder?.shown === '') throw error;
      return null;
    });
    if (found === null) {
      problems.push({ of: 'entry', file: shownName(folder.shown), bytes: 0, reason: 'unreadable' });
      continue;
    }
    const folders: typeof waiting = [];
    for (const entry of found.sort()) {
      countEntry(budget, name);
      const raw = `${folder.raw}${sep}${entry}`;
      const shown = `${folder.shown}${textOf(entry)}`;
      const problem = (reason: Problem['reason'], detail?: string): void => {
        problems.push({ of: 'entry', file: shownName(shown), bytes: 0, reason, ...(detail === undefined ? {} : { detail }) });
      };
      const stats = await lstat(bytesOf(`${root}${raw}`)).catch(() => null);
      if (stats?.isDirectory() === true) {
        folders.push({ raw, shown: `${shown}/` });
        continue;
      }
      const inside = pathInside(shown, budget.limits.path);
      if (inside === null) problem('bad-name');
      else if (stats === null) problem('unreadable');
      else if (stats.isSymbolicLink()) problem('bad-name', 'link');
      else if (!stats.isFile()) problem('unreadable', 'not a file');
      else files.push(new FileOfFolder(root, raw, ownName(inside, seen), stats));
    }
    waiting.push(...folders.reverse());
  }
  refuseBomb(
    budget,
    name,
    files.reduce((sum, file) => sum + file.bytes, 0),
    Infinity,
  );
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { kind: 'folder', files, problems };
}

/** The bytes of a name, one a character. */
const bytesIn = (text: string): string => Buffer.from(text).toString('latin1');
const bytesOf = (raw: string): Buffer => Buffer.from(raw, 'latin1');
const textOf = (raw: string): string => bytesOf(raw).toString();

/** The name, with a number behind it where it is taken. */
function ownName(name: string, seen: Set<string>): string {
  let unique = name;
  for (let n = 2; seen.has(unique); n++) unique = `${name} (${n})`;
  seen.add(unique);
  return unique;
}

class FileOfFolder extends OpenedFile {
  readonly path: string;
  readonly #root: string;
  /** Where it lies, where its path does not say so. */
  readonly #raw: string | null;
  readonly #size: number;
  readonly #changed: number;
  readonly #inode: number;

  constructor(root: string, raw: string, path: string, { size, mtimeMs, ino }: Known) {
    super();
    this.path = path;
    this.#root = root;
    this.#raw = raw === placeIn(path) ? null : raw;
    this.#size = size;
    this.#changed = mtimeMs;
    this.#inode = ino;
  }

  get bytes(): number {
    return this.#size;
  }

  override get access(): () => Promise<RandomAccess> {
    return () => this.#access();
  }

  async #access(): Promise<RandomAccess> {
    try {
      const known = { size: this.#size, mtimeMs: this.#changed, ino: this.#inode };
      const file = await localFile(bytesOf(`${this.#root}${this.#raw ?? placeIn(this.path)}`), known);
      if (!(await file.unchanged?.())) {
        await file.close();
        throw new DamagedFile('unreadable', 'changed since it was listed');
      }
      return file;
    } catch (error) {
      throw asUnreadable(error);
    }
  }

  async *contents(): AsyncGenerator<Buffer> {
    const file = await this.#access();
    try {
      yield* pieces(file, 0, file.size);
    } finally {
      await file.close();
    }
  }
}

const placeIn = (path: string): string => `${sep}${bytesIn(path).replaceAll('/', sep)}`;

/** A file of a folder that is kept in the vault. */
export interface KeptFile {
  readonly path: string;
  readonly bytes: number;
  access(): RandomAccess;
}

/** A folder whose files are at hand already: an original kept in the vault. */
export function keptFolder(kept: Iterable<KeptFile>, budget: Budget): Contents {
  const files: OpenedFile[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const file of kept) {
    countEntry(budget, file.path);
    const inside = pathInside(file.path, budget.limits.path);
    if (inside === null) problems.push({ of: 'entry', file: shownName(file.path), bytes: file.bytes, reason: 'bad-name' });
    else files.push(new FileOfKeptFolder(ownName(inside, seen), file));
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { kind: 'folder', files, problems };
}

class FileOfKeptFolder extends OpenedFile {
  readonly path: string;
  readonly #file: KeptFile;

  constructor(path: string, file: KeptFile) {
    super();
    this.path = path;
    this.#file = file;
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  override get access(): () => Promise<RandomAccess> {
    return () => Promise.resolve(this.#file.access());
  }

  contents(): AsyncIterable<Buffer> {
    return pieces(this.#file.access(), 0, this.#file.bytes);
  }
}
