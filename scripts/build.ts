/** `npm run build`: everything Electron needs, in `dist/`: the compiled sources, what lies beside them, and the page. */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The folders that run inside Electron; `renderer` is built by vite. */
const folders = ['shared', 'engine', 'networks', 'electron'];
/** What the compiler makes something of, or nobody reads at run time. Everything else lies beside the sources because they read it, and is carried along. */
const leftBehind = new Set(['.ts', '.cts', '.md']);

/** Compiles the sources into `out`. Throws where a type is wrong: what is shipped has been checked. A test that only runs it can leave that to `tsc`. */
export async function compile(out: string, { check = true }: { check?: boolean } = {}): Promise<void> {
  for (const project of ['tsconfig.build.json', 'electron/tsconfig.preload.json']) tsc(project, out, check);
  for (const folder of folders) await carry(folder, out);
}

function tsc(project: string, out: string, check: boolean): void {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(
      process.execPath,
      [compiler, '-p', project, '--noEmit', 'false', '--outDir', out, ...(check ? [] : ['--noCheck'])],
      {
        cwd: root,
        encoding: 'utf8',
      },
    );
  } catch (error) {
    const said = error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
    throw new Error(`${project} does not compile:\n${said}`, { cause: error });
  }
}

async function carry(folder: string, out: string): Promise<void> {
  for (const entry of await readdir(join(root, folder), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || leftBehind.has(extname(entry.name)) || entry.name.startsWith('tsconfig')) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(out, from.slice(root.length));
    await mkdir(dirname(to), { recursive: true });
    await cp(from, to);
  }
}

/** Builds the page into `out`. */
export async function buildPage(out: string): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', build: { outDir: out, emptyOutDir: true } });
}

if (import.meta.main) {
  const dist = join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  await compile(dist);
  await buildPage(join(dist, 'renderer'));
}
