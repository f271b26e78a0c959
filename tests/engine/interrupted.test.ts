/** Imports that are stopped, or whose engine is killed, and then go on: the archive must be the one it would have been. */
import { spawn } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { inputsOf } from '../../engine/archive/imports.ts';
import { takeHold, holdFile } from '../../engine/vault/hold.ts';
import {
  accountIn,
  below,
  ended,
  everything,
  folder,
  importPaths,
  realNetworks,
  running,
  sampleFile,
  start,
  tinyFile,
  tinyNetworks,
  until,
  type Running,
} from './harness.ts';
import { account, follower, many, post } from './tiny.ts';

/** While this file is there, `waiting` exports are not read to their end. */
const gate = join(tmpdir(), `adieu-engine-gate-${process.pid}`);
afterEach(() => rm(gate, { force: true }));

/** So many posts, with the gate behind the first two thirds. */
const waiting = (n: number, text = (i: number) => `post ${i}`): object[] =>
  many(n, (i) => post(i, text(i))).toSpliced(Math.floor((n * 2) / 3), 0, { order: 'wait', gate });

/** What must not depend on the interruption. */
function essence({ import: _i, archive: _a, seconds: _s, at: _t, ...rest }: AccountOfImport): object {
  return rest;
}

async function overview(run: Running, archive: string): Promise<object> {
  const { id: _, createdAt: _c, changedAt: _h, bytes: _b, imports, ...rest } = await run.client.archives.get({ archive });
  const search = await run.client.search({ words: 'a* -zz', archive, limit: 200 });
  return {
    ...rest,
    imports: imports.map(({ id: _i, at: _t, ...its }) => its),
    found: [search.total, search.hits.map(({ record, marked }) => [record.id, marked])],
    people: await run.client.people.page({ archive, sort: 'list', limit: 300 }),
  };
}

async function resumed(run: Running, archive: string): Promise<AccountOfImport> {
  return accountIn(await ended(run, (await run.client.imports.resume({ archive })).job));
}

/** Starts an import in another process and kills it when `moment` is true of what it says. Answers what it said last. */
async function killed(
  home: string,
  networks: URL,
  keep: boolean,
  path: string,
  moment: (said: string) => boolean,
): Promise<string> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./import-child.ts', import.meta.url)), home, networks.href, keep ? 'keep' : 'leave', path],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const exit = once(child, 'exit');
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (moment(line)) {
      child.kill('SIGKILL');
      break;
    }
  }
  await exit;
  return last;
}

const reading = (records: number) => (said: string) => {
  const [stage, n] = said.split(' ');
  return (stage === 'reading' && Number(n) >= records) || stage === 'end';
};

describe('an import whose engine is killed', () => {
  it('goes on to the very archive it would have become, from wherever it was', { timeout: 400_000 }, async () => {
    const place = await folder();
    const path = await sampleFile(place, 8_000);
    const whole = await running();
    const told = await importPaths(whole, [path]);
    const wanted = {
      all: everything(whole, told.archive).hash,
      account: essence(told),
      overview: await overview(whole, told.archive),
    };
    const bytes = await readFile(path);
    const moments: [name: string, moment: (said: string) => boolean, keep: boolean][] = [
      ['looking', (said) => said.startsWith('looking'), true],
      ['keeping', (said) => /^(keeping|reading)/.test(said), true],
      ['reading', reading(0), true],
      ['some records', reading(1), true],
      ['before a commit', reading(1_500), false],
      ['at a commit', reading(2_000), true],
      ['after a commit', reading(4_100), false],
      ['later', reading(8_000), true],
      ['near the end', reading(9_500), true],
      ['somewhere', reading(Math.floor(Math.random() * 10_000)), Math.random() < 0.5],
    ];
    for (const [n, [name, moment, keep]] of moments.entries()) {
      const home = join(place, `home ${n}`);
      const copy = join(place, 'copy.zip');
      await writeFile(copy, bytes);
      const said = await killed(home, realNetworks, keep, copy, moment);
      const run = await running({ home });
      const [left, ...more] = await run.client.archives.list();
      expect(more, name).toEqual([]);
      // Killed before anything was there, or too late: then there is nothing to go on with.
      if (left?.resumable == null) {
        if (left !== undefined) expect(said).toMatch(/^(end|reading|finishing)/);
        else expect(await below(join(home, 'archives'))).toEqual([]);
        if (left === undefined) await importPaths(run, [copy], { keepOriginal: keep });
      } else {
        expect(left.state).toBe('importing');
        const { imports } = await run.client.archives.get({ archive: left.id });
        // With the original in the vault the person's own is not needed any more.
        if (imports[0]?.originalKept === true) await rm(copy);
        await resumed(run, left.id);
      }
      const [done] = await run.client.archives.list();
      const id = done?.id ?? '';
      const [last] = (await run.client.archives.get({ archive: id })).imports;
      const after = await run.client.imports.account({ archive: id, import: last?.id ?? '' });
      const files = (list: AccountOfImport) => ({ ...essence(list), files: list.files });
      expect(files(after), name).toEqual(wanted.account);
      expect(everything(run, id).hash, name).toBe(wanted.all);
      const seen = (await overview(run, id)) as { imports: { originalKept: boolean }[] };
      expect(seen.imports[0]?.originalKept, name).toBe(keep);
      expect({ ...seen, imports: seen.imports.map((its) => ({ ...its, originalKept: true })) }, name).toEqual(wanted.overview);
      const originals = await below(join(home, 'archives', id, 'originals'));
      expect(originals, name).toHaveLength(keep ? 1 : 0);
      await run.engine.close();
    }
  });

  it('counts and warns no more than once when files are read in several steps', async () => {
    const place = await folder();
    const files = {
      ...account,
      'twice.tiny': [...many(6_000, (n) => post(n)), { order: 'refuse' }, { order: 'warn' }],
      'z.tiny': [...many(300, (n) => follower(n)), { order: 'refuse' }, { order: 'warn' }, { order: 'damage' }],
      'unknown.bin': ['x'],
    };
    const path = await tinyFile(place, files);
    const whole = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const told = await importPaths(whole, [path]);
    expect(told.records.post).toEqual({ found: 12_003, kept: 12_000, duplicate: 0, refused: 3 });
    const home = join(place, 'home');
    await killed(home, tinyNetworks, true, path, reading(9_000));
    const run = await running({ home, networks: tinyNetworks, commitRecords: 1000 });
    const [left] = await run.client.archives.list();
    expect(left?.resumable).not.toBeNull();
    expect(left?.counts.post).toBeGreaterThanOrEqual(1_000);
    const after = await resumed(run, left?.id ?? '');
    expect(essence(after)).toEqual(essence(told));
    expect(everything(run, after.archive).hash).toBe(everything(whole, told.archive).hash);
  });
});

