/** An archive of a million records, through the contract: how long a search takes, and each first screen; and a hundred thousand people, page by page. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { startEngine, type Engine } from '../../engine/index.ts';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';
import { memoryKeychain } from '../memory-keychain.ts';
import { writeXArchive } from './x-archive.ts';

type Client = RouterClient<Engine['router']>;
interface Open {
  readonly engine: Engine;
  readonly client: Client;
}

async function open(home: string): Promise<Open> {
  const engine = await startEngine({
    home,
    networks: new URL('../../networks/index.ts', import.meta.url),
    keychain: memoryKeychain(),
    door: 'direct',
    version: '0.0.0',
  });
  const client = createRouterClient(engine.router, { context: engine.context });
  const { state } = await client.vault.state();
  if (state === 'new') await client.vault.create({ protection: 'none' });
  return { engine, client };
}

async function importFile({ engine, client }: Open, path: string): Promise<string> {
  const tokens = (await engine.pick([path])).map(({ token }) => token);
  const { job } = await client.imports.start({ tokens });
  for await (const state of await client.jobs.watch({ job })) {
    if (state.state === 'failed') throw new Error(`not read: ${state.code}`);
    if (state.state === 'done' && state.result.job === 'import') return state.result.account.archive;
  }
  throw new Error('the import gave no end');
}

/** A hundred of what people type: words that stand together in the archive's own posts, alone, as phrases, and with each operator. */
async function typical(client: Client, archive: string): Promise<string[]> {
  const { total } = await client.records.page({ archive, kinds: ['post'], limit: 1 });
  const texts: string[][] = [];
  for (let n = 0; n < 10; n++) {
    const { records } = await client.records.page({
      archive,
      kinds: ['post'],
      order: 'list',
      offset: Math.floor((n * total) / 10),
      limit: 1,
    });
    const [post] = records;
    if (post?.kind === 'post') texts.push((post.text ?? '').split(/[^\p{L}]+/u).filter((word) => word.length > 2));
  }
  return texts.flatMap(([a = '', b = '', c = ''], n) => [
    a,
    `${a} ${b}`,
    `${a} ${b} ${c}`,
    `"${a} ${b}"`,
    `${a.slice(0, 3)}*`,
    `${b} before:${2011 + n}`,
    `has:link ${c} after:${2010 + n}-06 -${a}`,
    `from:${2000 + n} ${b}`,
    `in:${2000 + n} ${c}`,
    `from:me ${a} before:${2012 + n}-03-01`,
  ]);
}

const percentile = (times: readonly number[], of: number): number =>
  Number(
    (times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.ceil((times.length * of) / 100) - 1)] ?? NaN).toFixed(1),
  );

/** By the clock, and of the processor: the second says little less than the first on a machine that does nothing else, and the same on a busy one. */
interface Taken {
  readonly wall: number;
  readonly cpu: number;
}

async function timed(times: number, work: () => Promise<unknown>): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (let i = 0; i < times; i++) {
    const [begun, before] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(before);
    taken.push({ wall: performance.now() - begun, cpu: (user + system) / 1000 });
  }
  return taken;
}

function row(what: string, taken: readonly Taken[]): object {
  const [wall, cpu] = [taken.map((one) => one.wall), taken.map((one) => one.cpu)];
  return {
    what,
    'median, ms': percentile(wall, 50),
    '95 of 100, ms': percentile(wall, 95),
    'longest, ms': percentile(wall, 100),
    'CPU: median, ms': percentile(cpu, 50),
    'CPU: 95 of 100, ms': percentile(cpu, 95),
  };
}

/** `posts`: as many likes, a fifth as many messages, and people. */
export async function benchSearch({ posts, followers }: { posts: number; followers: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-bench-'));
  let now = await open(join(folder, 'home'));
  try {
    await writeXArchive(join(folder, 'x'), posts);
    await rm(join(folder, 'x'), { recursive: true });
    const archive = await importFile(now, join(folder, 'x.zip'));
    const queries = await typical(now.client, archive);
    await now.engine.close();
    // As somebody who comes back: nothing is in memory.
    now = await open(join(folder, 'home'));
    const { client } = now;
    const screen = await timed(1, async () => {
      await client.archives.list();
      await client.archives.get({ archive });
    });
    const { counts } = await client.archives.get({ archive });
    const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const rows = [row('first screen, nothing in memory', screen)];
    const taken: Taken[] = [];
    for (const words of queries) taken.push(...(await timed(1, () => client.search({ words, archive, limit: 50 }))));
    rows.push(row(`${queries.length} typical searches, each once`, taken));
    const groups = [
      'word',
      'two words',
      'three words',
      'phrase',
      'beginning',
      'before:',
      'after: has: -',
      'from:',
      'in:',
      'from:me before:',
    ];
    for (const [g, group] of groups.entries())
      rows.push(
        row(
          `… ${group}`,
          taken.filter((_, i) => i % groups.length === g),
        ),
      );
    const screens: Record<string, () => Promise<unknown>> = {
      'posts: first page': () => client.records.page({ archive, kinds: ['post'] }),
      'posts: last page': () => client.records.page({ archive, kinds: ['post'], offset: Math.max(0, posts - 50) }),
      conversations: () => client.conversations.page({ archive }),
    };
    for (const [what, work] of Object.entries(screens)) rows.push(row(what, await timed(3, work)));
    console.log(`\nX, ${records} records`);
    console.table(rows);

    const sample = join(folder, 'sample.zip');
    await pipeline(sampleTikTok({ followers, posts: 640, messages: 8000 }).stream(), createWriteStream(sample));
    const people = await importFile(now, sample);
    const pages: object[] = [];
    for (const sort of ['list', 'name', 'since'] as const)
      for (const find of ['', 'an'])
        for (const descending of [false, true]) {
          const query = { archive: people, relations: ['follower' as const], sort, descending, find };
          const { total } = await client.people.page(query);
          const what = `${sort}${descending ? ', descending' : ''}${find === '' ? '' : `, find “${find}”`}`;
          for (const [which, offset] of [
            ['first', 0],
            ['last', Math.max(0, total - 100)],
          ] as const)
            pages.push(row(`${what}: ${which} page`, await timed(5, () => client.people.page({ ...query, offset }))));
        }
    console.log(`\nTikTok, ${followers} followers`);
    console.table(pages);
  } finally {
    await now.engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}
