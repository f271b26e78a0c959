/** The real command line as a process of its own, in a home of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';

// A process is started for each command, on a machine that may have much else to do.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const main = join(root, 'cli/adieu.mjs');

export interface Ran {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An environment that is the same everywhere: no keychain, no settings of whoever runs the tests. */
export function environment(env: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const foreign = /^(ADIEU_|LC_|LANG|DBUS_|XDG_|VITEST|NODE_OPTIONS|FORCE_COLOR|NO_COLOR)/;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(own), LC_ALL: 'C.UTF-8', ...env };
}

export class Adieu {
  readonly folder: string;
  readonly home: string;

  constructor(folder: string) {
    this.folder = folder;
    this.home = join(folder, 'home');
  }

  static async make(): Promise<Adieu> {
    return new Adieu(await mkdtemp(join(tmpdir(), 'adieu-cli-')));
  }

  /** In the folder beside the home, with nobody at the terminal. */
  start(args: readonly string[], { cwd = this.folder, env = {} }: Surroundings = {}): ChildProcess {
    return spawn(process.execPath, [main, ...args], {
      cwd,
      env: environment({ ADIEU_HOME: this.home, ...env }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  async run(args: readonly string[], around: Surroundings = {}): Promise<Ran> {
    return ended(this.start(args, around));
  }

  /** The one JSON document of a command that has to end well. */
  async json(args: readonly string[], around: Surroundings = {}): Promise<unknown> {
    const { code, stdout, stderr } = await this.run([...args, '--json'], around);
    if (code !== 0) throw new Error(`adieu ${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout) as unknown;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}

export async function ended(child: ChildProcess): Promise<Ran> {
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (part: string) => (text[name] += part));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

/** Waits until a stream of a child has said this. */
export async function said(child: ChildProcess, stream: 'stdout' | 'stderr', what: RegExp): Promise<string> {
  let text = '';
  for await (const part of child[stream]?.setEncoding('utf8') ?? []) if (what.test((text += String(part)))) return text;
  throw new Error(`${String(what)} was never said, only: ${text}`);
}

export async function writeSample(file: string, followers: number): Promise<string> {
  const sample = sampleTikTok({ followers, posts: Math.ceil(followers / 50), messages: Math.ceil(followers / 4) });
  await pipeline(sample.stream(), createWriteStream(file));
  return file;
}
