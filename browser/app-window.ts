/**
 * Opens the app in a window of its own: a Chrome, Edge or Chromium without tabs or address bar, with a temporary profile that knows nothing of the
 * person's own browsing (no extensions, no history, no other site's cookies) and is removed afterwards.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FoundBrowser } from './find-browser.ts';

export interface AppWindow {
  /** Settles when the browser has ended, because its window was closed or because it could not open one. */
  readonly ended: Promise<void>;
  /** Closes the window, if it is still there, and removes its profile. */
  close(): Promise<void>;
}

/** Whether a window could be seen at all. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

/**
 * Opens `address` in an app window. The address holds the one-time token, and a command line can be read by every user of the machine: so the browser
 * is given a file that only this user can read, and the file leads on to the address.
 * @throws when the browser does not start.
 */
export async function openAppWindow(browser: FoundBrowser, address: string): Promise<AppWindow> {
  const folder = await privateFolder(browser);
  const opening = join(folder, 'adieu.html');
  await writeFile(opening, openingPage(address), { mode: 0o600 });
  const child = spawn(browser.path, browserArguments(join(folder, 'profile'), opening), { stdio: 'ignore' });
  try {
    await once(child, 'spawn');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    ended,
    async close() {
      child.kill();
      await ended;
      // The last of the browser's processes may still be writing its profile.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

function browserArguments(profile: string, opening: string): string[] {
  return [
    `--app=${pathToFileURL(opening).href}`,
    `--user-data-dir=${profile}`,
    '--window-size=1240,860',
    '--no-first-run',
    '--no-default-browser-check',
    // The browser itself should not talk to anyone on this window's account either.
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-extensions',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
    '--no-proxy-server',
    // Nothing is kept in this profile that a keyring would have to protect.
    '--password-store=basic',
    // Chromium refuses to run its sandbox as root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** `mkdtemp` makes folders that only this user can enter. */
async function privateFolder(browser: FoundBrowser): Promise<string> {
  const parent = browser.snap ? join(homedir(), 'snap', 'chromium', 'common') : tmpdir();
  await mkdir(parent, { recursive: true });
  return mkdtemp(join(parent, 'adieu-window-'));
}

/** Leads on to the address, and leaves nothing of itself in the history. */
export function openingPage(address: string): string {
  const url = JSON.stringify(address).replaceAll('<', '\\u003c');
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Adieu</title><script>location.replace(${url})</script>\n`;
}
