/** The desktop door in the stand-in: the compiled main, preload and engine, in plain Node and a real Chromium page. */
import { join } from 'node:path';
import { dropFiles } from '../../electron-stand-in/drop-files.ts';
import { buildWith, type Built } from '../../electron-stand-in/built.ts';
import { runStandIn } from '../../electron-stand-in/run.ts';
import type { Door, OpenedDoor, Opening } from './door.ts';
import { environment } from './environment.ts';

const page = join(import.meta.dirname, '..', '..', '..', 'dist', 'renderer');

export function electronStandInDoor(): Door {
  let built: Promise<Built> | null = null;

  async function open(opening: Opening): Promise<OpenedDoor> {
    const { home, locale, colours, watch } = opening;
    built ??= buildWith(page);
    const { main } = await built;
    const app = await runStandIn({ main, home, locale, env: environment(opening) });
    await app.page.emulateMedia({ colorScheme: colours, reducedMotion: 'reduce' });
    await app.page.setViewportSize({ width: 1240, height: 860 });
    // Playwright comes to a window that has loaded; once more, watched from the beginning.
    watch(app.page);
    await app.page.reload();
    const drop = (paths: readonly string[]) => dropFiles(app.page, 'body', paths);
    return {
      page: app.page,
      give: drop,
      drop,
      answerDialogue: async (paths) => app.dialog(paths),
      close: async () => void (await app.quit()),
    };
  }

  return { name: 'electron-stand-in', missing: () => Promise.resolve(null), open, close: async () => (await built)?.remove() };
}
