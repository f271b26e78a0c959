/** Two exports of one account, compared: what is said is exact, or says that it is not. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { Comparison, type ComparedList } from '../../shared/contract/index.ts';
import type { RecordKind } from '../../shared/records.ts';
import { ended, folder, importPaths, running, start, tinyFile, tinyNetworks, until, type Running } from './harness.ts';
import { account, follower, many, post } from './tiny.ts';

type Files = Readonly<Record<string, readonly unknown[]>>;
let made = 0;

/** Imports exports one after the other, each with these files beside the account's own. */
async function reads(run: Running, ...exports: readonly Files[]): Promise<AccountOfImport[]> {
  const place = await folder();
  const read: AccountOfImport[] = [];
  for (const files of exports)
    read.push(await importPaths(run, [await tinyFile(place, { ...account, ...files }, `${++made}.zip`)]));
  return read;
}

async function compared(run: Running, archive: string, asked: { from?: string; to?: string } = {}): Promise<Comparison> {
  const end = await ended(run, (await run.client.archives.compare({ archive, ...asked })).job);
  if (end.state !== 'done' || end.result.job !== 'compare') throw new Error(`nothing was compared: ${JSON.stringify(end)}`);
  return Comparison.parse(end.result.compare);
}

const tiny = (): Promise<Running> => running({ networks: tinyNetworks });
const range = (from: number, to: number): number[] => many(to - from, (n) => from + n);
const followers = (from: number, to: number, relation?: string): object[] => range(from, to).map((n) => follower(n, relation));
const posts = (from: number, to: number): object[] => range(from, to).map((n) => post(n));

function listOf({ kinds }: Comparison, kind: RecordKind, sub: string): Omit<ComparedList, 'sub'> | undefined {
  const found = kinds.find((one) => one.kind === kind)?.lists.find((one) => one.sub === sub);
  if (found === undefined) return undefined;
  const { sub: _, ...list } = found;
  return list;
}

/** Handles of people, texts of posts. */
async function members(run: Running, { comparison }: Comparison, change: 'came' | 'gone', kind: RecordKind, sub?: string) {
  const names: string[] = [];
  for (let total = 1; names.length < total;) {
    const page = await run.client.archives.differences({
      comparison,
      kind,
      change,
      offset: names.length,
      limit: 3,
      ...(sub === undefined ? {} : { sub }),
    });
    if (page.records.length === 0) break;
    total = page.total;
    for (const record of page.records)
      names.push(record.kind === 'relation' ? (record.person.handle ?? '') : record.kind === 'post' ? (record.text ?? '') : '');
  }
  return names;
}

const certain = { state: 'compared', byHandle: false, doubts: [] };

