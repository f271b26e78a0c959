/** The files of the exports an archive was made from, out of their kept originals. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { toInputs, type StoredInput } from '../intake/inputs.ts';
import { openInputs } from '../intake/sources/index.ts';
import type { ExportFile } from '../intake/toolkit/reader.ts';
import { inputsOf } from './imports.ts';

/** The kept originals, each once; `originals`: the folder they lie in. */
export function keptOriginals(db: Database.Database, originals: string): { name: string; file: string }[] {
  const files = new Map<string, string>();
  for (const { name, original } of inputsOf(db))
    if (original !== null && existsSync(join(originals, original))) files.set(original, name);
  return [...files].map(([original, name]) => ({ name, file: join(originals, original) }));
}

/** Every file in them; two exports may hold two files under one path. Throws what opening them throws. */
export async function openKeptFiles(
  db: Database.Database,
  kept: readonly { readonly name: string; readonly file: string }[],
  key: Buffer,
): Promise<{ readonly files: readonly ExportFile[]; close(): Promise<void> }> {
  const { inputs, close } = toInputs(
    kept.map(({ name, file }): StoredInput => ({ kind: 'kept', name, file })),
    key,
  );
  try {
    // A container in a folder was opened where its files were accounted for.
    const accounted = db.prepare<[string], number>('select 1 from import_file where path = ? limit 1').pluck();
    const opened = await openInputs(inputs, {}, (files) =>
      Promise.resolve(files.some(({ path }) => accounted.get(path) !== undefined)),
    );
    return {
      files: opened.files,
      async close() {
        await opened.close();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}
