/**
 * Who is at work where, among several processes. A hold lies on an empty file that is never written: it is a lock of SQLite's, which the system lets go of
 * when the process ends, however it ends. So there is no process id to mistake and nothing left over to clear away.
 */
import { closeSync, openSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import { makeFolders } from '../make-folders.ts';

export interface Hold {
  /** Gives it back. `forGood`: what it was about is no more, so the file goes too. */
  release(forGood?: boolean): void;
}

/** The file for an archive, or for the home as a whole. */
export const holdFile = (home: string, what: string): string => join(home, 'holds', what);

/** Takes hold of a file: `alone`, or `together` with others of the kind. Null where somebody else's hold is in the way, for as long as this waits. */
export function takeHold(file: string, how: 'alone' | 'together', waitMilliseconds = 0): Hold | null {
  makeFolders(dirname(file), 0o700);
  try {
    // Only where it is missing: closing any handle of a file gives up all of this process's locks on it.
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const db = new Database(file, { timeout: waitMilliseconds, fileMustExist: true });
  try {
    db.pragma('journal_mode = memory');
    if (how === 'alone') db.exec('begin exclusive');
    else {
      db.exec('begin');
      db.prepare('select count(*) from sqlite_schema').get();
    }
  } catch (error) {
    db.close();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  return {
    release(forGood = false) {
      if (!db.open) return;
      if (forGood) rmSync(file, { force: true });
      db.close();
    },
  };
}

/** Whoever changes a small file needs milliseconds. */
const changeMilliseconds = 5_000;

/** `change`, while no other copy of Adieu changes the same: what is read in it is what is changed. Throws `Refusal('in-use')`. */
export function alone<T>(home: string, what: string, change: () => T): T {
  const hold = takeHold(holdFile(home, what), 'alone', changeMilliseconds);
  if (hold === null) throw new Refusal('in-use');
  try {
    return change();
  } finally {
    hold.release();
  }
}
