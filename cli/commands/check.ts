import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodes } from '../exit.ts';
import { print, printJson, table } from '../output.ts';
import { withSession, type GlobalOptions } from '../session.ts';
import { follow } from '../watch.ts';

export async function check(given: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async (session) => {
    const [picked] = await session.engine.pick([theCopy(resolve(given))]);
    const { job } = await session.client.copies.check({ token: picked?.token ?? '' });
    const result = await follow(session, job);
    if (result.job !== 'check') throw new Error('a check was expected');
    const { intact, files, missing, changed, extra, faults } = result.check;
    if (globals.json === true) printJson(result.check);
    else {
      print(intact ? `Intact: ${files} files.` : 'Not intact.');
      const rows = [
        ...missing.map((file) => ['missing', file]),
        ...changed.map((file) => ['changed', file]),
        ...extra.map((file) => ['extra', file]),
      ];
      if (rows.length > 0) print(table(rows));
      if (faults.length > 0) print(table(faults.map(({ code, detail }) => [code, detail])));
    }
    if (!intact) process.exitCode = exitCodes.damage;
  });
}

/** The folder in which `copy` put one copy stands for it. */
function theCopy(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true || existsSync(join(path, 'bagit.txt'))) return path;
  const inside = readdirSync(path).map((name) => join(path, name));
  const copies = inside.filter((one) => one.endsWith('.zip') || existsSync(join(one, 'bagit.txt')));
  return copies.length === 1 ? (copies[0] ?? path) : path;
}
