/** An X archive through the real command line (a process of its own; encrypted, indexed, the original kept), against the yardstick, turn by turn. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { watchMemory } from './tree-memory.ts';
import { writeXArchive } from './x-archive.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = join(root, '../shared/bench');
const Yard = z.object({ records: z.number(), seconds: z.number(), peakRssMb: z.number() });

export interface Round {
  readonly records: number;
  /** Of the work alone. */
  readonly seconds: number;
  /** From the start of the process to its end. */
  readonly wall: number;
  readonly megabytes: number | null;
}

async function run(args: readonly string[]): Promise<{ stdout: string; wall: number; megabytes: number | null }> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const memory = watchMemory(child.pid ?? 0);
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (part: string) => (text[name] += part));
  const [code] = (await once(child, 'close')) as [number | null];
  const wall = (performance.now() - begun) / 1000;
  const bytes = memory.stop();
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${text.stderr}`);
  return { stdout: text.stdout, wall, megabytes: bytes === null ? null : bytes / 1e6 };
}

/** The command line's bundle, which the first start would otherwise make beside its work. */
export const makeBundle = (): Promise<unknown> => run([join(root, 'cli/bundle.mjs')]);

/** `../shared/bench` where it is there, so that numbers can be compared between machines; else the generator and the yardstick that stand here. */
export async function makeArchive(folder: string, posts: number): Promise<string> {
  const theirs = join(shared, 'x-archive.mjs');
  if (existsSync(theirs)) await run([theirs, folder, String(posts), '--zip']);
  else await writeXArchive(folder, posts);
  return `${folder}.zip`;
}

async function yardstick(archive: string, database: string): Promise<Round> {
  const theirs = join(shared, 'yardstick.mjs');
  const script = existsSync(theirs) ? theirs : fileURLToPath(new URL('./yardstick.ts', import.meta.url));
  const { stdout, wall, megabytes } = await run([script, archive, database]);
  const { records, seconds } = Yard.parse(JSON.parse(stdout));
  return { records, seconds, wall, megabytes };
}

export async function readByAdieu(zip: string, home: string): Promise<Round> {
  // Encrypted as always; the key lies beside it, so that neither a keychain nor a passphrase's slow derivation is measured.
  const args = ['read', zip, '--json', '--protection', 'none', '--home', home];
  const { stdout, wall, megabytes } = await run([join(root, 'cli/adieu.mjs'), ...args]);
  const { records, seconds } = AccountOfImport.parse(JSON.parse(stdout));
  return { records: Object.values(records).reduce((sum, { kept }) => sum + kept, 0), seconds, wall, megabytes };
}

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

/** Prints a table. `ratio`: Adieu's records a second, by the clock on the wall and with the start of the process, over the yardstick's own count. */
export async function benchImport({ posts, rounds }: { posts: number; rounds: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-bench-'));
  try {
    const archive = join(folder, 'x');
    const zip = await makeArchive(archive, posts);
    await makeBundle();
    const yard: Round[] = [];
    const ours: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      yard.push(await yardstick(archive, join(folder, `yardstick-${round}.db`)));
      ours.push(await readByAdieu(zip, join(folder, `home-${round}`)));
      await rm(join(folder, `home-${round}`), { recursive: true });
      await rm(join(folder, `yardstick-${round}.db`));
    }
    const rate = (one: Round): number => one.records / one.seconds;
    const rateOnTheWall = (one: Round): number => one.records / one.wall;
    const row = (what: string, of: readonly Round[], by: (one: Round) => number, against: readonly Round[]) => ({
      what,
      records: of[0]?.records ?? 0,
      'best, records/s': Math.round(Math.max(...of.map(by))),
      'median, records/s': Math.round(median(of.map(by))),
      'ratio of best': Number((Math.max(...of.map(by)) / Math.max(...against.map(rate))).toFixed(2)),
      'ratio of median': Number((median(of.map(by)) / median(against.map(rate))).toFixed(2)),
      'peak memory, MB': Math.round(Math.max(...of.map(({ megabytes }) => megabytes ?? NaN))),
    });
    console.log(`\nX, ${posts} posts, ${rounds} rounds`);
    console.table([
      row('yardstick (plain, whole files)', yard, rate, yard),
      row('adieu read, whole process', ours, rateOnTheWall, yard),
      row('adieu read, the import alone', ours, rate, yard),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
