/** The Chromium behind every stand-in window. Started with the first address that is loaded, with the switches the app asked for by then. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Cdp } from './cdp.ts';
import { readSettings } from './settings.ts';

export interface Chromium {
  readonly cdp: Cdp;
  /** For Playwright's `connectOverCDP`. */
  readonly endpoint: string;
}

/** What `app.commandLine` was given: `name` or `name=value`. */
export const switches = new Map<string, string>();
/** `chrome://settings` values by path; how a policy that has no switch is set. */
export const preferences: { webrtcPolicy: string | null } = { webrtcPolicy: null };

/** Chromium's own errands, switched off so that a test sees only what the page does. */
const quiet = [
  '--headless=new',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-search-engine-choice-screen',
  '--password-store=basic',
  '--use-mock-keychain',
  '--force-prefers-reduced-motion',
  '--hide-scrollbars',
  // Electron adds the `close` event to a page's ports; Chromium has it behind this.
  '--enable-features=MessagePortCloseEvent',
];

let running: Promise<Chromium> | null = null;

export function chromium(): Promise<Chromium> {
  running ??= launch();
  return running;
}

async function launch(): Promise<Chromium> {
  const settings = readSettings();
  const profile = join(settings.folder, 'chromium');
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const webrtc = preferences.webrtcPolicy === null ? {} : { webrtc: { ip_handling_policy: preferences.webrtcPolicy } };
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ ...webrtc, intl: { accept_languages: settings.locale } }),
  );
  const wanted = [...switches].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
  // Chromium has no sandbox of its own for root; that of Electron is one of the things only Electron can show.
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(
    settings.chromium,
    [
      ...quiet,
      ...root,
      ...wanted,
      `--lang=${settings.locale}`,
      `--accept-lang=${settings.locale}`,
      '--window-size=1200,800',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  process.on('exit', () => child.kill('SIGKILL'));
  const address = await new Promise<string>((resolve, reject) => {
    const lines = createInterface({ input: child.stderr });
    const said: string[] = [];
    lines.on('line', (line) => {
      said.push(line);
      const found = /^DevTools listening on (ws:\S+)$/.exec(line);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('exit', (code) => reject(new Error(`Chromium ended with ${code}:\n${said.join('\n')}`)));
    child.once('error', reject);
  });
  return { cdp: await Cdp.connect(address), endpoint: `http://${new URL(address).host}` };
}
