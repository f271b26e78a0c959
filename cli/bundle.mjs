/**
 * The sources of the command line in a few files, made anew when one of them has changed: a command then begins in a third of the time, and its threads hold half the memory,
 * as Node looks for hundreds of modules no more. Plain JavaScript, so that nothing has to be compiled before it.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import module from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const cache = join(root, 'node_modules', '.cache', 'adieu');
const folders = ['cli', 'engine', 'networks', 'shared'];
/** What is started by its address: the command line, the threads, and the networks, which the engine is handed. */
const entries = [
  'cli/run.ts',
  'networks/index.ts',
  'engine/intake/reading-thread.ts',
  'engine/intake/writing-thread.ts',
  'engine/compare/compare-thread.ts',
  'engine/vault/keychain-thread.ts',
];
/** Left in their folders: compiled for one system, or reading files of their own. */
const outside = [/^better-sqlite3-multiple-ciphers/, /^keytar/, /^pdfmake/, /\.node$/];
const oldMilliseconds = 24 * 3600_000;

const nameOf = (path) => path.replaceAll('\\', '/').replaceAll('/', '.').replace(/\.ts$/, '');

/** Of the place, the size and the time of every source: what is the same has not changed. */
function stateOfSources() {
  const hash = createHash('sha256').update(root).update(process.version);
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const folder of folders)
    for (const entry of readdirSync(join(root, folder), { recursive: true }).toSorted())
      if (entry.endsWith('.ts') && !entry.endsWith('.test.ts')) add(join(root, folder, entry));
  add(join(root, 'cli', 'bundle.mjs'));
  add(join(root, 'package-lock.json'));
  return hash.digest('hex').slice(0, 32);
}

/** Where a source reads what lies beside it, it goes on doing so; where it starts another entry, that is the bundled one. */
function placed(code, id) {
  const from = dirname(id);
  return code
    .replaceAll(/moduleUrl\(import\.meta\.url, '([^']+)'\)/g, (all, name) => {
      const entry = relative(root, resolve(from, `${name}.ts`)).replaceAll('\\', '/');
      return entries.includes(entry) ? `new URL('./${nameOf(entry)}.mjs', import.meta.url)` : all;
    })
    .replaceAll(/(?<!mjs', )import\.meta\.url/g, JSON.stringify(pathToFileURL(id).href));
}

async function bundleInto(folder) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    cwd: root,
    platform: 'node',
    input: Object.fromEntries(entries.map((path) => [nameOf(path), join(root, path)])),
    external: outside,
    logLevel: 'silent',
    plugins: [
      {
        name: 'where-sources-lie',
        transform: (code, id) => (id.startsWith(root) && !id.includes('node_modules') ? placed(code, id) : null),
      },
    ],
  });
  await bundle.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'part-[hash].mjs' });
  await bundle.close();
}

/** Makes the bundle, unless it is there. Throws where there is nothing to bundle with, or no place for it. */
async function make() {
  const folder = join(cache, `run-${stateOfSources()}`);
  if (existsSync(folder)) return;
  mkdirSync(cache, { recursive: true });
  const making = `${folder}.${process.pid}`;
  await bundleInto(making);
  try {
    renameSync(making, folder);
  } catch {
    // Another process was faster.
    rmSync(making, { recursive: true, force: true });
  }
  for (const name of readdirSync(cache))
    if (name.startsWith('run-') && Date.now() - statSync(join(cache, name)).mtimeMs > oldMilliseconds)
      rmSync(join(cache, name), { recursive: true, force: true });
}

/** The module to begin with, or null where there is no bundle and none can be made: the sources do as well. */
export function bundled() {
  try {
    const begin = join(cache, `run-${stateOfSources()}`, `${nameOf('cli/run.ts')}.mjs`);
    // In a process of its own: it needs as much memory as an import.
    if (!existsSync(begin)) spawnSync(process.execPath, [fileURLToPath(import.meta.url)], { stdio: 'ignore' });
    if (!existsSync(begin)) return null;
    // What was compiled once is not again, in the threads neither.
    module.enableCompileCache((process.env['NODE_COMPILE_CACHE'] ??= join(cache, 'code')));
    return pathToFileURL(begin);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await make().catch(() => undefined);
