/**
 * Every sample export through the whole engine: picked, recognised, kept, read, written, and read again. What is expected is what the makers of the samples
 * wrote down, and a count made here by plain `JSON.parse` and `unzip`, which share nothing with the readers.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { pack as tar } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEngine, type Engine } from '../../engine/index.ts';
import { allRecords } from '../../engine/archive/browse.ts';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import type { JobState } from '../../shared/contract/index.ts';
import { AnyRecord, recordKinds } from '../../shared/records.ts';
import { memoryKeychain } from '../memory-keychain.ts';
import { unzip } from '../read-with.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const samples = process.env['ADIEU_EXPORTS'] ?? join(root, '../shared/exports');
const tiktokParsers = join(samples, 'tiktok/RobinOehler__unfollowtool-export-parsers/tests/fixtures/tiktok');
const tiktokDonations = join(samples, 'tiktok/what-if-horizon__what-if-data-donation');
const xParsers = join(samples, 'x-twitter/RobinOehler__unfollowtool-export-parsers/tests/fixtures/x');
const xOld = join(samples, 'x-twitter/perkeep__perkeep/pkg/importer/twitter/testdata/camlistore_test.zip');
const xLoose = join(samples, 'x-twitter/joeamroo__knowledgemaxxing/tests/fixtures');
const mastodonArchive = join(samples, 'mastodon/dvorakroth__fedi-archive-tool/example-archives/ish@ish.works');
const mastodonLists = join(samples, 'mastodon/mastodon__mastodon/spec/fixtures/files');
const isThere = existsSync(samples);

// Dozens of imports, each in threads of its own, beside whatever else the machine does.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let home: string;
let engine: Engine;
let client: RouterClient<Engine['router']>;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'adieu-conformance-'));
  engine = await startEngine({
    home,
    networks: new URL('../../networks/index.ts', import.meta.url),
    keychain: memoryKeychain(),
    door: 'direct',
    version: '0.0.0',
  });
  client = createRouterClient(engine.router, { context: engine.context });
  await client.vault.create({ protection: 'keychain' });
});
afterAll(async () => {
  await engine.close();
  await rm(home, { recursive: true, force: true });
});

async function read(paths: readonly string[]): Promise<Extract<JobState, { state: 'done' | 'failed' }>> {
  const tokens = (await engine.pick(paths)).map(({ token }) => token);
  const { job } = await client.imports.start({ tokens });
  for await (const state of await client.jobs.watch({ job }))
    if (state.state === 'done' || state.state === 'failed') return state;
  throw new Error('neither done nor failed');
}

async function accountOf(paths: readonly string[]): Promise<AccountOfImport> {
  const end = await read(paths);
  if (end.state !== 'done' || end.result.job !== 'import')
    throw new Error(`not read: ${JSON.stringify(end)} ${String(engine.bugs().at(-1))}`);
  return end.result.account;
}

async function remove(archive: string): Promise<void> {
  const { account, networkName } = await client.archives.get({ archive });
  await client.archives.remove({ archive, name: account ?? networkName });
}

interface Counted {
  /** Paths of all files. */
  readonly files: string[];
  /** Entries of people lists, wherever they lead; null where they cannot be counted plainly. */
  readonly relations: number | null;
}