describe('two exports', () => {
  it('tell who came, who left, what is new and what vanished, in either direction', async () => {
    const run = await tiny();
    const [one, two] = await reads(
      run,
      { 'people.tiny': [...followers(0, 10), ...followers(0, 4, 'following')], 'posts.tiny': posts(0, 6) },
      { 'people.tiny': [...followers(4, 14), ...followers(0, 4, 'following')], 'posts.tiny': posts(2, 7) },
    );
    const found = await compared(run, one?.archive ?? '');
    expect(found).toMatchObject({
      from: { import: one?.import, records: 20 },
      to: { import: two?.import, records: 19 },
      doubts: [],
    });
    // The tiny network gives handles only: nobody can tell a new one from an old one with another name.
    expect(listOf(found, 'relation', 'follower')).toEqual({ ...certain, from: 10, to: 10, came: 4, gone: 4, byHandle: true });
    expect(listOf(found, 'relation', 'following')).toEqual({ ...certain, from: 4, to: 4, came: 0, gone: 0 });
    expect(found.kinds.find(({ kind }) => kind === 'post')).toMatchObject({ from: 6, to: 5, came: 1, gone: 2 });
    expect(await members(run, found, 'came', 'relation', 'follower')).toEqual(range(10, 14).map((n) => `user_${n}`));
    expect(await members(run, found, 'gone', 'relation')).toEqual(range(0, 4).map((n) => `user_${n}`));
    expect(await members(run, found, 'gone', 'post')).toEqual(['post 0', 'post 1']);
    expect(await members(run, found, 'came', 'post', 'post')).toEqual(['post 6']);
    const back = await compared(run, one?.archive ?? '', { from: two?.import ?? '', to: one?.import ?? '' });
    expect(await members(run, back, 'came', 'post')).toEqual(['post 0', 'post 1']);
    expect(await members(run, back, 'gone', 'post')).toEqual(['post 6']);
  });

  it('are told apart among many, as sets of their own would tell them', async () => {
    const run = await tiny();
    const subset = fc.uniqueArray(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 20 });
    const sets = fc.sample(subset, { numRuns: 4, seed: 24 });
    const read = await reads(
      run,
      ...sets.map((set) => ({
        'people.tiny': set.map((n) => follower(n)),
        'posts.tiny': [...set.map((n) => post(n)), post(99)],
      })),
    );
    for (const [i, from] of read.entries())
      for (const [j, to] of read.entries()) {
        if (i === j) continue;
        const found = await compared(run, from.archive, { from: from.import, to: to.import });
        const [before, after] = [new Set(sets[i]), new Set(sets[j])];
        const names = (of: ReadonlySet<number>): string[] => [...of].map((n) => `user_${n}`).sort();
        expect((await members(run, found, 'came', 'relation')).sort()).toEqual(names(after.difference(before)));
        expect((await members(run, found, 'gone', 'relation')).sort()).toEqual(names(before.difference(after)));
        expect(listOf(found, 'relation', 'follower')).toMatchObject({ from: before.size, to: after.size, doubts: [] });
      }
  });

  it('know one who changed their handle by the network id', async () => {
    const run = await tiny();
    const person = (networkId: string, handle: string): object => ({
      kind: 'relation',
      relation: 'follower',
      key: `follower ${networkId}`,
      person: { networkId, handle, name: null, url: null },
    });
    const [one] = await reads(
      run,
      { 'people.tiny': [person('7', 'zoe'), person('8', 'anna'), person('9', 'old')] },
      { 'people.tiny': [person('7', 'zoe_elan'), person('8', 'anna'), person('10', 'new')] },
    );
    const found = await compared(run, one?.archive ?? '');
    expect(listOf(found, 'relation', 'follower')).toEqual({ ...certain, from: 3, to: 3, came: 1, gone: 1 });
    expect(await members(run, found, 'gone', 'relation')).toEqual(['old']);
  });

  it('of 100,000 people are compared exactly', async () => {
    const run = await tiny();
    const [one] = await reads(run, { 'people.tiny': followers(0, 100_000) }, { 'people.tiny': followers(500, 100_700) });
    const found = await compared(run, one?.archive ?? '');
    expect(listOf(found, 'relation', 'follower')).toMatchObject({ from: 100_000, to: 100_200, came: 700, gone: 500, doubts: [] });
    const page = await run.client.archives.differences({
      comparison: found.comparison,
      kind: 'relation',
      change: 'came',
      offset: 690,
      limit: 500,
    });
    expect([page.total, page.records.length]).toEqual([700, 10]);
  });
});

describe('what is not in one of them', () => {
  it('is not called gone, nor come', async () => {
    const run = await tiny();
    const [one] = await reads(
      run,
      { 'people.tiny': [...followers(0, 50), ...followers(0, 3, 'following')], 'posts.tiny': posts(0, 4) },
      { 'people.tiny': [...followers(1, 4, 'following'), ...followers(0, 2, 'blocked')] },
    );
    const found = await compared(run, one?.archive ?? '');
    const unsaid = { came: null, gone: null, byHandle: false, doubts: [] };
    expect(listOf(found, 'relation', 'follower')).toEqual({ ...unsaid, from: 50, to: 0, state: 'not-in-to' });
    expect(listOf(found, 'relation', 'blocked')).toEqual({ ...unsaid, from: 0, to: 2, state: 'not-in-from' });
    expect(listOf(found, 'relation', 'following')).toMatchObject({ state: 'compared', came: 1, gone: 1 });
    expect(found.kinds).toMatchObject([
      { kind: 'relation', came: 1, gone: 1 },
      { kind: 'post', from: 4, to: 0, came: null, gone: null },
    ]);
    expect(await members(run, found, 'gone', 'relation', 'follower')).toEqual([]);
    expect(await members(run, found, 'gone', 'post')).toEqual([]);
  });
});

