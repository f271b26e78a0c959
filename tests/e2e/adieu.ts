/**
 * The fixtures of every end-to-end test: a home of its own, a door on it, the words of its language, and the rule that nothing may go wrong unseen: no
 * error in the page, no dialogue, no request to anywhere but the door.
 */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { test as base, expect, type Page } from '@playwright/test';
import type { Door, DoorOptions, OpenedDoor } from './doors/door.ts';
import { doorNamed } from './doors/index.ts';
import type { Prepared } from './prepare.ts';
import { locales, sayIn, type Language, type Say } from './words.ts';

interface Where {
  readonly now?: string;
  /** Another home than the test's first; empty: none is asked for. */
  readonly home?: string;
  /** Goes into the door's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

interface Fixtures {
  language: Language;
  colours: 'light' | 'dark';
  /** Null: a home in which nothing has happened yet. */
  prepared: Prepared | null;
  say: Say;
  /** A folder of the test's own for files. */
  folder: string;
  home: string;
  /** The person's own folder, with a `Documents` in it. */
  person: string;
  /** What went wrong in any window so far. A test that expects something takes it out. */
  mishaps: string[];
  /** Opens the door on the home. Time moves by closing it and opening it again with a later `now`: the engine's clock stands there. */
  open: (at?: Where) => Promise<OpenedDoor>;
  /** Makes another home in which something has happened already: another computer. Answers where it is. */
  prepareAnother: (what: Prepared) => Promise<string>;
}

export const test = base.extend<Fixtures, DoorOptions & { door: Door }>({
  doorName: ['browser', { option: true, scope: 'worker' }],
  door: [
    async ({ doorName }, use) => {
      const door = doorNamed(doorName);
      await use(door);
      await door.close();
    },
    { scope: 'worker' },
  ],
  language: ['en', { option: true }],
  colours: ['light', { option: true }],
  prepared: [{}, { option: true }],
  say: async ({ language }, use) => use(sayIn(language)),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing.
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'adieu-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  home: async ({ folder, prepared }, use) => {
    const home = join(folder, 'home');
    if (prepared) await prepare(home, prepared);
    await use(home);
  },
  prepareAnother: async ({ folder }, use) => {
    let homes = 0;
    await use(async (what) => {
      const home = join(folder, `home-${++homes}`);
      await prepare(home, what);
      return home;
    });
  },
  person: async ({ folder }, use) => {
    const person = join(folder, 'person');
    await mkdir(join(person, 'Documents'), { recursive: true });
    await use(person);
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs: nothing.
  mishaps: async ({}, use) => {
    const mishaps: string[] = [];
    await use(mishaps);
    expect(mishaps, 'what went wrong in the window').toEqual([]);
  },
  open: async ({ door, home, person, language, colours, mishaps }, use) => {
    const missing = await door.missing();
    test.skip(missing !== null, `no ${door.name} here: ${missing}`);
    const opened: OpenedDoor[] = [];
    await use(async (at) => {
      const one = await door.open({
        home: at?.home ?? home,
        person,
        locale: locales[language],
        now: at?.now,
        env: at?.env,
        colours,
        watch: (page) => watch(page, mishaps),
      });
      opened.push(one);
      return one;
    });
    for (const one of opened) await one.close();
  },
});

export { expect };

async function prepare(home: string, what: Prepared): Promise<void> {
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'prepare.ts'), home, JSON.stringify(what)]);
}

function watch(page: Page, mishaps: string[]): void {
  page.on('pageerror', (error) => mishaps.push(`error: ${error.message}`));
  page.on('crash', () => mishaps.push('the page crashed'));
  page.on('dialog', (dialog) => {
    mishaps.push(`dialogue: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => mishaps.push(`window: ${popup.url()}`));
  page.on('download', (download) => mishaps.push(`download: ${download.url()}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') mishaps.push(`console: ${message.text()}`);
  });
  let origin: string | null = null;
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol === 'data:' || url.protocol === 'blob:') return;
    const from = `${url.protocol}//${url.host}`;
    origin ??= from;
    if (from !== origin) mishaps.push(`request: ${request.url()}`);
  });
}
