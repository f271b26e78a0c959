/** Where everything lives, and moving it: with real files, through the contract. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { memoryKeychain, type MemoryKeychain } from '../memory-keychain.ts';
import {
  below,
  ended,
  everything,
  folder,
  importPaths,
  livesWith,
  runningWhereFound,
  sampleFile,
  type Running,
} from './harness.ts';
import { smallDisk } from './small-disk.ts';

let person: string;
let usual: string;
let startedAgain: number;

beforeEach(async () => {
  person = await folder();
  usual = join(person, 'adieu');
  livesWith(person);
  startedAgain = 0;
});

/** An engine where everything lives, as a door starts it; `protection`: makes the vault where there is none. */
async function open(
  options: { asked?: string; keychain?: MemoryKeychain; protection?: 'none' | 'keychain' } = {},
): Promise<Running & { blocked: string | null }> {
  const keychain = options.keychain ?? memoryKeychain();
  if (options.keychain === undefined) keychain.goAway();
  const run = await runningWhereFound({ asked: options.asked, keychain, startAgain: () => startedAgain++ });
  if (run.blocked === null && (await run.client.vault.state()).state === 'new' && options.protection !== undefined)
    await run.client.vault.create({ protection: options.protection });
  return run;
}

const data = (code: string): object => ({ data: { code } });
const token = async ({ engine }: Pick<Running, 'engine'>, where: string): Promise<string> =>
  (await engine.offerPlace(where)).token;

async function move(run: Running, where: string) {
  return ended(run, (await run.client.place.move({ place: await token(run, where) })).job);
}

/** An archive of a sample, and the hash of all that is in it. */
async function filled(): Promise<Running & { hash: string; archive: string }> {
  const run = await open({ protection: 'none' });
  const { archive } = await importPaths(run, [await sampleFile(await folder(), 300)]);
  return { ...run, archive, hash: everything(run, archive).hash };
}

test('everything moves, is found again by whoever starts next, and nothing stays behind', async () => {
  const run = await filled();
  expect(run.home).toBe(usual);
  await run.client.settings.set({ language: 'fr' });
  const disk = await folder();
  const plan = await run.client.place.plan({ place: await token(run, disk) });
  expect(plan.place).toBe(join(disk, 'Adieu'));
  expect(plan.needed).toBeGreaterThan(plan.bytes);
  expect(await readdir(disk)).toEqual([]);

  const end = await move(run, disk);
  expect(end).toMatchObject({ state: 'done', result: { job: 'move', move: { place: join(disk, 'Adieu'), bytes: plan.bytes } } });
  await expect.poll(() => startedAgain, { timeout: 20_000 }).toBe(1);
  // The engine that moved it is of no use any more.
  await expect(run.client.archives.list()).rejects.toMatchObject(data('moving'));
  await run.engine.close();
  // In the usual place there is nothing but the note.
  expect(await below(usual)).toEqual([join(usual, 'place.json')]);

  const next = await open();
  expect(next.home).toBe(join(disk, 'Adieu'));
  expect((await next.client.about()).kept).toMatchObject({ place: join(disk, 'Adieu'), by: 'chosen' });
  expect(everything(next, run.archive).hash).toBe(run.hash);
  expect((await next.client.settings.get()).language).toBe('fr');

  // And back to the usual place, which is offered.
  const [offered] = await next.client.place.offered();
  expect(offered?.label).toBe(usual);
  const back = await ended(next, (await next.client.place.move({ place: offered?.token ?? '' })).job);
  expect(back).toMatchObject({ state: 'done' });
  await next.engine.close();
  expect(await readdir(disk)).toEqual([]);
  const home = await open();
  expect(home.home).toBe(usual);
  expect((await home.client.about()).kept.by).toBe('usual');
  expect(everything(home, run.archive).hash).toBe(run.hash);
});

test('a new home, before there is a vault, is put where the person wants it', async () => {
  const run = await open();
  const disk = await folder();
  expect(await move(run, disk)).toMatchObject({ state: 'done' });
  await run.engine.close();
  const next = await open({ protection: 'none' });
  expect(next.home).toBe(join(disk, 'Adieu'));
  expect(existsSync(join(disk, 'Adieu', 'vault.json'))).toBe(true);
  expect(existsSync(join(usual, 'vault.json'))).toBe(false);
});

test('the key in the keychain is the vault’s and not the place’s: it opens in the new one', async () => {
  const keychain = memoryKeychain();
  const run = await open({ keychain, protection: 'keychain' });
  const kept = new Map(keychain.keys);
  expect(kept.size).toBe(1);
  expect(await move(run, await folder())).toMatchObject({ state: 'done' });
  await run.engine.close();
  expect(keychain.keys).toEqual(kept);
  const next = await open({ keychain });
  expect(await next.client.vault.state()).toMatchObject({ state: 'open', protection: 'keychain' });
});

