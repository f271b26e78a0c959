/** Everything moves, and dies or runs out of room on the way: the old place is whole, or the new one is, and the next try comes to its end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import {
  below,
  ended,
  everything,
  folder,
  importPaths,
  livesWith,
  running,
  runningWhereFound,
  tinyFile,
  tinyNetworks,
  type Running,
} from '../engine/harness.ts';
import { smallDisk } from '../engine/small-disk.ts';
import { account, many, post } from '../engine/tiny.ts';
import { memoryKeychain } from '../memory-keychain.ts';
import { long, seed, told } from './how-long.ts';
import { numbers } from './mutate.ts';

/** `<person>/adieu` is the usual place of whoever has this folder. */
async function template(): Promise<{ person: string; archive: string; hash: string }> {
  const person = await folder();
  const run = await running({ home: join(person, 'adieu'), networks: tinyNetworks });
  const files = { ...account, 'posts.tiny': many(400, post) };
  const { archive } = await importPaths(run, [await tinyFile(await folder(), files)]);
  const { hash } = everything(run, archive);
  await run.engine.close();
  return { person, archive, hash };
}

async function open(person: string): Promise<Running & { blocked: string | null }> {
  livesWith(person);
  const keychain = memoryKeychain();
  keychain.goAway();
  return runningWhereFound({ networks: tinyNetworks, keychain });
}

async function moveInChild(person: string, disk: string, dies: number): Promise<{ state: string; steps: string[] } | null> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('../engine/move-child.ts', import.meta.url)), disk, String(dies)],
    {
      env: { ...process.env, XDG_DATA_HOME: person },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0 ? (JSON.parse(said) as { state: string; steps: string[] }) : null;
}

it('killed before any of its steps, either place is whole', { timeout: long ? 7_200_000 : 300_000 }, async () => {
  const { person, archive, hash } = await template();
  const fresh = async (): Promise<{ own: string; disk: string }> => {
    const own = await folder();
    const disk = await folder();
    await cp(person, own, { recursive: true });
    return { own, disk };
  };
  const measured = await fresh();
  const whole = await moveInChild(measured.own, measured.disk, 0);
  expect(whole?.state).toBe('done');
  const steps = whole?.steps ?? [];
  const noteWritten = steps.indexOf('renameSync place.json.new') + 1;
  expect(noteWritten).toBeGreaterThan(10);
  expect(steps.length).toBeGreaterThan(noteWritten + 5);
  const random = numbers(seed);
  const some = [1, 4, Math.ceil(random() * noteWritten), noteWritten, noteWritten + 1, noteWritten + 6, steps.length];
  for (const dies of long ? steps.map((_, n) => n + 1) : some) {
    const where = `killed before step ${dies} of ${steps.length}: ${steps[dies - 1]}`;
    const { own, disk } = await fresh();
    expect(await moveInChild(own, disk, dies), where).toBeNull();
    told(where);
    const place = join(disk, 'Adieu');
    const next = await open(own);
    expect(next.blocked, where).toBeNull();
    expect(next.home, where).toBe(dies <= noteWritten ? join(own, 'adieu') : place);
    expect(everything(next, archive).hash, where).toBe(hash);
    if (dies <= noteWritten) {
      // What was copied so far is no obstacle.
      const { token } = await next.engine.offerPlace(disk);
      const end = await ended(next, (await next.client.place.move({ place: token })).job);
      expect(end, where).toMatchObject({ state: 'done' });
      await next.engine.close();
      const moved = await open(own);
      expect(moved.home, where).toBe(place);
      expect(everything(moved, archive).hash, where).toBe(hash);
      await moved.engine.close();
    }
    await next.engine.close();
    // Nothing is left in the old place but the note.
    expect(await below(join(own, 'adieu')), where).toEqual([join(own, 'adieu', 'place.json')]);
    expect(await readdir(disk), where).toEqual(['Adieu']);
  }
});

it('a disk that fills up meanwhile leaves everything where it was', { timeout: long ? 3_600_000 : 120_000 }, async ({ skip }) => {
  const disk = await smallDisk(64);
  if (disk === null) return skip('no file system can be mounted here');
  const { person, archive, hash } = await template();
  // Something that takes a while, and that nobody reads.
  await mkdir(join(person, 'adieu', 'facts'));
  const bytes = 24 << 20;
  await writeFile(join(person, 'adieu', 'facts', 'large'), Buffer.alloc(bytes, 'large'));
  const run = await open(person);
  const { token } = await run.engine.offerPlace(disk.place);
  const random = numbers(seed);
  let full = 0;
  for (let n = 0; n < (long ? 40 : 3); n++) {
    const { job } = await run.client.place.move({ place: token });
    const after = random() * 0.8 * bytes;
    const copied = join(disk.place, 'Adieu', 'facts', 'large');
    while ((statSync(copied, { throwIfNoEntry: false })?.size ?? 0) <= after) await setImmediate();
    disk.fill();
    const end = await ended(run, job);
    disk.empty();
    expect(end).toMatchObject({ state: 'failed', code: 'place-small' });
    full++;
    expect(run.engine.bugs()).toEqual([]);
    expect(await readdir(disk.place)).toEqual([]);
    expect(everything(run, archive).hash).toBe(hash);
  }
  expect(full).toBeGreaterThan(0);
});
