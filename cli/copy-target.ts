/** Where an open copy goes, made ready; and put back as it was where the copy fails. */
import { lstatSync, mkdirSync, readdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, extname } from 'node:path';
import { makeFolders } from '../engine/make-folders.ts';
import { Refusal } from '../shared/errors.ts';
import { systemRefusal } from './system-refusal.ts';

export interface Target {
  /** The folder to write in; it is there. */
  readonly folder: string;
  /** The copy's own name in it (of a zip: without `.zip`); null for one that the engine chooses. */
  readonly name: string | null;
  readonly putBack: () => void;
}

/** Throws `Refusal('exists' | 'not-found' | 'not-readable')`. */
export function prepareTarget(target: string, zip: boolean): Target {
  try {
    const there = statSync(target, { throwIfNoEntry: false });
    if (there !== undefined && !there.isDirectory()) throw new Refusal('exists', { file: basename(target) });
    const isFile = zip && there === undefined && extname(target).toLowerCase() === '.zip';
    if (zip && !isFile) return { folder: target, name: null, putBack: makeFolder(target) };
    if (there === undefined)
      return { folder: dirname(target), name: basename(target, isFile ? '.zip' : ''), putBack: makeFolder(dirname(target)) };
    const isEmpty = readdirSync(target).length === 0 && !lstatSync(target).isSymbolicLink() && tryTo(() => rmdirSync(target));
    if (!isEmpty) return { folder: target, name: null, putBack: () => undefined };
    return {
      folder: dirname(target),
      name: basename(target),
      putBack: () => tryTo(() => mkdirSync(target, { mode: there.mode & 0o7777 })),
    };
  } catch (error) {
    throw systemRefusal(error, 'chosen') ?? error;
  }
}

/** Makes a folder with those it lies in; what this answers removes those again that are empty. */
function makeFolder(folder: string): () => void {
  const first = makeFolders(folder);
  return () => {
    if (first === undefined) return;
    for (let one = folder; one.length >= first.length; one = dirname(one)) if (!tryTo(() => rmdirSync(one))) return;
  };
}

/** Whether it could be done. A folder that is a mount point, or in use, stays. */
function tryTo(work: () => void): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
