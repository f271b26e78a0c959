import { readdirSync, rmdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { archiveId } from '../archive-id.ts';
import { print, printJson } from '../output.ts';
import { withSession, type GlobalOptions } from '../session.ts';
import { follow } from '../watch.ts';

/**
 * Where nothing is at DIR, or an empty folder, the copy is DIR itself (with `--zip` a file in it); where there is a folder with something in it, the copy
 * is put in there under a name of its own.
 */
export async function copy(given: string, options: { to: string; zip?: boolean }, globals: GlobalOptions): Promise<void> {
  const target = resolve(options.to);
  const zip = options.zip === true;
  await withSession(globals, 'if-any', async (session) => {
    const archive = await archiveId(session, given);
    const there = statSync(target, { throwIfNoEntry: false });
    if (there !== undefined && !there.isDirectory()) throw new Refusal('exists', { file: basename(target) });
    const itself = !zip && (there === undefined || readdirSync(target).length === 0);
    if (itself && there !== undefined) rmdirSync(target);
    const wish = itself ? { folder: dirname(target), name: basename(target) } : { folder: target };
    const job = session.engine.copy(archive, { ...wish, zip });
    const result = await follow(session, job);
    if (result.job !== 'copy') throw new Error('a copy was expected');
    const { files, bytes, records, name } = result.copy;
    const path = join(wish.folder, name);
    if (globals.json === true) printJson({ path, files, bytes, records });
    else print(`${path}: ${records} records, ${files} files, ${bytes} bytes`);
  });
}