describe('an import that is stopped', () => {
  const files = (n: number) => ({ ...account, 'a.tiny': waiting(n), 'b.tiny': many(2000, (i) => follower(i)) });

  async function stoppedAt(run: Running, path: string, options: { keepOriginal?: boolean } = {}): Promise<string> {
    await writeFile(gate, '');
    const job = await start(run, [path], options);
    await until(run, job, (state) => state.state !== 'running' || (state.stage === 'reading' && state.progress.records > 0));
    await run.client.jobs.cancel({ job });
    const end = await ended(run, job);
    await rm(gate);
    if (end.state !== 'stopped' || end.archive === null) throw new Error(`it was not stopped: ${JSON.stringify(end)}`);
    expect((await run.client.archives.get({ archive: end.archive })).imports).toMatchObject([
      { id: end.import, state: 'stopped' },
    ]);
    return end.archive;
  }

  it('stands with what was read, can be looked at, and goes on', async () => {
    const run = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const path = await tinyFile(await folder(), files(30_000));
    const archive = await stoppedAt(run, path);
    const stopped = everything(run, archive);
    const [listed] = await run.client.archives.list();
    expect(listed).toMatchObject({ state: 'importing' });
    expect(Object.values(listed?.counts ?? {}).reduce((a, b) => a + b, 0)).toBe(stopped.count);
    const [first] = (await run.client.records.page({ archive, kinds: ['post'], order: 'list', limit: 1 })).records;
    if (first !== undefined) expect(await run.client.records.get({ archive, id: first.id })).toEqual(first);
    await rm(path);
    const told = await resumed(run, archive);
    expect(told.records).toMatchObject({ post: { found: 30_000, kept: 30_000 }, relation: { found: 2000, kept: 2000 } });
    expect(await ended(run, (await run.client.imports.resume({ archive })).job)).toMatchObject({
      state: 'failed',
      code: 'no-job',
    });
  });

  it('goes on too when the same export is handed in again, and keeps it once', async () => {
    const run = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const place = await folder();
    const path = await tinyFile(place, files(30_000));
    const archive = await stoppedAt(run, path);
    const moved = join(place, 'moved.zip');
    await rename(path, moved);
    const told = await importPaths(run, [moved]);
    expect(told.archive).toBe(archive);
    expect(told.records.post).toEqual({ found: 30_000, kept: 30_000, duplicate: 0, refused: 0 });
    const detail = await run.client.archives.get({ archive });
    expect(detail).toMatchObject({ state: 'ready', resumable: null });
    expect(detail.imports).toHaveLength(1);
    expect(await below(join(run.home, 'archives', archive, 'originals'))).toHaveLength(1);
  });

  it('is not gone on with from an export that is another now', async () => {
    const run = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const place = await folder();
    const path = await tinyFile(place, files(30_000));
    const archive = await stoppedAt(run, path, { keepOriginal: false });
    const bytes = await readFile(path);
    const before = everything(run, archive).hash;
    // One letter in a text: names and sizes are the same.
    await tinyFile(place, { ...files(30_000), 'a.tiny': waiting(30_000, (i) => (i === 9 ? 'pest 9' : `post ${i}`)) });
    expect(await ended(run, (await run.client.imports.resume({ archive })).job)).toMatchObject({
      state: 'failed',
      code: 'changed',
      archive,
    });
    await appendFile(path, 'more');
    expect(await ended(run, (await run.client.imports.resume({ archive })).job)).toMatchObject({
      state: 'failed',
      code: 'changed',
    });
    await tinyFile(place, files(10));
    expect(await ended(run, (await run.client.imports.resume({ archive })).job)).toMatchObject({
      state: 'failed',
      code: 'changed',
    });
    await rm(path);
    expect(await ended(run, (await run.client.imports.resume({ archive })).job)).toMatchObject({
      state: 'failed',
      code: 'not-found',
    });
    expect(everything(run, archive).hash).toBe(before);
    await writeFile(path, bytes);
    expect((await resumed(run, archive)).records.post).toMatchObject({ found: 30_000, kept: 30_000 });
    expect(await below(join(run.home, 'archives', archive, 'originals'))).toEqual([]);
  });

  it('goes on from a folder that was kept', async () => {
    const run = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const place = join(await folder(), 'my export');
    await mkdir(join(place, 'deep'), { recursive: true });
    for (const [name, lines] of Object.entries(files(30_000)))
      await writeFile(join(place, 'deep', name), lines.map((line) => JSON.stringify(line)).join('\n'));
    const archive = await stoppedAt(run, place);
    await rm(place, { recursive: true });
    const told = await resumed(run, archive);
    expect(told.records.post).toMatchObject({ found: 30_000, kept: 30_000 });
    expect(told.files.map(({ file, became }) => [file, became])).toEqual([
      ['deep/a.tiny', 'read'],
      ['deep/account.tiny', 'kept'],
      ['deep/b.tiny', 'read'],
    ]);
  });

  it('at once, leaves nothing', async () => {
    const run = await running({ networks: tinyNetworks, commitRecords: 1000 });
    const path = await tinyFile(await folder(), files(10));
    const job = await start(run, [path]);
    await run.client.jobs.cancel({ job });
    expect(await ended(run, job)).toEqual({ state: 'stopped', archive: null, import: null });
    expect(await run.client.archives.list()).toEqual([]);
    expect((await importPaths(run, [path])).records.post).toMatchObject({ kept: 10 });
  });
});

