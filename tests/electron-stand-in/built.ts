/** The compiled app in a folder of its own, with a page of the test's choice; and copies of it with something taken out, to show that the guard it was is needed. */
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../scripts/build.ts';

export interface Built {
  readonly main: string;
  /** A copy in which each `from` (found exactly once in that compiled file) has become `to`. */
  without(patches: readonly Patch[]): Promise<Built>;
  remove(): Promise<void>;
}
export interface Patch {
  /** Below `dist/electron`. */
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Compiles the sources; the page is the given files, or a folder that was built. */
export async function buildWith(page: Readonly<Record<string, string>> | string): Promise<Built> {
  const folder = await newFolder();
  const dist = join(folder, 'dist');
  await compile(dist, { check: false });
  if (typeof page === 'string') await cp(page, join(dist, 'renderer'), { recursive: true });
  else
    for (const [name, text] of Object.entries(page)) {
      await mkdir(dirname(join(dist, 'renderer', name)), { recursive: true });
      await writeFile(join(dist, 'renderer', name), text);
    }
  return builtIn(folder);
}

function builtIn(folder: string): Built {
  return {
    main: join(folder, 'dist', 'electron', 'main.js'),
    without: async (patches) => {
      const copy = await newFolder();
      await cp(join(folder, 'dist'), join(copy, 'dist'), { recursive: true });
      for (const { file, from, to } of patches) {
        const path = join(copy, 'dist', 'electron', file);
        const text = await readFile(path, 'utf8');
        const times = text.split(from).length - 1;
        if (times !== 1) throw new Error(`${String(from)} stands ${times} times in ${file}`);
        await writeFile(
          path,
          text.replace(from, () => to),
        );
      }
      return builtIn(copy);
    },
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-built-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
  return folder;
}
