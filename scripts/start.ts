/**
 * `npm start`: builds what is missing or stale and opens the app; in Electron where its runtime is there or can be fetched, otherwise (said in one line)
 * through the browser door. `--browser` goes straight to the door; every other option is the door's.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hasDisplay } from '../browser/app-window.ts';
import { buildPage, compile } from './build.ts';
import { electronRuntime } from './electron-runtime.ts';
import { isStale } from './staleness.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
/** An Electron that ends with an error this soon has not shown anything: it cannot run here. */
const startsWithin = 10_000;

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24)
  throw new Error(`Adieu runs on the Node it installs, 24 or newer; this is ${process.version}. Start it with "npm start".`);

const argv = process.argv.slice(2);
const options = argv.filter((option) => option !== '--browser');
const why = argv.includes('--browser') ? 'asked for' : await startElectron();
if (why !== null) {
  await freshPage();
  if (why !== 'asked for') say(`Electron cannot be used here (${why}); Adieu opens in a browser window instead.`);
  process.exitCode = await run(process.execPath, [join(root, 'browser', 'serve.ts'), ...options]);
}

/** Null when the app was shown and has ended; otherwise why it could not be, in a few words. */
async function startElectron(): Promise<string | null> {
  if (!hasDisplay()) return 'there is no display';
  // Its options are not Electron's: they ask for the door.
  if (options.length > 0) return 'asked for';
  const runtime = await electronRuntime();
  if (runtime.path === null) return runtime.why;
  await freshPage();
  await freshElectron();
  const began = performance.now();
  // As root, Chromium refuses to run its sandbox.
  const code = await run(runtime.path, [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])]);
  if (code !== 0 && performance.now() - began < startsWithin) return `it ended at once, with ${code}`;
  process.exitCode = code;
  return null;
}

async function freshPage(): Promise<void> {
  const built = join(root, 'dist', 'renderer');
  if (!(await isStale(join(built, 'index.html'), inRoot('renderer', 'shared', 'vite.config.ts', 'package-lock.json')))) return;
  say('Building the page…');
  await buildPage(built);
}

async function freshElectron(): Promise<void> {
  const dist = join(root, 'dist');
  if (
    !(await isStale(join(dist, 'electron', 'main.js'), inRoot('electron', 'engine', 'networks', 'shared', 'package-lock.json')))
  )
    return;
  say('Compiling…');
  await compile(dist);
}

function inRoot(...names: string[]): string[] {
  return names.map((name) => join(root, name));
}

/** Runs to the end with our own terminal; Ctrl+C reaches it by itself. Gives the exit code. */
async function run(program: string, args: readonly string[]): Promise<number> {
  const waiting = () => {};
  process.on('SIGINT', waiting);
  const child = spawn(program, args, { stdio: 'inherit', cwd: root });
  const passOn = () => child.kill('SIGTERM');
  process.on('SIGTERM', passOn);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGTERM' ? 0 : 1)));
    });
  } finally {
    process.off('SIGINT', waiting).off('SIGTERM', passOn);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