describe('two engines of one home', () => {
  it('do not write into one archive at once', async () => {
    const place = await folder();
    const home = join(place, 'home');
    const one = await running({ home, networks: tinyNetworks, commitRecords: 1000 });
    const two = await running({ home, networks: tinyNetworks, commitRecords: 1000 });
    const path = await tinyFile(place, { ...account, 'a.tiny': waiting(3000) });
    const small = await tinyFile(place, { ...account, 'b.tiny': many(10, (i) => follower(i)) }, 'small.zip');
    await writeFile(gate, '');
    const job = await start(one, [path]);
    const state = await until(one, job, (s) => s.state !== 'running' || s.archive !== null);
    const archive = state.state === 'running' ? (state.archive ?? '') : '';
    expect(await ended(two, await start(two, [small]))).toMatchObject({ state: 'failed', code: 'in-use' });
    expect(await ended(one, await start(one, [small]))).toMatchObject({ state: 'failed', code: 'busy' });
    await expect(two.client.archives.remove({ archive, name: 'me' })).rejects.toMatchObject({ data: { code: 'in-use' } });
    await rm(gate);
    accountIn(await ended(one, job));
    expect((await importPaths(two, [small])).records.relation).toMatchObject({ kept: 10 });
    expect((await one.client.archives.get({ archive })).counts).toEqual({ post: 3000, relation: 10 });
    await two.client.archives.remove({ archive, name: 'me' });
    await expect(one.client.archives.get({ archive })).rejects.toMatchObject({ data: { code: 'no-archive' } });
  });

  it.each(['path', 'upload'] as const)(
    'make one archive of an export without a name, handed in to both at the same moment (%s)',
    async (how) => {
      const place = await folder();
      const home = join(place, 'home');
      const runs = [await running({ home, networks: tinyNetworks }), await running({ home, networks: tinyNetworks })];
      const path = await tinyFile(place, { 'a.tiny': many(300, (i) => follower(i)) });
      const begun = runs.map(async (run) => {
        if (how === 'path') return start(run, [path]);
        const { token } = await run.engine.receive('tiny.zip', createReadStream(path));
        return (await run.client.imports.start({ tokens: [token] })).job;
      });
      const ends = await Promise.all(runs.map(async (run, i) => ended(run, (await begun[i]) ?? '')));
      expect(ends.some(({ state }) => state === 'done')).toBe(true);
      for (const end of ends) if (end.state !== 'done') expect(end).toMatchObject({ state: 'failed', code: 'in-use' });
      for (const run of runs) {
        const again = await importPaths(run, [path]);
        expect(again.records.relation).toMatchObject({ kept: 0, duplicate: 300 });
        expect(await run.client.archives.list()).toHaveLength(1);
      }
    },
  );

  it('know an export without a name by its bytes from the moment its archive is made', async () => {
    const place = await folder();
    const home = join(place, 'home');
    const [one, two] = [await running({ home, networks: tinyNetworks }), await running({ home, networks: tinyNetworks })];
    const path = await tinyFile(place, {
      'a.tiny': many(3, (i) => follower(i)),
      'large.bin': [randomBytes(16 << 20).toString('hex')],
    });
    const sha256 = hash('sha256', await readFile(path));
    const job = await start(one, [path]);
    const state = await until(one, job, (s) => s.state !== 'running' || s.archive !== null);
    const archive = state.state === 'running' ? (state.archive ?? '') : '';
    expect(inputsOf(two.engine.context.store.open(archive).db)).toMatchObject([{ sha256 }]);
    // Whoever wanted to make one as well, and came second, is told so; other bytes are another account, as far as anybody can tell.
    const make = (hashes: readonly string[]): Promise<string> =>
      two.engine.context.store.writingNew(
        'tiny',
        { handle: null, networkId: null, name: null },
        hashes,
        new Date(),
        () => undefined,
        (id) => Promise.resolve(id),
      );
    await expect(make([sha256])).rejects.toMatchObject({ code: 'in-use' });
    expect(await make(['other bytes'])).not.toBe(archive);
    accountIn(await ended(one, job));
  });

  it('write no open copy while something is read into the archive, and read nothing into it meanwhile', async () => {
    const place = await folder();
    const home = join(place, 'home');
    const [one, two] = [await running({ home, networks: tinyNetworks }), await running({ home, networks: tinyNetworks })];
    const small = await tinyFile(place, { ...account, 'b.tiny': many(10, (i) => follower(i)) }, 'small.zip');
    const { archive } = await importPaths(one, [small]);
    const copying = async ({ engine, client }: Running): Promise<string> =>
      (await client.copies.start({ archive, place: (await engine.offerPlace(place)).token, zip: false })).job;
    await writeFile(gate, '');
    const job = await start(one, [await tinyFile(place, { ...account, 'a.tiny': waiting(3000) })]);
    await until(one, job, (s) => s.state !== 'running' || s.archive !== null);
    await expect(copying(one)).rejects.toMatchObject({ data: { code: 'busy' } });
    await expect(copying(two)).rejects.toMatchObject({ data: { code: 'in-use' } });
    await rm(gate);
    accountIn(await ended(one, job));
    // Two may read at once; nobody writes before both have ended.
    const still = [one, two, two].map(({ engine }) => engine.context.store.still(archive));
    expect(await ended(one, await start(one, [small]))).toMatchObject({ state: 'failed', code: 'work-under-way' });
    still.shift()?.close();
    expect(await ended(one, await start(one, [small]))).toMatchObject({ state: 'failed', code: 'in-use' });
    await expect(two.client.archives.remove({ archive, name: 'me' })).rejects.toMatchObject({ data: { code: 'work-under-way' } });
    for (const { close } of still) close();
    expect(await ended(two, await copying(two))).toMatchObject({ state: 'done', result: { copy: { records: 3010 } } });
    accountIn(await ended(one, await start(one, [small])));
  });

  it('sweep what a crash left only where they are alone', async () => {
    const place = await folder();
    const home = join(place, 'home');
    const one = await running({ home, networks: tinyNetworks, commitRecords: 1000 });
    const { token } = await one.engine.receive(
      'a.zip',
      (async function* () {
        yield await readFile(await tinyFile(place, { ...account, 'a.tiny': [post(1)] }));
      })(),
    );
    const two = await running({ home, networks: tinyNetworks, commitRecords: 1000 });
    expect(await below(join(home, 'staging'))).toHaveLength(1);
    await two.engine.close();
    const done = accountIn(await ended(one, (await one.client.imports.start({ tokens: [token] })).job));
    expect(done.records.post).toMatchObject({ kept: 1 });
    await one.engine.close();
    await writeFile(join(home, 'staging', 'left.db'), 'x');
    const alone = takeHold(holdFile(home, 'home'), 'alone');
    expect(alone).not.toBeNull();
    alone?.release();
    await running({ home, networks: tinyNetworks, commitRecords: 1000 });
    expect(await below(join(home, 'staging'))).toEqual([]);
  });
});
