/** An engine over a home of its own, driven through the contract as a door drives it. */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createRouterClient, type RouterClient } from '@orpc/server';
import { onTestFinished, vi } from 'vitest';
import { allRecords } from '../../engine/archive/browse.ts';
import { startEngine, type Engine } from '../../engine/index.ts';
import { findHome } from '../../engine/place/find.ts';
import type { Keychain } from '../../engine/vault/keychain.ts';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import type { ImportOptions, JobState } from '../../shared/contract/index.ts';
import { recordKinds, type AnyRecord } from '../../shared/records.ts';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';
import { memoryKeychain } from '../memory-keychain.ts';
import { zipOf } from '../hostile/containers.ts';
import type * as z from 'zod';

// Threads and encrypted files on a busy machine take their time.
vi.setConfig({ testTimeout: 120_000 });

export const realNetworks = new URL('../../networks/index.ts', import.meta.url);
export const tinyNetworks = new URL('./tiny-network.ts', import.meta.url);

export interface Running {
  readonly home: string;
  readonly engine: Engine;
  readonly client: RouterClient<Engine['router']>;
}

export async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'adieu-engine-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** An engine whose vault is open. It is closed with the test. */
export async function running(options: { home?: string; networks?: URL; commitRecords?: number } = {}): Promise<Running> {
  const home = options.home ?? join(await folder(), 'home');
  const keychain = memoryKeychain();
  keychain.goAway();
  const engine = await startEngine({
    home,
    networks: options.networks ?? realNetworks,
    keychain,
    door: 'direct',
    version: '0',
    ...(options.commitRecords === undefined ? {} : { commitRecords: options.commitRecords }),
  });
  onTestFinished(() => engine.close());
  const client = createRouterClient(engine.router, { context: engine.context });
  if ((await client.vault.state()).state === 'new') await client.vault.create({ protection: 'none' });
  return { home, engine, client };
}

/** `<person>/adieu` is the usual place until the test is over. */
export function livesWith(person: string): void {
  const before = process.env['XDG_DATA_HOME'];
  process.env['XDG_DATA_HOME'] = person;
  onTestFinished(() => {
    if (before === undefined) delete process.env['XDG_DATA_HOME'];
    else process.env['XDG_DATA_HOME'] = before;
  });
}

/** An engine where everything lives, as a door starts it. */
export async function runningWhereFound(options: {
  asked?: string | undefined;
  networks?: URL;
  keychain: Keychain;
  startAgain?: () => void;
}): Promise<Running & { blocked: string | null }> {
  const { asked, networks = realNetworks, ...more } = options;
  const found = findHome(asked);
  const engine = await startEngine({ home: found, networks, door: 'direct', version: '0', ...more });
  onTestFinished(() => engine.close());
  const client = createRouterClient(engine.router, { context: engine.context });
  return { home: found.home, engine, client, blocked: engine.blocked?.code ?? null };
}

type Options = Omit<z.input<typeof ImportOptions>, 'tokens'>;

export async function start({ engine, client }: Running, paths: readonly string[], options: Options = {}): Promise<string> {
  const picked = await engine.pick(paths);
  return (await client.imports.start({ tokens: picked.map(({ token }) => token), ...options })).job;
}

export async function ended({ client }: Pick<Running, 'client'>, job: string): Promise<Exclude<JobState, { state: 'running' }>> {
  let last: JobState | null = null;
  for await (const state of await client.jobs.watch({ job })) last = state;
  if (last === null || last.state === 'running') throw new Error('the job gave no end');
  return last;
}

export function accountIn(end: JobState): AccountOfImport {
  if (end.state !== 'done' || end.result.job !== 'import') throw new Error(`no import came to its end: ${JSON.stringify(end)}`);
  return end.result.account;
}

export async function importPaths(run: Running, paths: readonly string[], options: Options = {}): Promise<AccountOfImport> {
  return accountIn(await ended(run, await start(run, paths, options)));
}

/** Waits for the first state of which `when` is true. */
export async function until(run: Running, job: string, when: (state: JobState) => boolean): Promise<JobState> {
  for await (const state of await run.client.jobs.watch({ job })) if (when(state)) return state;
  throw new Error('that never came');
}

export async function sampleFile(into: string, followers: number, name = 'export.zip'): Promise<string> {
  const path = join(into, name);
  const sample = sampleTikTok({ followers, posts: Math.ceil(followers / 50), messages: Math.ceil(followers / 20) });
  await pipeline(sample.stream(), createWriteStream(path));
  return path;
}

/** An export for `tiny-network.ts`. */
export async function tinyFile(
  into: string,
  files: Readonly<Record<string, readonly unknown[]>>,
  name = 'tiny.zip',
): Promise<string> {
  const path = join(into, name);
  const entries = Object.entries(files).map(([file, lines]) => ({
    name: file,
    data: lines.map((line) => JSON.stringify(line)).join('\n'),
  }));
  await writeFile(path, zipOf(entries));
  return path;
}

/** All records of an archive in their order, a hash over them, and each as its line of JSON (parsed, numbers beyond 2^53 are not exact). */
export function everything(
  { engine }: Running,
  archive: string,
): { hash: string; count: number; lines: readonly string[]; records: () => AnyRecord[] } {
  const open = engine.context.store.exact(archive);
  try {
    const hash = createHash('sha256');
    const lines: string[] = [];
    for (const kind of recordKinds)
      for (const record of allRecords(open, kind)) {
        const line = JSON.stringify(record);
        hash.update(`${line}\n`);
        lines.push(line);
      }
    return {
      hash: hash.digest('hex'),
      count: lines.length,
      lines,
      records: () => lines.map((line) => JSON.parse(line) as AnyRecord),
    };
  } finally {
    open.db.close();
  }
}

/** Every file below a folder, but for journals with nothing in them. */
export async function below(path: string): Promise<string[]> {
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.filter(
    (file) => !(file.endsWith('-journal') && statSync(file).size === 0 && existsSync(file.replace(/-journal$/, ''))),
  );
}