it('has lists of many names told one by one, and the rest together', async () => {
  const run = await tiny();
  const event = (topic: string): object => ({ kind: 'event', topic, key: topic, title: topic });
  const topics = (from: number, to: number): object[] => range(from, to).map((n) => event(`topic ${n}`));
  const [one] = await reads(
    run,
    { 'events.tiny': [...topics(0, 700), event('x'.repeat(5000))] },
    { 'events.tiny': [...topics(0, 699), event('y'.repeat(5000))] },
  );
  const found = await compared(run, one?.archive ?? '');
  const [{ lists } = { lists: [] }] = found.kinds;
  expect(lists).toHaveLength(501);
  expect(lists.find(({ sub }) => sub === null)).toMatchObject({ from: 201, to: 200, state: 'compared', came: 1, gone: 2 });
});

describe('what is not certain', () => {
  it('is what a damaged file held, and nothing else', async () => {
    const run = await tiny();
    const [one] = await reads(
      run,
      { 'people.tiny': [...followers(0, 10), ...followers(0, 3, 'following')], 'posts.tiny': posts(0, 4) },
      { 'people.tiny': [...followers(0, 5), { order: 'damage' }, ...followers(5, 10)], 'posts.tiny': posts(0, 3) },
    );
    const found = await compared(run, one?.archive ?? '');
    expect(found.doubts).toEqual([{ side: 'to', code: 'damaged-file', file: 'people.tiny', detail: 'bad-structure' }]);
    expect(listOf(found, 'relation', 'follower')).toMatchObject({ state: 'compared', gone: 5, doubts: ['damaged-file'] });
    // Their list stood behind the damage.
    expect(listOf(found, 'relation', 'following')).toMatchObject({ state: 'not-in-to', gone: null, doubts: ['damaged-file'] });
    expect(listOf(found, 'post', 'reply')).toMatchObject({ gone: 1, doubts: [] });
  });

  it('is everything, where the other export has no such file, or the container itself is damaged', async () => {
    const run = await tiny();
    const [one] = await reads(
      run,
      { 'people.tiny': followers(0, 10), 'posts.tiny': posts(0, 4) },
      { 'others.tiny': [...followers(0, 5), { order: 'damage' }], 'posts.tiny': posts(0, 4) },
    );
    const found = await compared(run, one?.archive ?? '');
    expect(listOf(found, 'post', 'post')).toMatchObject({ came: 0, gone: 0, doubts: ['damaged-file'] });

    const place = await folder();
    const whole = await tinyFile(place, { ...account, 'people.tiny': followers(0, 10), 'posts.tiny': posts(0, 4) });
    const cut = join(place, 'cut.zip');
    const bytes = await readFile(whole);
    await writeFile(cut, bytes.subarray(0, bytes.length - 60));
    expect((await importPaths(run, [cut])).warnings.map(({ code }) => code)).toContain('damaged-input');
    const damaged = await compared(run, one?.archive ?? '', { from: one?.import ?? '' });
    expect(damaged.doubts).toContainEqual(expect.objectContaining({ side: 'to', code: 'damaged-input' }));
    expect(listOf(damaged, 'relation', 'follower')?.doubts).toContain('damaged-input');
  });

  it('is the kind of what could not be read', async () => {
    const run = await tiny();
    const [one] = await reads(
      run,
      { 'people.tiny': followers(0, 5), 'posts.tiny': [...posts(0, 4), { order: 'refuse' }] },
      { 'people.tiny': followers(0, 5), 'posts.tiny': posts(0, 4) },
    );
    const found = await compared(run, one?.archive ?? '');
    expect(found.doubts).toEqual([{ side: 'from', code: 'refused', file: null, detail: 'post 1' }]);
    expect(listOf(found, 'post', 'post')?.doubts).toEqual(['refused']);
    expect(listOf(found, 'relation', 'follower')?.doubts).toEqual([]);
  });

  it('is not said at all where a reader has learned since', async () => {
    const before = await tiny();
    const comments = many(3, (n) => ({ kind: 'comment', key: `c${n}`, text: `comment ${n}` }));
    const [one] = await reads(
      before,
      { 'people.tiny': followers(0, 5), 'posts.tiny': [...posts(0, 4), ...comments] },
      { 'people.tiny': followers(1, 5), 'posts.tiny': [...posts(1, 5), ...comments] },
    );
    await before.engine.close();
    const run = await running({ home: before.home, networks: new URL('./tiny-network-learned.ts', import.meta.url) });
    const found = await compared(run, one?.archive ?? '');
    expect(listOf(found, 'post', 'post')).toMatchObject({ state: 'unknown', came: null, gone: null });
    expect(await members(run, found, 'gone', 'post')).toEqual([]);
    expect(found.kinds.find(({ kind }) => kind === 'comment')?.lists).toMatchObject([
      { sub: null, state: 'unknown', gone: null },
    ]);
    expect(listOf(found, 'relation', 'follower')).toMatchObject({ state: 'compared', gone: 1 });
  });
});

