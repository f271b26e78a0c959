/** The browser door: the engine in its own process, a loopback server before it, a window on that. `serve.ts [--home DIR] [--port N] [--now INSTANT] [--no-open] [--stay]`. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { keepCompiledCode } from '../engine/code-cache.ts';
import { Refusal } from '../shared/errors.ts';
import { hasDisplay, openAppWindow, type AppWindow } from './app-window.ts';
import { openDoor } from './door.ts';
import { linkEngine } from './engine-link.ts';
import { findBrowser } from './find-browser.ts';
import { readOptions, type ServeOptions } from './options.ts';
import { readPages } from './pages.ts';

const tokenLife = 10 * 60_000;
const grace = 10_000;
const root = new URL('../', import.meta.url);

/** Serves until the last window has closed, a signal comes, or nobody came; gives the exit code. */
export async function serve(options: ServeOptions): Promise<number> {
  // For the engine's process.
  keepCompiledCode();
  const pages = await readPages(fileURLToPath(new URL('dist/renderer/', root)));
  const ending = Promise.withResolvers<number>();
  const engine = linkEngine({
    module: new URL('./engine-process.ts', import.meta.url),
    args: [options.home ?? '', await version(), options.now ?? ''],
    givenUp: () => ending.resolve(70),
  });
  const door = await openDoor({
    pages,
    engine,
    port: options.port,
    tokenLife,
    grace,
    lastWindowGone: () => options.stay || ending.resolve(0),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.resolve(0));

  const window = options.open ? await openWindow(door.address()) : null;
  if (!window) offerAddress();
  void window?.ended.then(() => {
    // A browser that ends before it has shown anything could not open its window. One that ends later was closed: no need to wait for it to come back.
    if (!door.opened()) offerAddress();
    else if (!options.stay && door.windows() === 0) ending.resolve(0);
  });

  /** Prints an address; when nobody has come before it expires, stops, or prints the next one. */
  function offerAddress(): void {
    console.log(door.address());
    setTimeout(() => {
      if (door.opened()) return;
      if (options.stay) return offerAddress();
      console.error('Nobody opened the address in time, so Adieu stops. Start it again whenever you like.');
      ending.resolve(0);
    }, tokenLife).unref();
  }

  const code = await ending.promise;
  await door.close();
  await Promise.all([engine.close(), window?.close()]);
  return code;
}

/** Null where no window can be opened: there is no display, or no browser that has app windows. */
async function openWindow(address: string): Promise<AppWindow | null> {
  const browser = hasDisplay() ? await findBrowser() : null;
  return browser && openAppWindow(browser, address).catch(() => null);
}

async function version(): Promise<string> {
  return String(JSON.parse(await readFile(new URL('package.json', root), 'utf8')).version);
}

if (import.meta.main) {
  try {
    process.exitCode = await serve(readOptions(process.argv.slice(2)));
  } catch (error) {
    console.error(error instanceof Refusal ? `${error.message} ${error.detail['reason'] ?? ''}`.trim() : error);
    process.exitCode = error instanceof Refusal ? 2 : 70;
  }
}
