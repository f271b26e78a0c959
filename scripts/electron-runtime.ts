/** Where Electron's runtime is, or can be had without making anybody wait: many networks do not let its download through. */
import { spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const answersWithin = 5_000;
const arrivesWithin = 5 * 60_000;
const executables: Readonly<Record<string, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };

/** The executable, or null and why not, in a few words. Tries to fetch it when the host that has it answers at all. */
export async function electronRuntime(): Promise<{ readonly path: string } | { readonly path: null; readonly why: string }> {
  const folder = electronFolder();
  if (folder === null) return { path: null, why: 'it is not installed' };
  const present = await presentRuntime(folder);
  if (present !== null) return { path: present };
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH']) return { path: null, why: 'ELECTRON_OVERRIDE_DIST_PATH holds none' };
  if (!(await hostAnswers())) return { path: null, why: 'its download cannot be reached from here' };
  process.stderr.write('Fetching Electron (about 120 MB, once)…\n');
  if (!(await install(folder))) return { path: null, why: 'its download did not arrive' };
  const arrived = await presentRuntime(folder);
  return arrived === null ? { path: null, why: 'its download is not whole' } : { path: arrived };
}

/** Not `import 'electron'`: that itself downloads, with no limit. */
function electronFolder(): string | null {
  try {
    return dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  } catch {
    return null;
  }
}

async function presentRuntime(folder: string): Promise<string | null> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const executable = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => executables[process.platform] ?? 'electron');
  const path = join(override ?? join(folder, 'dist'), executable);
  return access(path).then(
    () => path,
    () => null,
  );
}

/** Where the package's own installer would fetch from. */
async function hostAnswers(): Promise<boolean> {
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/';
  try {
    await fetch(mirror, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(answersWithin) });
    return true;
  } catch {
    return false;
  }
}

async function install(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: arrivesWithin,
      killSignal: 'SIGKILL',
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