describe('a comparison is refused', () => {
  const refused = (code: string): object => ({ data: { code } });

  it('where there are not two whole imports, or not these', async () => {
    const run = await tiny();
    const [one] = await reads(run, { 'posts.tiny': posts(0, 4) });
    const archive = one?.archive ?? '';
    const compare = (asked: object = {}): Promise<unknown> => run.client.archives.compare({ archive, ...asked });
    await expect(compare()).rejects.toMatchObject(refused('one-import'));
    await expect(compare({ from: 'nobody' })).rejects.toMatchObject(refused('no-import'));
    await reads(run, { 'posts.tiny': posts(1, 5) });
    await expect(compare({ from: one?.import, to: one?.import })).rejects.toMatchObject(refused('bad-input'));
    await expect(run.client.archives.compare({ archive: 'nowhere' })).rejects.toMatchObject(refused('no-archive'));
    await expect(run.client.archives.differences({ comparison: 'nothing', kind: 'post', change: 'came' })).rejects.toMatchObject(
      refused('no-comparison'),
    );
  });

  it('where the original that would tell is not kept, and only there', async () => {
    const run = await tiny();
    const place = await folder();
    const read = async (n: number, keepOriginal: boolean): Promise<AccountOfImport> =>
      importPaths(run, [await tinyFile(place, { ...account, 'posts.tiny': posts(n, n + 4) }, `${n}.zip`)], { keepOriginal });
    const one = await read(0, false);
    const two = await read(1, true);
    // The first import's own rows tell all it held.
    expect(listOf(await compared(run, one.archive), 'post', 'post')).toMatchObject({ from: 2, to: 2, came: 1, gone: 1 });
    const three = await read(2, false);
    await expect(run.client.archives.compare({ archive: one.archive })).rejects.toMatchObject(refused('no-original'));
    expect(await compared(run, one.archive, { from: one.import, to: two.import })).toMatchObject({ doubts: [] });
    // An import that found nothing again needs none either.
    const apart = await read(20, false);
    const found = await compared(run, one.archive, { from: one.import, to: apart.import });
    expect(listOf(found, 'post', 'post')).toMatchObject({ from: 2, to: 2, came: 2, gone: 2 });
    expect(three.archive).toBe(one.archive);
  });

  const gate = join(tmpdir(), `adieu-compare-gate-${process.pid}`);
  afterEach(() => rm(gate, { force: true }));

  it('with an import that was stopped; and one under way can be stopped itself', async () => {
    const run = await tiny();
    const waiting = [...posts(0, 4), { order: 'wait', gate }, ...posts(4, 6)];
    const [one, two] = await reads(run, { 'posts.tiny': posts(0, 5) }, { 'posts.tiny': waiting });
    const archive = one?.archive ?? '';
    await writeFile(gate, '');
    const { job } = await run.client.archives.compare({ archive });
    await until(run, job, ({ state }) => state === 'running');
    expect(await run.client.jobs.list()).toEqual([{ job, kind: 'compare', archive }]);
    await run.client.jobs.cancel({ job });
    expect(await ended(run, job)).toEqual({ state: 'stopped', archive, import: null });

    const path = await tinyFile(await folder(), { ...account, 'posts.tiny': [...waiting, post(7)] }, 'stopped.zip');
    const importing = await start(run, [path]);
    await until(run, importing, (state) => state.state === 'running' && state.stage === 'reading');
    await run.client.jobs.cancel({ job: importing });
    const stopped = await ended(run, importing);
    const id = stopped.state === 'stopped' ? (stopped.import ?? '') : '';
    await expect(run.client.archives.compare({ archive, to: id })).rejects.toMatchObject(refused('import-unfinished'));
    await rm(gate);
    // The newest two that came to their end.
    const found = await compared(run, archive);
    expect([found.from.import, found.to.import]).toEqual([one?.import, two?.import]);
    expect(listOf(found, 'post', 'reply')).toMatchObject({ came: 1, gone: 0 });
  });
});
