/** The desktop door in the real Electron, where its runtime is there: in `ELECTRON_OVERRIDE_DIST_PATH`, or unpacked in the package. Never downloaded for a test. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { compile } from '../../../scripts/build.ts';
import { dropFiles } from '../../electron-stand-in/drop-files.ts';
import type { Door, OpenedDoor, Opening } from './door.ts';
import { environment } from './environment.ts';
import { killEngineOf } from './kill-engine.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules', 'electron', 'dist');
const names: Readonly<Record<string, string>> = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executablePath = join(folder, names[process.platform] ?? 'electron');

export function electronDoor(): Door {
  let compiled: Promise<void> | null = null;

  async function missing(): Promise<string | null> {
    const there = await access(executablePath).then(
      () => true,
      () => false,
    );
    if (!there) return 'its runtime is not here (ELECTRON_OVERRIDE_DIST_PATH, node_modules/electron/dist)';
    const shown = process.platform !== 'linux' || process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'];
    return shown ? null : 'there is no display';
  }

  async function open(opening: Opening): Promise<OpenedDoor> {
    const { home, locale, colours, watch } = opening;
    compiled ??= compile(join(root, 'dist'), { check: false });
    await compiled;
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const env = Object.entries({ ...environment(opening), ADIEU_HOME: home }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const app = await _electron.launch({
      executablePath,
      args: [root, `--lang=${locale}`, ...sandbox],
      env: Object.fromEntries(env),
      colorScheme: colours,
    });
    const page = await app.firstWindow();
    await page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
    watch(page);
    await page.reload();
    const drop = (paths: readonly string[]) => dropFiles(page, 'body', paths);
    // The system's own dialogue is out of a test's reach: it is answered in its place.
    const answerDialogue = (paths: readonly string[]) =>
      app.evaluate(
        ({ dialog }, filePaths) => {
          const ask = dialog.showOpenDialog;
          dialog.showOpenDialog = async () => {
            dialog.showOpenDialog = ask;
            return { canceled: false, filePaths };
          };
        },
        [...paths],
      );
    const saveAs = async (path: string, act: () => Promise<void>) => {
      await app.evaluate(({ dialog }, filePath) => {
        const ask = dialog.showSaveDialog;
        dialog.showSaveDialog = async () => {
          dialog.showSaveDialog = ask;
          return { canceled: false, filePath };
        };
      }, path);
      await act();
    };
    return {
      page,
      give: drop,
      drop,
      answerDialogue,
      saveAs,
      killEngine: () => killEngineOf(app.process().pid),
      system: null,
      close: () => app.close(),
    };
  }

  return { name: 'electron', missing, open, close: () => Promise.resolve() };
}
