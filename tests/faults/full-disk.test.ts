/** A disk that is full at random moments: it is said, nothing is left half kept, and with room again the archive is the one it would have been. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import type { JobState } from '../../shared/contract/index.ts';
import {
  accountIn,
  below,
  ended,
  everything,
  folder,
  importPaths,
  running,
  sampleFile,
  start,
  type Running,
} from '../engine/harness.ts';
import { smallDisk } from '../engine/small-disk.ts';
import { long, seed, told } from './how-long.ts';
import { numbers } from './mutate.ts';

const times = long ? 100 : 4;
const essence = ({ import: _i, archive: _a, seconds: _s, at: _t, ...rest }: AccountOfImport): object => rest;

/** Files of the home that nothing speaks of. */
async function halfKept(run: Running): Promise<string[]> {
  const archives = await run.client.archives.list();
  const home = join(run.home, 'archives');
  const stray = (await below(home)).filter((file) => !archives.some(({ id }) => file.startsWith(join(home, id))));
  return [...stray, ...(await below(join(run.home, 'staging')))];
}

it('is said, and the import goes on when there is room', { timeout: long ? 7_200_000 : 300_000 }, async ({ skip }) => {
  const disk = await smallDisk(64);
  if (disk === null) return skip('no file system can be mounted here');
  const path = await sampleFile(await folder(), 4_000);
  const whole = await running();
  const begun = performance.now();
  const wanted = await importPaths(whole, [path]);
  const takes = performance.now() - begun;
  const all = everything(whole, wanted.archive).hash;
  const random = numbers(seed);
  const run = await running({ home: join(disk.place, 'home'), commitRecords: 500 });
  let full = 0;
  for (let n = 0; n < times; n++) {
    const where = `seed ${seed}, time ${n}`;
    const uploaded = random() < 0.3;
    const after = random() * takes;
    const from = performance.now();
    let state: JobState;
    let timer: NodeJS.Timeout | undefined;
    // At the very beginning in one of eight, at some moment in the others.
    if (n % 8 === 0) disk.fill();
    else timer = setTimeout(() => disk.fill(), after);
    let token: string | null = null;
    if (uploaded) {
      const bytes = await readFile(path);
      token = await run.engine
        .receive(
          'export.zip',
          (async function* () {
            for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
          })(),
        )
        .then(
          (picked) => picked.token,
          (error: unknown) => {
            expect(error, where).toMatchObject({ code: 'no-room' });
            return null;
          },
        );
    }
    if (uploaded && token === null) state = { state: 'failed', code: 'no-room', detail: {}, archive: null };
    else
      state = await ended(
        run,
        token === null ? await start(run, [path]) : (await run.client.imports.start({ tokens: [token] })).job,
      );
    clearTimeout(timer);
    told(
      `full ${n + 1} of ${times}, after ${Math.round(after)} of ${Math.round(takes)} ms: ${state.state} ${Math.round(performance.now() - from)}`,
    );
    expect(run.engine.bugs().map(String), where).toEqual([]);
    if (state.state !== 'done') {
      full++;
      expect(state, where).toMatchObject({ state: 'failed', code: 'no-room' });
      // Whatever else is done then is told the same, and breaks nothing.
      disk.fill();
      await expect(run.client.settings.set({ theme: n % 2 === 0 ? 'dark' : 'light' }), where).rejects.toMatchObject({
        data: { code: 'no-room' },
      });
      expect(await ended(run, await start(run, [path])), where).toMatchObject({ state: 'failed', code: 'no-room' });
      const [there] = await run.client.archives.list();
      // What came in can be looked at, full as the disk is.
      if (there !== undefined) everything(run, there.id);
    }
    disk.empty();
    if (token !== null && state.state !== 'done') await run.client.files.forget({ tokens: [token] }).catch(() => undefined);
    expect(await halfKept(run), where).toEqual([]);
    const archives = await run.client.archives.list();
    expect(archives.length, where).toBeLessThanOrEqual(1);
    const [left] = archives;
    if (left === undefined) await importPaths(run, [path]);
    else if (left.resumable !== null) accountIn(await ended(run, (await run.client.imports.resume({ archive: left.id })).job));
    const [done] = await run.client.archives.list();
    const archive = done?.id ?? '';
    const { imports } = await run.client.archives.get({ archive });
    expect(imports, where).toHaveLength(1);
    const account = await run.client.imports.account({ archive, import: imports[0]?.id ?? '' });
    expect(essence(account), where).toEqual(essence(wanted));
    expect(everything(run, archive).hash, where).toBe(all);
    // The original once, and nothing beside it.
    expect(await below(join(run.home, 'archives', archive, 'originals')), where).toHaveLength(1);
    await run.client.archives.remove({ archive, name: done?.account ?? '' });
    expect(run.engine.bugs().map(String), where).toEqual([]);
  }
  expect(full).toBeGreaterThan(0);
});
