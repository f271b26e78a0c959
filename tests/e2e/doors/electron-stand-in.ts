/** The desktop door in the stand-in: the compiled main, preload and engine, in plain Node and a real Chromium page. */
import { join } from 'node:path';
import { dropFiles } from '../../electron-stand-in/drop-files.ts';
import { buildWith, type Built } from '../../electron-stand-in/built.ts';
import { runStandIn, type StandIn } from '../../electron-stand-in/run.ts';
import type { DesktopSystem, Door, OpenedDoor, Opening } from './door.ts';
import { environment } from './environment.ts';
import { killEngineOf } from './kill-engine.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');

export function electronStandInDoor(): Door {
  let built: Promise<Built> | null = null;

  async function open(opening: Opening): Promise<OpenedDoor> {
    const { home, locale, colours, watch } = opening;
    built ??= buildWith(page);
    const { main } = await built;
    const app = await runStandIn({
      main,
      home,
      locale,
      env: environment(opening),
      before: async (first) => {
        await first.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
        await first.setViewportSize({ width: 1240, height: 860 });
        watch(first);
      },
    });
    const drop = (paths: readonly string[]) => dropFiles(app.page, 'body', paths);
    return {
      page: app.page,
      give: drop,
      drop,
      answerDialogue: async (paths) => app.dialog(paths),
      async saveAs(path, act) {
        app.dialog([path]);
        await act();
      },
      killEngine: () => killEngineOf(app.pid),
      system: systemOf(app),
      close: async () => void (await app.quit()),
    };
  }

  return { name: 'electron-stand-in', missing: () => Promise.resolve(null), open, close: async () => (await built)?.remove() };
}

function systemOf(app: StandIn): DesktopSystem {
  return {
    notifications: async () => (await app.happenings()).flatMap((one) => (one.what === 'notification' ? [one] : [])),
    clickNotification: (body) => app.clickNotification(body),
    wake: () => app.wake(),
    inTray: async () => (await app.happenings()).flatMap((one) => (one.what === 'tray' ? [one.there] : [])).at(-1) ?? false,
    chooseFromTray: (position) => app.chooseFromTray(position),
    closeWindow: () => app.closeWindow(),
    nextWindow: () => app.nextWindow(),
  };
}