test('a place that is not there is said, and nothing is made in its stead; found elsewhere, everything is there', async () => {
  const run = await filled();
  const disk = await folder();
  expect(await move(run, disk)).toMatchObject({ state: 'done' });
  await run.engine.close();
  // Its disk is somewhere else now, and another folder lies where it was, as under an empty mount point.
  const other = await folder();
  await rename(join(disk, 'Adieu'), join(other, 'Adieu'));
  await mkdir(join(disk, 'Adieu'));

  const gone = await open();
  expect(gone.blocked).toBe('place-gone');
  expect((await gone.client.about()).kept).toMatchObject({ place: join(disk, 'Adieu'), by: 'chosen' });
  const there = await token(gone, other);
  for (const call of [
    () => gone.client.vault.state(),
    () => gone.client.vault.create({ protection: 'none' }),
    () => gone.client.archives.list(),
    () => gone.client.settings.set({ theme: 'dark' }),
    () => gone.client.place.plan({ place: there }),
  ])
    await expect(call()).rejects.toMatchObject(data('place-gone'));
  expect(await readdir(join(disk, 'Adieu'))).toEqual([]);
  expect((await readdir(usual)).filter((name) => name !== 'place.json')).toEqual([]);
  await expect(gone.client.place.open({ place: await token(gone, await folder()) })).rejects.toMatchObject(data('place-other'));
  await gone.client.place.open({ place: there });
  expect(startedAgain).toBeGreaterThan(0);
  await gone.engine.close();

  const found = await open();
  expect(found.home).toBe(join(other, 'Adieu'));
  expect(everything(found, run.archive).hash).toBe(run.hash);
  await expect(found.client.place.open({ place: await token(found, disk) })).rejects.toMatchObject(data('vault-exists'));
  await expect(found.client.place.anew()).rejects.toMatchObject(data('not-now'));
});

test('begun anew in the usual place, what lies elsewhere stays there', async () => {
  const run = await filled();
  const disk = await folder();
  await move(run, disk);
  await run.engine.close();
  await rename(disk, `${disk}-unplugged`);
  onTestFinished(() => rm(`${disk}-unplugged`, { recursive: true }));
  const gone = await open();
  await gone.client.place.anew();
  await gone.engine.close();
  const anew = await open({ protection: 'none' });
  expect(anew).toMatchObject({ home: usual, blocked: null });
  expect(await anew.client.archives.list()).toEqual([]);
  await anew.engine.close();
  const asked = await open({ asked: join(`${disk}-unplugged`, 'Adieu') });
  expect(everything(asked, run.archive).hash).toBe(run.hash);
});

test('a note that cannot be read is said, and no place is guessed', async () => {
  const run = await filled();
  await run.engine.close();
  for (const content of ['', '{"version":1}', '{"version":1,"place":"relative","id":"x","left":null}', 'x'.repeat(300_000)]) {
    await writeFile(join(usual, 'place.json'), content);
    const blocked = await open();
    expect(blocked.blocked).toBe('place-unknown');
    await expect(blocked.client.vault.state()).rejects.toMatchObject(data('place-unknown'));
    await blocked.engine.close();
  }
  // It can be said where it is.
  const blocked = await open();
  await blocked.client.place.open({ place: await token(blocked, usual) });
  await blocked.engine.close();
  expect((await open()).home).toBe(usual);
});

test('a place that was asked for wins, and cannot be changed from within', async () => {
  const run = await filled();
  expect(await move(run, await folder())).toMatchObject({ state: 'done' });
  await run.engine.close();
  const asked = await open({ asked: join(await folder(), 'asked'), protection: 'none' });
  expect((await asked.client.about()).kept.by).toBe('asked');
  const there = await token(asked, await folder());
  await expect(asked.client.place.move({ place: there })).rejects.toMatchObject(data('place-fixed'));
  await expect(asked.client.place.open({ place: there })).rejects.toMatchObject(data('place-fixed'));
});

