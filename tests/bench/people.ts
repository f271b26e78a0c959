/** The sample of a public figure, through the contract: how long a person waits for each screen. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createRouterClient } from '@orpc/server';
import { startEngine } from '../../engine/index.ts';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';
import { memoryKeychain } from '../memory-keychain.ts';

export async function benchPeople({ followers, rounds }: { followers: number; rounds: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-bench-'));
  const engine = await startEngine({
    home: join(folder, 'home'),
    networks: new URL('../../networks/index.ts', import.meta.url),
    keychain: memoryKeychain(),
    door: 'direct',
    version: '0.0.0',
  });
  try {
    const client = createRouterClient(engine.router, { context: engine.context });
    await client.vault.create({ protection: 'keychain' });
    const file = join(folder, 'sample.zip');
    const sample = sampleTikTok({ followers, posts: 640, messages: 8000 });
    await pipeline(sample.stream(), createWriteStream(file));
    let archive = '';
    const importing = await measure(1, async () => {
      const tokens = (await engine.pick([file])).map(({ token }) => token);
      const { job } = await client.imports.start({ tokens });
      for await (const state of await client.jobs.watch({ job })) {
        if (state.state === 'failed') throw new Error(`not read: ${state.code}`);
        if (state.state === 'done' && state.result.job === 'import') archive = state.result.account.archive;
      }
    });
    const screens: Record<string, () => Promise<unknown>> = {
      'list of archives': () => client.archives.list(),
      overview: () => client.archives.get({ archive }),
      'people: first page': () => client.people.page({ archive }),
      'people: followers by name': () => client.people.page({ archive, relations: ['follower'], sort: 'name' }),
      'people: followers by date, the last page': () =>
        client.people.page({
          archive,
          relations: ['follower'],
          sort: 'since',
          descending: true,
          offset: Math.max(0, followers - 100),
        }),
      'people: mutual': () => client.people.page({ archive, relations: ['mutual'] }),
      'people: find "an"': () => client.people.page({ archive, find: 'an' }),
      'posts: first page': () => client.records.page({ archive, kinds: ['post'] }),
      conversations: () => client.conversations.page({ archive }),
      'search: one word': () => client.search({ words: 'merci' }),
      'search: a beginning': () => client.search({ words: 'a*' }),
    };
    const rows = [{ what: `import of ${followers} followers`, ...importing }];
    for (const [what, work] of Object.entries(screens)) rows.push({ what, ...(await measure(rounds + 2, work)) });
    console.log(`\nTikTok, ${followers} followers`);
    console.table(rows);
  } finally {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(times: number, work: () => Promise<unknown>): Promise<{ 'first, ms': number; 'median, ms': number }> {
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    await work();
    taken.push(performance.now() - begun);
  }
  const median = taken.toSorted((a, b) => a - b)[Math.floor(times / 2)] ?? NaN;
  return { 'first, ms': Number((taken[0] ?? NaN).toFixed(1)), 'median, ms': Number(median.toFixed(1)) };
}
