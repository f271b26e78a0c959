/**
 * `npm run bench`: how fast, how large, with ratios, as tables. It judges nothing: a machine that does something else at the same time gives other numbers.
 * `--only import,people,weight,page` (and `search` and `growth`, which take minutes; `npm run bench -- search` is that alone) · `--posts N` · `--followers N` · `--rounds N`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { firstLoad, firstLoadLimit } from '../../build/check-size.ts';
import buildFirst from '../e2e/build-first.ts';
import { benchGrowth } from './growth.ts';
import { benchImport } from './import.ts';
import { benchPeople } from './people.ts';
import { benchSearch } from './search.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: 'import,people,weight,page' },
    posts: { type: 'string' },
    followers: { type: 'string' },
    rounds: { type: 'string', default: '3' },
  },
});
const wanted = new Set(positionals.length > 0 ? positionals : values.only.split(','));
const [posts, followers, rounds] = [Number(values.posts ?? 100_000), Number(values.followers ?? 80_000), Number(values.rounds)];

if (wanted.has('import')) await benchImport({ posts, rounds });
if (wanted.has('growth')) await benchGrowth({ rounds });
if (wanted.has('people')) await benchPeople({ followers, rounds });
if (wanted.has('search'))
  await benchSearch({ posts: Number(values.posts ?? 450_000), followers: Number(values.followers ?? 100_000) });
if (wanted.has('weight')) await weight();
if (wanted.has('page')) {
  const page = fileURLToPath(new URL('./page.ts', import.meta.url));
  console.log('\nThe page while it works');
  const [code] = (await once(spawn(process.execPath, [page, String(followers)], { stdio: 'inherit' }), 'exit')) as [
    number | null,
  ];
  if (code !== 0) console.log('The page could not be measured.');
}

/** JavaScript before the first screen. */
async function weight(): Promise<void> {
  const folder = fileURLToPath(new URL('../../dist/renderer', import.meta.url));
  console.log('\nFirst load of the page');
  await buildFirst();
  const total = [...(await firstLoad(folder)).values()].reduce((sum, size) => sum + size, 0);
  console.table([
    { 'JavaScript, gzipped, kB': Math.round(total / 1000), 'of the limit': Number((total / firstLoadLimit).toFixed(2)) },
  ]);
}