test('nothing but an empty folder of the person’s own, beside the old place, is taken', async () => {
  const run = await filled();
  const failed = async (where: string, code: string): Promise<void> => {
    await expect(run.client.place.plan({ place: await token(run, where) }), where).rejects.toMatchObject(data(code));
    expect(await move(run, where), where).toMatchObject({ state: 'failed', code });
  };
  const full = await folder();
  await mkdir(join(full, 'Adieu'));
  await writeFile(join(full, 'Adieu', 'mine.txt'), 'mine');
  await failed(full, 'place-taken');
  expect(await readdir(join(full, 'Adieu'))).toEqual(['mine.txt']);
  const file = await folder();
  await writeFile(join(file, 'Adieu'), 'mine');
  await failed(file, 'place-taken');
  const link = await folder();
  await symlink(full, join(link, 'Adieu'));
  await failed(link, 'place-taken');
  await failed(join(full, 'nowhere'), 'not-found');
  await failed(usual, 'place-inside');
  await failed(join(usual, 'archives'), 'place-inside');
  // Through a link as well.
  const around = await folder();
  await symlink(usual, join(around, 'way'));
  await failed(join(around, 'way'), 'place-inside');
  // A page has no other way to name a folder than a token.
  await expect(run.client.place.move({ place: crypto.randomUUID() })).rejects.toMatchObject(data('no-token'));
  await expect(run.client.place.move({ place: full })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  // Something that is neither file nor folder would stay behind.
  const disk = await folder();
  await symlink(full, join(usual, 'archives', 'linked'));
  await failed(disk, 'place-links');
  expect(await readdir(disk)).toEqual([]);
  expect(everything(run, run.archive).hash).toBe(run.hash);
});

test('nobody else is at work meanwhile: jobs, another Adieu, and calls that were begun', async () => {
  const run = await filled();
  const disk = await folder();
  const other = await open();
  expect(await move(run, disk)).toMatchObject({ state: 'failed', code: 'in-use' });
  await other.engine.close();

  const { job } = await run.client.imports.sample({ followers: 3000 });
  await expect(move(run, disk)).rejects.toMatchObject(data('work-under-way'));
  await run.client.jobs.cancel({ job });
  await ended(run, job);

  const moving = await run.client.place.move({ place: await token(run, disk) });
  await expect(run.client.settings.set({ theme: 'dark' })).rejects.toMatchObject(data('moving'));
  await expect(run.client.place.move({ place: await token(run, disk) })).rejects.toMatchObject(data('moving'));
  await expect(run.engine.receive('a.zip', (async function* () {})())).rejects.toMatchObject({ code: 'moving' });
  // Whoever comes meanwhile keeps out.
  const second = await open();
  expect(second.blocked).toBe('in-use');
  expect(await ended(run, moving.job)).toMatchObject({ state: 'done' });
});

test('stopped, everything is where it was, and nothing is left in the new place', async () => {
  const run = await filled();
  const disk = await folder();
  const { job } = await run.client.place.move({ place: await token(run, disk) });
  await run.client.jobs.cancel({ job });
  expect(await ended(run, job)).toMatchObject({ state: 'stopped' });
  expect(await readdir(disk)).toEqual([]);
  expect(existsSync(join(usual, 'place.json'))).toBe(false);
  expect(everything(run, run.archive).hash).toBe(run.hash);
  await run.client.settings.set({ theme: 'dark' });
  expect(await move(run, disk)).toMatchObject({ state: 'done' });
});

test('a disk that is too small is said with how much it takes, and nothing is begun there', async ({ skip }) => {
  const disk = await smallDisk(4);
  if (disk === null) return skip('no file system can be mounted here');
  const run = await filled();
  const plan = await run.client.place.plan({ place: await token(run, disk.place) });
  expect(plan.needed).toBeGreaterThan(plan.free ?? 0);
  expect(await move(run, disk.place)).toMatchObject({
    state: 'failed',
    code: 'place-small',
    detail: { needed: plan.needed },
  });
  expect(await readdir(disk.place)).toEqual([]);
  disk.grow(Math.ceil(plan.needed / 1_048_576) + 1);
  expect(await move(run, disk.place)).toMatchObject({ state: 'done' });
});

test('half a copy is cleared away at the next try; a folder that only looks like one is not', async () => {
  const run = await filled();
  const disk = await folder();
  const place = join(disk, 'Adieu');
  const vault = JSON.parse(readFileSync(join(usual, 'vault.json'), 'utf8')) as { id: string };
  const mark = (of: string, names: string[]) =>
    JSON.stringify({ version: 1, id: crypto.randomUUID(), state: 'coming', vault: of, names });
  await mkdir(join(place, 'archives', 'half'), { recursive: true });
  await writeFile(join(place, 'archives', 'half', 'archive.db'), 'half');
  // Of another vault, or naming what it may not name: nothing is touched.
  for (const content of [
    mark(crypto.randomUUID(), ['archives']),
    mark(vault.id, ['archives', '../../outside']),
    mark(vault.id, []),
  ]) {
    await writeFile(join(place, 'adieu-place.json'), content);
    expect(await move(run, disk)).toMatchObject({ state: 'failed', code: 'place-taken' });
    expect(existsSync(join(place, 'archives', 'half', 'archive.db'))).toBe(true);
  }
  await writeFile(join(place, 'adieu-place.json'), mark(vault.id, ['archives']));
  await writeFile(join(place, 'mine.txt'), 'mine');
  expect(await move(run, disk)).toMatchObject({ state: 'failed', code: 'place-taken' });
  await rm(join(place, 'mine.txt'));
  expect(await move(run, disk)).toMatchObject({ state: 'done' });
  await run.engine.close();
  const next = await open();
  expect(everything(next, run.archive).hash).toBe(run.hash);
  expect(existsSync(join(place, 'archives', 'half'))).toBe(false);
});

test('half a copy is never opened as if it were whole', async () => {
  const place = join(await folder(), 'half');
  await mkdir(place);
  const mark = { version: 1, id: crypto.randomUUID(), state: 'coming', vault: null, names: ['vault.json'] };
  await writeFile(join(place, 'adieu-place.json'), JSON.stringify(mark));
  expect((await open({ asked: place })).blocked).toBe('place-unfinished');
  expect(await readdir(place)).toEqual(['adieu-place.json']);
});
