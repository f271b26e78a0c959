import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exitCodes } from '../exit.ts';
import { print, printJson, table } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions } from '../session.ts';
import { systemRefusal } from '../system-refusal.ts';
import { follow } from '../watch.ts';

export async function check(given: string, globals: GlobalOptions): Promise<void> {
  await withSession(globals, 'leave', async (session) => {
    const [picked] = await session.engine.pick([theCopy(resolve(given))]);
    const { job } = await session.client.copies.check({ token: picked?.token ?? '' });
    const result = await follow(session, job, 'check');
    const { intact, files, missing, changed, extra, faults } = result.check;
    if (globals.json === true) printJson(result.check);
    else {
      print(intact ? say('check.intact', { files }) : say('check.broken'));
      const rows = [
        ...missing.map((file) => [say('check.missing'), file]),
        ...changed.map((file) => [say('check.changed'), file]),
        ...extra.map((file) => [say('check.extra'), file]),
      ];
      if (rows.length > 0) print(table(rows));
      if (faults.length > 0) print(table(faults.map(({ code, detail }) => [code, detail])));
    }
    if (!intact) process.exitCode = exitCodes.damage;
  });
}

/** The folder in which `copy` put one copy stands for it. */
function theCopy(path: string): string {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true || existsSync(join(path, 'bagit.txt'))) return path;
    const inside = readdirSync(path).map((name) => join(path, name));
    const copies = inside.filter((one) => one.endsWith('.zip') || existsSync(join(one, 'bagit.txt')));
    return copies.length === 1 ? (copies[0] ?? path) : path;
  } catch (error) {
    throw systemRefusal(error, 'chosen') ?? error;
  }
}
