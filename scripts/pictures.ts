/**
 * `npm run pictures`: opens Adieu through the browser door on a temporary home, reads the sample, and takes the pictures of the README into
 * `docs/pictures/`. `--all DIR`: every screen in every language, theme and width into DIR, to be looked at. The page has to be built.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createIntl } from 'react-intl';
import { en, type WordId } from '../shared/words/en.ts';
import { fr } from '../shared/words/fr.ts';
import { chromiumArguments, findOrInstallChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
const passphrase = 'seven quiet herons at dusk';

interface Manner {
  readonly language: 'en' | 'fr';
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

/** The screens of the README, each in one manner. */
const chosen: readonly (readonly [screen: string, manner: Manner])[] = [
  ['home', { language: 'en', theme: 'light', width: 1280 }],
  ['account', { language: 'en', theme: 'light', width: 1280 }],
  ['overview', { language: 'en', theme: 'dark', width: 1280 }],
  ['people', { language: 'en', theme: 'light', width: 1280 }],
  ['messages', { language: 'fr', theme: 'light', width: 1280 }],
  ['search', { language: 'fr', theme: 'dark', width: 1280 }],
  ['copy', { language: 'en', theme: 'light', width: 1280 }],
];

type Words = (id: WordId, values?: Record<string, string | number>) => string;

function wordsIn(language: Manner['language']): Words {
  const intl = createIntl({ locale: language, messages: { en, fr }[language] });
  return (id, values) => intl.formatMessage({ id }, values);
}

interface Scene {
  readonly name: string;
  /** Goes there; the page is on the first screen, or on what stands before it. */
  readonly go: (page: Page, say: Words) => Promise<void>;
}

const before: readonly Scene[] = [
  { name: 'first-language', go: async (page, say) => page.getByRole('heading', { name: say('first.title') }).waitFor() },
  {
    name: 'first-protection',
    go: async (page, say) => {
      await page.getByRole('button', { name: say('first.next') }).click();
      await page.getByRole('heading', { name: say('protect.title') }).waitFor();
    },
  },
  { name: 'first-none', go: async (page, say) => page.getByRole('radio', { name: say('protect.none.name') }).check() },
];

const archive = async (page: Page, say: Words): Promise<void> => {
  await page
    .getByRole('region', { name: say('home.archivesBeside') })
    .getByRole('link')
    .first()
    .click();
  await page.getByRole('navigation').nth(1).waitFor();
};
const tab =
  (id: 'people' | 'posts' | 'messages' | 'other') =>
  async (page: Page, say: Words): Promise<void> => {
    await archive(page, say);
    await page
      .getByRole('navigation', { name: say('archive.parts') })
      .getByRole('link', { name: say(`tab.${id}`) })
      .click();
  };
const nothing = async (): Promise<void> => {};
async function leaving(page: Page, say: Words): Promise<void> {
  await page.getByRole('link', { name: say('leave.go') }).click();
  await page.getByRole('list', { name: say('leave.networks') }).waitFor();
}
async function account(page: Page, say: Words): Promise<void> {
  await leaving(page, say);
  await page.getByRole('textbox', { name: say('leave.search') }).fill('TikTok');
  await page.getByRole('textbox', { name: say('leave.search') }).press('Enter');
  await page.getByRole('textbox', { name: say('leave.handle') }).waitFor();
}

