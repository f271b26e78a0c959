/**
 * `npm run package [-- --dir]`: builds, and packs for this system with electron-builder. `--dir` stops at the unpacked folder. Where Electron's runtime cannot be
 * downloaded, `ADIEU_ELECTRON_DIST` names a folder that holds it.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { flipFuses } from '@electron/fuses';
import { fuses } from '../build/fuses.ts';
import { buildPage, compile } from './build.ts';

/** `linux.executableName` of electron-builder.yml. */
const linuxProgram = 'adieu';
const root = fileURLToPath(new URL('..', import.meta.url));

export interface PackageOptions {
  /** The folder with `dist/` and `package.json`. */
  readonly project: string;
  /** Only the unpacked folder. */
  readonly unpacked: boolean;
  /** A folder that holds Electron's runtime; null: electron-builder fetches it. */
  readonly runtime: string | null;
  readonly output: string;
}

/** Packs what was built. Gives the files made (none for a folder). */
export async function packageApp(options: PackageOptions): Promise<readonly string[]> {
  const { build } = await import('electron-builder');
  return build({
    projectDir: options.project,
    dir: options.unpacked,
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      directories: { output: options.output, buildResources: join(root, 'build') },
      ...(options.runtime === null ? {} : { electronDist: options.runtime }),
      // The runtime's own sample app: the builder leaves it in a folder it was given.
      afterExtract: async ({ appOutDir }) => {
        for (const resources of ['resources', 'Electron.app/Contents/Resources'])
          await rm(join(appOutDir, resources, 'default_app.asar'), { force: true });
      },
      // Not the builder's own way to set them: the list of fuses it brings along is older than Electron's.
      afterPack: async ({ appOutDir, electronPlatformName, packager }) => {
        const { productFilename } = packager.appInfo;
        const programs: Readonly<Record<string, string>> = { darwin: `${productFilename}.app`, win32: `${productFilename}.exe` };
        await flipFuses(join(appOutDir, programs[electronPlatformName] ?? linuxProgram), fuses);
      },
    },
  });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { dir: { type: 'boolean', default: false } } });
  const dist = join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  await compile(dist);
  await buildPage(join(dist, 'renderer'));
  const made = await packageApp({
    project: root,
    unpacked: values.dir,
    runtime: process.env['ADIEU_ELECTRON_DIST'] ?? null,
    output: join(root, 'release'),
  });
  for (const file of made.length > 0 ? made : [join(root, 'release')]) console.log(file);
}