/** Files below a path, opened where they are zips. */
async function contents(path: string): Promise<{ path: string; content: Buffer }[]> {
  if (/\.zip$/i.test(path)) return unzip(readFileSync(path));
  if (!statSync(path).isDirectory()) return [{ path: basename(path), content: readFileSync(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => ({ path: name.split(sep).join('/'), content: readFileSync(join(path, name)) }));
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** How many entries the lists of these names hold, at any depth; a word where a list should be is one thing that is found there, and refused. */
function entries(value: unknown, lists: ReadonlySet<string>): number {
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const [key, inner] of Object.entries(value)) {
    const isList = lists.has(key.toLowerCase());
    if (isList && Array.isArray(inner)) sum += inner.length;
    else if (isList && typeof inner === 'string') sum++;
    else sum += entries(inner, lists);
  }
  return sum;
}

const tiktokLists = new Set(['fanslist', 'following', 'blocklist']);

async function countTikTok(paths: readonly string[]): Promise<Counted> {
  const files = (await Promise.all(paths.map(contents))).flat();
  const documents = files.map(({ content }) => parsed(content.toString('utf8').replace(/^\ufeff/, '')));
  const plain = files.every(({ path }, i) => path.startsWith('__MACOSX') || path.endsWith('.DS_Store') || documents[i] !== null);
  return {
    files: files.map(({ path }) => path),
    relations: plain ? documents.reduce<number>((sum, document) => sum + entries(document, tiktokLists), 0) : null,
  };
}

/** Rows of the scripts whose name begins so, by plain `JSON.parse` of what stands behind their first `=`; null where one of them is no JSON. */
function rows(files: readonly { path: string; content: Buffer }[], names: string): number | null {
  let sum = 0;
  for (const { path, content } of files) {
    if (path.startsWith('__MACOSX') || !new RegExp(`(^|[/\\\\])(?:${names})(-part\\d+)?\\.js$`).test(path)) continue;
    const list = parsed(
      content
        .toString('utf8')
        .replace(/^[^=]*=/, '')
        .trim()
        .replace(/;$/, ''),
    );
    if (!Array.isArray(list)) return null;
    sum += list.length;
  }
  return sum;
}

async function countX(paths: readonly string[]): Promise<Counted> {
  const files = (await Promise.all(paths.map(contents))).flat();
  return { files: files.map(({ path }) => path), relations: rows(files, 'follower|following|block|mute') };
}

/** What holds of every import, whatever was read. */
function checkAccount(account: AccountOfImport, counted: Counted): void {
  const ends = (names: readonly string[]): string[] => names.map((name) => name.split(/[/\\]/).at(-1) ?? name).sort();
  expect(ends(account.files.map(({ file }) => file))).toEqual(ends(counted.files));
  for (const tally of Object.values(account.records)) expect(tally.found).toBe(tally.kept + tally.duplicate + tally.refused);
  if (counted.relations !== null) expect(account.records.relation?.found ?? 0).toBe(counted.relations);
  const refused = Object.values(account.records).reduce((sum, tally) => sum + tally.refused, 0);
  expect(account.refused).toHaveLength(refused);
}

/** Every record of the archive has the shape, an id of its own, and as many are there as were kept. */
function checkRecords(account: AccountOfImport): void {
  const archive = engine.context.store.exact(account.archive);
  try {
    const ids = new Set<string>();
    for (const kind of recordKinds) {
      let count = 0;
      for (const record of allRecords(archive, kind)) {
        const { success, error } = AnyRecord.safeParse(parsed(JSON.stringify(record)));
        if (!success) throw new Error(`${kind} ${record.source.file} ${record.source.locator}: ${error.message}`);
        expect(record.kind).toBe(kind);
        ids.add(record.id);
        count++;
      }
      expect([kind, count]).toEqual([kind, account.records[kind]?.kept ?? 0]);
    }
    expect(ids.size).toBe(Object.values(account.records).reduce((sum, { kept }) => sum + kept, 0));
  } finally {
    archive.db.close();
  }
}

async function checkAll(paths: readonly string[], network: string, counted: Counted): Promise<Partial<Record<string, number>>> {
  const account = await accountOf(paths);
  try {
    expect(account.network).toBe(network);
    checkAccount(account, counted);
    checkRecords(account);
    const again = await accountOf(paths);
    expect(again.archive).toBe(account.archive);
    for (const [kind, tally] of Object.entries(again.records)) expect([kind, tally.kept]).toEqual([kind, 0]);
    expect(again.records.relation?.found).toBe(account.records.relation?.found);
    return (await client.archives.get({ archive: account.archive })).relations;
  } finally {
    await remove(account.archive);
  }
}

describe.skipIf(!isThere)('TikTok samples through the whole engine', () => {
  interface Expected {
    file: string;
    counts?: { followers: number; following: number };
  }
  const listed = (isThere ? parsed(readFileSync(join(tiktokParsers, 'expected.json'), 'utf8')) : []) as Expected[];
  // Two exports in one: their makers take the newest, the archive has both.
  const union: Record<string, number> = { 'json_multiple_exports.zip': 1 };

  test.each(listed)('$file', async ({ file, counts }) => {
    const paths = [join(tiktokParsers, file)];
    const relations = await checkAll(paths, 'tiktok', await countTikTok(paths));
    if (counts === undefined) return;
    expect(relations['follower'] ?? 0).toBe(counts.followers + (union[file] ?? 0));
    expect(relations['following'] ?? 0).toBe(counts.following + (union[file] ?? 0));
  });

  const donations = isThere
    ? readdirSync(tiktokDonations, { recursive: true, encoding: 'utf8' }).filter((name) => /TT_.*\.json$/.test(name))
    : [];
  test.each(donations)('%s', async (file) => {
    const paths = [join(tiktokDonations, file)];
    await checkAll(paths, 'tiktok', await countTikTok(paths));
  });
});

describe.skipIf(!isThere)('X samples through the whole engine', () => {
  type Expected = Record<string, { followers?: number; following?: number }>;
  const listed = (isThere ? parsed(readFileSync(join(xParsers, 'expected.json'), 'utf8')) : {}) as Expected;
  // A number that a parser of doubles corrupts, and ours does not.
  const more: Record<string, number> = { 'x_dupes_numeric.zip': 1 };

  test.each(Object.entries(listed))('%s', async (file, counts) => {
    const paths = [join(xParsers, file)];
    const relations = await checkAll(paths, 'x', await countX(paths));
    if (counts.followers !== undefined) expect(relations['follower'] ?? 0).toBe(counts.followers);
    if (counts.following !== undefined) expect(relations['following'] ?? 0).toBe(counts.following + (more[file] ?? 0));
  });

  test('loose lists of people', async () => {
    const paths = ['follower.js', 'following.js'].map((name) => join(xParsers, 'loose', name));
    await checkAll(paths, 'x', await countX(paths));
    await checkAll([join(xParsers, 'loose')], 'x', await countX(paths));
  });

  test('loose scripts of posts and likes', async () => {
    const paths = ['tweets.js', 'like.js'].map((name) => join(xLoose, name));
    await checkAll(paths, 'x', await countX(paths));
  });

  test('an archive of 2016', async () => {
    await checkAll([xOld], 'x', await countX([xOld]));
  });
});

describe.skipIf(!isThere)('Mastodon samples through the whole engine', () => {
  /** Rows of the lists: lines that hold something, but for a header. */
  async function countMastodon(paths: readonly string[]): Promise<Counted> {
    const files = (await Promise.all(paths.map(contents))).flat();
    const rows = files
      .filter(({ path }) => /\.(?:csv|txt)$/.test(path) && !path.endsWith('filters.csv'))
      .flatMap(({ content }) => content.toString('utf8').split('\n'))
      .filter((line) => line.trim() !== '' && !line.startsWith('Account address'));
    return { files: files.map(({ path }) => path), relations: rows.length };
  }

  test('an archive, unpacked', async () => {
    await checkAll([mastodonArchive], 'mastodon', await countMastodon([mastodonArchive]));
  });

  test('the same archive as .tar.gz, with the lists beside it', async () => {
    const files = await contents(mastodonArchive);
    const pack = tar();
    for (const { path, content } of files) pack.entry({ name: path }, content);
    pack.finalize();
    const packed = join(home, 'archive-20250101000000-ab.tar.gz');
    writeFileSync(packed, gzipSync(await buffer(pack)));
    const lists = (await contents(mastodonLists)).map(({ path }) => join(mastodonLists, path));
    const counted = await countMastodon(lists);
    const relations = await checkAll([packed, ...lists], 'mastodon', {
      files: [...files.map(({ path }) => path), ...counted.files],
      relations: counted.relations,
    });
    expect(relations).toEqual({ following: 4, muted: 2, list: 3, follower: 1 });
  });

  test('the lists alone', async () => {
    await checkAll([mastodonLists], 'mastodon', await countMastodon([mastodonLists]));
  });
});

describe.skipIf(!isThere)('Instagram: everything is accounted for', () => {
  const folder = join(samples, 'instagram');
  const zips = isThere ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.zip')) : [];
  let accounted = 0;

  test.each(zips)('%s', { timeout: 120_000 }, async (name) => {
    const tokens = (await engine.pick([join(folder, name)])).map(({ token }) => token);
    const { fits } = await client.imports.inspect({ tokens });
    // Some of them are made to be nobody's, or another network's.
    for (const { network } of fits) expect(network).toBe('instagram');
    const end = await read([join(folder, name)]);
    if (end.state !== 'done' || end.result.job !== 'import') {
      expect(end).toMatchObject({ state: 'failed', code: expect.stringMatching(/^(?:not-an-export|two-accounts|damaged)$/) });
      return;
    }
    const { files, records } = end.result.account;
    expect(files.length).toBeGreaterThan(0);
    for (const { became } of files) expect(['read', 'kept', 'damaged']).toContain(became);
    for (const { found, kept, duplicate, refused } of Object.values(records)) expect(found).toBe(kept + duplicate + refused);
    accounted++;
    // The next is read for itself.
    for (const { id } of await client.archives.list()) await remove(id);
  });

  test('most of them are read', () => {
    expect(accounted).toBeGreaterThan(zips.length / 2);
  });
});

describe.skipIf(!isThere)('samples of other networks', () => {
  const others = isThere
    ? readdirSync(samples).filter((name) => !['tiktok', 'x-twitter', 'instagram', 'mastodon', 'README.md'].includes(name))
    : [];

  /** Each repository's folder, and each zip. */
  function inputsOf(network: string): string[] {
    const folder = join(samples, network);
    const zips = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.zip$/i.test(name));
    return [...readdirSync(folder), ...zips].map((name) => join(folder, name));
  }

  test.each(others)(
    '%s: nobody takes one for an export of theirs, and nothing is kept',
    { timeout: 120_000 },
    async (network) => {
      for (const path of inputsOf(network)) {
        const tokens = (await engine.pick([path])).map(({ token }) => token);
        const { fits } = await client.imports.inspect({ tokens });
        expect([path, fits]).toEqual([path, []]);
      }
      const [first] = inputsOf(network);
      expect(await read([first ?? ''])).toMatchObject({ state: 'failed', code: 'not-an-export' });
      expect(await client.archives.list()).toEqual([]);
    },
  );
});