const scenes: readonly Scene[] = [
  { name: 'home', go: nothing },
  { name: 'leave', go: leaving },
  {
    name: 'leave-other',
    go: async (page, say) => {
      await leaving(page, say);
      await page.getByRole('textbox', { name: say('leave.search') }).fill('Le Clocher');
    },
  },
  { name: 'leave-account', go: account },
  {
    name: 'leave-means',
    go: async (page, say) => {
      await account(page, say);
      await page.getByRole('textbox', { name: say('leave.handle') }).fill('@exemple');
      await page.getByRole('button', { name: say('leave.next') }).click();
      await page.locator('dl summary').first().click();
    },
  },
  { name: 'overview', go: archive },
  { name: 'people', go: tab('people') },
  {
    name: 'people-deep',
    go: async (page, say) => {
      await tab('people')(page, say);
      await page.getByRole('row').nth(3).waitFor();
      await page.keyboard.press('End');
    },
  },
  { name: 'posts', go: tab('posts') },
  {
    name: 'record',
    go: async (page, say) => {
      await tab('posts')(page, say);
      await page.getByRole('article').first().getByRole('button').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'messages',
    go: async (page, say) => {
      await tab('messages')(page, say);
      await page
        .getByRole('list', { name: say('messages.conversations') })
        .getByRole('link')
        .first()
        .click();
      await page.getByRole('heading', { level: 3 }).waitFor();
    },
  },
  { name: 'other', go: tab('other') },
  {
    name: 'account',
    go: async (page, say) => {
      await archive(page, say);
      await page
        .getByRole('region', { name: say('overview.imports') })
        .getByRole('link')
        .first()
        .click();
      await page.getByRole('heading', { level: 1, name: say('account.title') }).waitFor();
    },
  },
  {
    name: 'search-one',
    go: async (page, say) => {
      await archive(page, say);
      await search(page, say('search.one'));
    },
  },
  {
    name: 'search',
    go: async (page, say) => {
      await page.getByRole('link', { name: say('nav.search') }).click();
      await search(page, say('search.all'));
    },
  },
  {
    name: 'search-none',
    go: async (page, say) => {
      await page.getByRole('link', { name: say('nav.search') }).click();
      const box = page.getByRole('textbox', { name: say('search.all') });
      await box.fill('xyzzyplugh');
      await box.press('Enter');
      await page.getByText(say('search.none', { words: 'xyzzyplugh' })).waitFor();
    },
  },
  {
    name: 'copy',
    go: async (page, say) => {
      await archive(page, say);
      await page.getByRole('button', { name: say('copyOut.open') }).click();
      await page.getByRole('button', { name: say('copyOut.go') }).waitFor();
    },
  },
  {
    name: 'delete',
    go: async (page, say) => {
      await archive(page, say);
      await page.getByRole('button', { name: say('delete.open') }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'settings',
    go: async (page, say) => {
      await page.getByRole('link', { name: say('nav.settings') }).click();
      await page.getByRole('heading', { level: 1, name: say('settings.title') }).waitFor();
    },
  },
  {
    name: 'recovery',
    go: async (page, say) => {
      await page.getByRole('link', { name: say('nav.settings') }).click();
      await page.getByRole('button', { name: say('settings.recoveryShow') }).click();
      await page.getByRole('list', { name: say('recovery.code') }).waitFor();
    },
  },
];

async function search(page: Page, box: string): Promise<void> {
  await page.getByRole('textbox', { name: box }).fill('merci');
  await page.getByRole('textbox', { name: box }).press('Enter');
  await page.locator('mark').first().waitFor();
}

async function takePictures(folder: string, all: boolean): Promise<void> {
  await mkdir(folder, { recursive: true });
  const home = await mkdtemp(join(tmpdir(), 'adieu-pictures-'));
  const browser = await chromium.launch({
    executablePath: await findOrInstallChromium(),
    args: [...chromiumArguments(), '--disable-background-networking'],
  });
  let server: ChildProcess | null = null;
  try {
    server = serve(home);
    const first = await open(browser, { language: 'en', theme: 'light', width: 1280 });
    await first.page.goto(await firstLine(server));
    const address = new URL('/', first.page.url()).href;
    await first.page.getByRole('heading', { level: 1 }).waitFor();
    const state = await first.context.storageState();
    const manners = all ? everyManner() : chosen.map(([, manner]) => manner);
    if (all) for (const manner of manners) await visit(browser, state, address, manner, before, folder, () => true);

    await begin(first.page, folder, all);
    await depart(home);
    for (const manner of manners)
      await visit(browser, state, address, manner, scenes, folder, (name) =>
        all ? true : chosen.some(([screen, as]) => screen === name && as === manner),
      );
    await first.context.close();
  } finally {
    await browser.close();
    if (server !== null && server.exitCode === null) {
      server.kill('SIGTERM');
      await once(server, 'exit');
    }
    await rm(home, { recursive: true, force: true });
  }
}

function everyManner(): Manner[] {
  const manners: Manner[] = [];
  for (const language of ['en', 'fr'] as const)
    for (const theme of ['light', 'dark'] as const)
      for (const width of [1280, 900, 390]) manners.push({ language, theme, width });
  return manners;
}

/** From nothing to an archive of the sample. */
async function begin(page: Page, folder: string, all: boolean): Promise<void> {
  const say = wordsIn('en');
  const shot = async (name: string): Promise<void> => {
    if (all) await page.screenshot({ path: join(folder, `${name}.png`) });
  };
  await page.getByRole('button', { name: say('first.next') }).click();
  await page.getByRole('radio', { name: say('protect.passphrase.name') }).check();
  await page.getByRole('textbox', { name: say('protect.passphrase.label') }).fill(passphrase);
  await page.getByRole('textbox', { name: say('protect.passphrase.again') }).fill(passphrase);
  await shot('first-passphrase');
  await page.getByRole('button', { name: say('protect.go') }).click();
  await page.getByRole('heading', { name: say('recovery.title') }).waitFor();
  await shot('first-recovery');
  const code = await page
    .getByRole('list', { name: say('recovery.code') })
    .getByRole('listitem')
    .allTextContents();
  await page.getByRole('button', { name: say('recovery.written') }).click();
  await shot('first-confirm');
  for (const [index, group] of code.entries()) {
    const field = page.getByRole('textbox', { name: say('recovery.group', { number: index + 1 }), exact: true });
    if ((await field.count()) > 0) await field.fill(group);
  }
  await page.getByRole('button', { name: say('recovery.confirm') }).click();
  await page.getByRole('heading', { name: say('home.welcome') }).waitFor();
  await shot('home-empty');
  await page.getByRole('button', { name: say('sample.go') }).click();
  await page.getByRole('heading', { name: say('import.title') }).waitFor();
  await shot('import-progress');
  await page.getByRole('heading', { name: say('account.title') }).waitFor({ timeout: 120_000 });
}

/** Two departures beside it: one of which the link dies soon, and one that can still come back. */
async function depart(home: string): Promise<void> {
  const adieu = (...words: string[]) =>
    promisify(execFile)(process.execPath, [join(root, 'cli', 'main.ts'), ...words, '--home', join(home, 'adieu')], {
      env: { ...process.env, HOME: home, ADIEU_PASSPHRASE: passphrase },
    });
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  await adieu('depart', 'tiktok', '@exemple', '--zone', 'Europe/Paris');
  await adieu('say', 'tiktok:exemple', 'requested', daysAgo(4));
  await adieu('say', 'tiktok:exemple', 'ready', daysAgo(2));
  await adieu('depart', 'x', '@exemple', '--zone', 'Europe/Paris');
  await adieu('say', 'x:exemple', 'override', '@exemple', 'for a picture');
  await adieu('say', 'x:exemple', 'closed', daysAgo(5));
}

async function visit(
  browser: Browser,
  state: Awaited<ReturnType<BrowserContext['storageState']>>,
  address: string,
  manner: Manner,
  list: readonly Scene[],
  folder: string,
  wanted: (name: string) => boolean,
): Promise<void> {
  const { context, page } = await open(browser, manner, state);
  const say = wordsIn(manner.language);
  const continues = list === before;
  if (continues) await page.goto(address);
  for (const { name, go } of list) {
    if (!wanted(name)) continue;
    if (!continues) {
      await page.goto('about:blank');
      await page.goto(address);
      await page.getByRole('article').first().waitFor();
    }
    await go(page, say);
    await settle(page);
    await page.screenshot({ path: join(folder, `${name}-${manner.language}-${manner.theme}-${manner.width}.png`) });
  }
  await context.close();
}

async function open(
  browser: Browser,
  { language, theme, width }: Manner,
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>,
) {
  const context = await browser.newContext({
    locale: { en: 'en-GB', fr: 'fr-FR' }[language],
    timezoneId: 'Europe/Paris',
    colorScheme: theme,
    reducedMotion: 'reduce',
    viewport: { width, height: 800 },
    ...(storageState === undefined ? {} : { storageState }),
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${language} ${theme} ${width}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      console.error(`${language} ${theme} ${width}: ${message.text()}`);
  });
  return { context, page };
}

/** Until nothing is being fetched or drawn any more: fonts, pages of lists, what is on its way. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  // Not by a function in the page: its policy lets nothing be evaluated there while it is waited for.
  await page.locator('[aria-busy=true], .mantine-Loader-root').first().waitFor({ state: 'detached' });
  await page.evaluate(() => new Promise<void>((resolve) => setTimeout(resolve, 250)));
}

function serve(home: string): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home };
  // Without the keychain of whoever takes the pictures.
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  return spawn(process.execPath, [join(root, 'browser', 'serve.ts'), '--no-open', '--stay', '--home', join(home, 'adieu')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('the door says nothing');
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  return line;
}

const { values } = parseArgs({ options: { all: { type: 'string' } } });
await takePictures(values.all ?? join(root, 'docs', 'pictures'), values.all !== undefined);
