/**
 * Packing, as far as it goes without Electron's runtime: a folder the test makes stands in for it (the right files, and in the program the fuse wire that
 * Electron's has). What that cannot show: that the packed program starts, the installers, signatures, and the hash of the archive in the program.
 */
import { createPackage, extractFile, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuses } from '../build/fuses.ts';
import { compile } from '../scripts/build.ts';
import { packageApp } from '../scripts/package.ts';

const root = join(import.meta.dirname, '..');
/** Where Electron keeps its fuses in the program: this text, the version of the wire, how many, and a letter for each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const names = Object.values(FuseV1Options).filter((name): name is keyof typeof FuseV1Options => typeof name === 'string');

describe.skipIf(process.platform !== 'linux')('npm run package -- --dir, with a folder in the place of the runtime', () => {
  let folder: string;
  let packed: string;

  beforeAll(async () => {
    // Beside the modules, which are linked there file by file: under a link to their folder npm takes the optional ones, and so the native ones, for strangers.
    const beside = join(root, 'release');
    await mkdir(beside, { recursive: true });
    folder = await mkdtemp(join(beside, 'test-'));
    const runtime = await standInRuntime(join(folder, 'runtime'));
    const project = join(folder, 'project');
    await mkdir(project);
    for (const name of ['package.json', 'package-lock.json', 'LICENSE']) await copyFile(join(root, name), join(project, name));
    execFileSync('cp', ['-al', join(root, 'node_modules'), join(project, 'node_modules')]);
    await compile(join(project, 'dist'), { check: false });
    await mkdir(join(project, 'dist', 'renderer'), { recursive: true });
    await writeFile(join(project, 'dist', 'renderer', 'index.html'), '<!doctype html><title>Adieu</title>');
    const output = join(folder, 'release');
    await packageApp({ project, unpacked: true, runtime, output });
    const [unpacked] = (await readdir(output)).filter((name) => name.endsWith('unpacked'));
    packed = join(output, unpacked ?? '');
  }, 180_000);

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const archive = () => join(packed, 'resources', 'app.asar');

  test('the program is called adieu, and the runtime lies around it', async () => {
    expect(await readdir(packed)).toEqual(expect.arrayContaining(['adieu', 'resources', 'icudtl.dat', 'locales']));
    expect(await readdir(join(packed, 'resources'))).not.toContain('default_app.asar');
  });

  test('every fuse in it is as stated', async () => {
    const wire: Readonly<Record<string, unknown>> = { ...(await getCurrentFuseWire(join(packed, 'adieu'))) };
    for (const name of names) {
      const stated = fuses[FuseV1Options[name]];
      expect([name, wire[FuseV1Options[name]]]).toEqual([name, (stated ? '1' : '0').charCodeAt(0)]);
    }
  });

  test('the archive holds what runs, and nothing of how it was made', () => {
    const files = listPackage(archive(), { isPack: false });
    expect(files).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/dist/electron/main.js',
        '/dist/electron/preload.cjs',
        '/dist/electron/engine-process.js',
        '/dist/renderer/index.html',
        '/dist/networks/index.js',
        '/dist/engine/copies/page/viewer.js',
        '/node_modules/zod/package.json',
        '/node_modules/@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2',
        '/node_modules/@orpc/server/package.json',
      ]),
    );
    const left = files.filter(
      (file) => /^\/(tests|scripts|renderer|docs|\.ci|\.git)\//.test(file) || /\.test\.|^\/dist\/.*\.tsx?$/.test(file),
    );
    expect(left).toEqual([]);
    for (const dev of ['electron', 'electron-builder', 'vite', 'typescript', 'vitest', 'node', 'playwright-core', 'react'])
      expect(files).not.toContain(`/node_modules/${dev}/package.json`);
  });

  test('the entry of the packed app is the compiled main', () => {
    const { main, name } = JSON.parse(extractFile(archive(), 'package.json').toString()) as { main: string; name: string };
    expect([name, main]).toEqual(['adieu', 'dist/electron/main.js']);
  });

  test('native modules lie outside the archive, where they can be loaded', async () => {
    const outside = await readdir(join(packed, 'resources', 'app.asar.unpacked'), { recursive: true });
    const native = outside.filter((name) => name.endsWith('.node')).join('\n');
    for (const name of [/better-sqlite3-multiple-ciphers/, /keyring/, /skia/]) expect(native).toMatch(name);
  });

  test('what is read beside the sources is in it', async () => {
    const files = new Set(listPackage(archive(), { isPack: false }));
    for (const part of ['engine', 'networks', 'shared']) {
      for (const entry of await readdir(join(root, part), { recursive: true }))
        if (/\.(sql|json)$/.test(entry) && !/tsconfig|test/.test(entry)) expect(files).toContain(`/dist/${part}/${entry}`);
    }
  });
});

test('the archive is checked by its hash, and only it is run', async () => {
  const settings = await readFile(join(root, 'electron-builder.yml'), 'utf8');
  expect(settings).toMatch(/^asar: true$/m);
  expect(settings).toMatch(/^disableAsarIntegrity: false$/m);
  expect(fuses[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(true);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(true);
});

test('every fuse there is has been stated', () => {
  for (const name of names) expect(fuses[FuseV1Options[name]], name).toBeTypeOf('boolean');
  expect(fuses.strictlyRequireAllFuses).toBe(true);
});

async function standInRuntime(folder: string): Promise<string> {
  await mkdir(join(folder, 'resources'), { recursive: true });
  await mkdir(join(folder, 'locales'));
  // Every fuse the other way round, so that each has to be flipped.
  const wire = names.map((name) => (fuses[FuseV1Options[name]] ? '0' : '1')).join('');
  const program = [Buffer.from('#!/bin/false\n'), Buffer.from(sentinel), Buffer.from([1, wire.length]), Buffer.from(wire)];
  await writeFile(join(folder, 'electron'), Buffer.concat(program));
  await chmod(join(folder, 'electron'), 0o755);
  for (const name of [
    'icudtl.dat',
    'version',
    'LICENSE',
    'LICENSES.chromium.html',
    'chrome-sandbox',
    'resources.pak',
    'locales/en-US.pak',
  ])
    await writeFile(join(folder, name), name === 'version' ? '45.4.1' : name);
  const defaultApp = join(folder, 'default-app');
  await mkdir(defaultApp);
  await writeFile(join(defaultApp, 'main.js'), '');
  await createPackage(defaultApp, join(folder, 'resources', 'default_app.asar'));
  await rm(defaultApp, { recursive: true });
  return folder;
}
