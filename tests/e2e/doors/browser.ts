/** The browser door: the real `browser/serve.ts` in a process of its own, and a real Chromium. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser } from '@playwright/test';
import { chromiumArguments, findOrInstallChromium } from '../../../scripts/chromium.ts';
import { dropFiles } from '../../electron-stand-in/drop-files.ts';
import type { Door, OpenedDoor, Opening } from './door.ts';
import { environment } from './environment.ts';
import { killEngineOf } from './kill-engine.ts';

const root = join(import.meta.dirname, '..', '..', '..');

export function browserDoor(): Door {
  let browser: Promise<Browser> | null = null;

  async function launch(): Promise<Browser> {
    return chromium.launch({ executablePath: await findOrInstallChromium(), args: chromiumArguments() });
  }

  async function open(opening: Opening): Promise<OpenedDoor> {
    const { home, locale, colours, watch } = opening;
    browser ??= launch();
    const where = home === '' ? [] : ['--home', home];
    const server = spawn(process.execPath, [join(root, 'browser', 'serve.ts'), '--no-open', ...where], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: environment(opening),
    });
    const context = await (
      await browser
    ).newContext({ locale, colorScheme: colours, reducedMotion: 'reduce', viewport: { width: 1240, height: 860 } });
    const page = await context.newPage();
    watch(page);
    await page.goto(await firstLine(server));
    return {
      page,
      async give(files) {
        await page
          .locator('input[type=file]')
          .first()
          .setInputFiles([...files]);
      },
      drop: (paths) => dropFiles(page, 'body', paths),
      answerDialogue: async (paths) => {
        page.once('filechooser', (chooser) => void chooser.setFiles([...paths]));
      },
      async saveAs(path, act) {
        const download = page.waitForEvent('download');
        await act();
        await (await download).saveAs(path);
      },
      killEngine: () => killEngineOf(server.pid),
      system: null,
      async close() {
        await context.close();
        const gone = server.exitCode === null && server.signalCode === null ? once(server, 'exit') : null;
        server.kill('SIGTERM');
        await gone;
      },
    };
  }

  return {
    name: 'browser',
    missing: () => Promise.resolve(null),
    open,
    close: async () => (await browser)?.close(),
  };
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (!server.stdout) throw new Error('no stdout');
  const lines = createInterface({ input: server.stdout });
  const ended = once(server, 'exit').then(([code]) => {
    throw new Error(`the door ended with ${String(code)} before it said where it is`);
  });
  const [line] = await Promise.race([once(lines, 'line'), ended]);
  ended.catch(() => {});
  return String(line);
}
