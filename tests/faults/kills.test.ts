/** An import whose engine is killed at random moments, again and again: gone on with, it is the archive it would have been. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { accountIn, ended, everything, folder, importPaths, realNetworks, running, sampleFile } from '../engine/harness.ts';
import { long, seed, told } from './how-long.ts';
import { numbers } from './mutate.ts';

const kills = long ? 100 : 3;
/** What must not depend on the kills. */
const essence = ({ import: _i, archive: _a, seconds: _s, at: _t, ...rest }: AccountOfImport): object => rest;

/** Answers how long the import took, or null where it was killed before. */
async function importInChild(home: string, path: string, killAfter: number | null): Promise<number | null> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../engine/import-child.ts', import.meta.url)), home, realNetworks.href, 'keep', path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), exit]);
  child.stdout.resume();
  const begun = performance.now();
  if (killAfter !== null) {
    await Promise.race([setTimeout(killAfter), exit]);
    child.kill('SIGKILL');
  }
  const [code] = (await exit) as [number | null];
  return code === 0 ? performance.now() - begun : null;
}

it('a killed import goes on to the very archive it would have become', { timeout: long ? 7_200_000 : 240_000 }, async () => {
  const place = await folder();
  const path = await sampleFile(place, long ? 6_000 : 3_000);
  const whole = await running();
  const wanted = await importPaths(whole, [path]);
  const all = everything(whole, wanted.archive).hash;
  let takes = await importInChild(join(place, 'measured'), path, null);
  if (takes === null) throw new Error('the import that is measured was not whole');
  const random = numbers(seed);
  // One that came too late killed nothing.
  let tooLate = 0;
  for (let n = 0; n < kills && tooLate < 5 * kills;) {
    const home = join(place, `home ${n} ${tooLate}`);
    const copy = join(place, `copy ${n} ${tooLate}.zip`);
    await copyFile(path, copy);
    // Up to three times in one import, each handed in again.
    let times = 0;
    for (let again = true; again && n < kills; again = random() < 0.5 && times < 3) {
      const after = random() * takes;
      const end = await importInChild(home, copy, after);
      times++;
      if (end !== null) {
        // The machine does more at times than at others: the next moments are chosen by what it takes now.
        takes = end;
        tooLate++;
        break;
      }
      n++;
      told(`kill ${n} of ${kills}, after ${Math.round(after)} of ${Math.round(takes)} ms`);
    }
    const run = await running({ home });
    const [left, ...more] = await run.client.archives.list();
    expect(more).toEqual([]);
    if (left === undefined) await importPaths(run, [copy]);
    else if (left.resumable !== null) accountIn(await ended(run, (await run.client.imports.resume({ archive: left.id })).job));
    const [done] = await run.client.archives.list();
    const archive = done?.id ?? '';
    const { imports } = await run.client.archives.get({ archive });
    const accounts = await Promise.all(imports.map(({ id }) => run.client.imports.account({ archive, import: id })));
    // Killed when it was over and nobody had been told, the import is done: handed in again it is another one, which adds nothing.
    const [account, ...others] = accounts.toSorted((one, other) => (one.at < other.at ? -1 : 1));
    if (account === undefined) throw new Error('no import is there');
    for (const { records } of others) for (const { kept } of Object.values(records)) expect(kept).toBe(0);
    expect(essence(account), `seed ${seed}, kill ${n}`).toEqual(essence(wanted));
    expect(everything(run, archive).hash, `seed ${seed}, kill ${n}`).toBe(all);
    await run.engine.close();
  }
  expect(tooLate).toBeLessThan(5 * kills);
});
