/**
 * `npm run pictures`: opens Adieu through the browser door on a temporary home, reads the sample, goes some way with three departures, and takes the pictures of the
 * README into `docs/pictures/`. `--all DIR`: every screen in every language, theme and width into DIR, to be looked at; `--only NAME,NAME`: these alone. The page has
 * to be built.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createIntl } from 'react-intl';
import { DepartureView } from '../shared/departures/index.ts';
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
  ['stage', { language: 'en', theme: 'light', width: 1280 }],
  ['gate', { language: 'en', theme: 'light', width: 1280 }],
  ['grace', { language: 'en', theme: 'dark', width: 1280 }],
  ['farewell', { language: 'en', theme: 'light', width: 1280 }],
  ['receipt', { language: 'en', theme: 'light', width: 1280 }],
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
  /** With `--all`: the page to its end, not only the window. */
  readonly whole?: boolean;
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

/** What was made for the pictures: an archive, and departures that are under way, before their closing, and after it. */
const made = { archive: '', underWay: '', beforeClosing: '', closed: '' };

/** To a screen by its address. */
async function to(page: Page, address: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${address}`);
}

const archive = async (page: Page): Promise<void> => {
  await to(page, `/archive/${made.archive}`);
  await page.getByRole('navigation').nth(1).waitFor();
};
/** To a screen of a departure, until a heading of it is there. */
const departure =
  (
    which: 'underWay' | 'beforeClosing' | 'closed',
    beside: string,
    level: 1 | 2,
    heading: WordId,
    values: Record<string, string> = {},
  ) =>
  async (page: Page, say: Words): Promise<void> => {
    await to(page, `/departure/${made[which]}${beside}`);
    await page.getByRole('heading', { level, name: say(heading, values), exact: true }).waitFor();
  };
const tab =
  (id: 'people' | 'posts' | 'messages' | 'other') =>
  async (page: Page, say: Words): Promise<void> => {
    await archive(page);
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
  { name: 'stage', go: departure('underWay', '?stage=settle', 2, 'stageOf.settle'), whole: true },
  { name: 'collect', go: departure('underWay', '?stage=collect', 2, 'stageOf.collect'), whole: true },
  { name: 'gate', go: departure('underWay', '?task=close.account', 2, 'stageOf.close'), whole: true },
  { name: 'farewell', go: departure('beforeClosing', '/farewell', 2, 'farewell.pictures'), whole: true },
  { name: 'closing', go: departure('beforeClosing', '/close', 1, 'close.title', { network: 'TikTok' }), whole: true },
  { name: 'grace', go: departure('closed', '?stage=grace', 2, 'stageOf.grace'), whole: true },
  { name: 'confirm', go: departure('closed', '?stage=confirm', 2, 'stageOf.confirm'), whole: true },
  {
    name: 'receipt',
    go: async (page, say) => {
      await departure('beforeClosing', '/receipt', 1, 'receipt.title')(page, say);
      await page.getByRole('article').getByRole('heading', { level: 2 }).waitFor();
    },
    whole: true,
  },
  { name: 'letters', go: departure('beforeClosing', '/letters', 2, 'letters.written'), whole: true },
  { name: 'answers', go: departure('underWay', '/answers', 1, 'answers.title'), whole: true },
  { name: 'history', go: departure('beforeClosing', '/history', 1, 'history.title'), whole: true },
  {
    name: 'letters-all',
    go: async (page, say) => {
      await to(page, '/letters');
      await page.getByRole('heading', { level: 1, name: say('letters.all') }).waitFor();
    },
  },
  {
    name: 'calendar',
    go: async (page, say) => {
      await to(page, '/calendar');
      await page.getByRole('heading', { level: 1, name: say('calendar.title') }).waitFor();
      await page.getByRole('main').getByRole('listitem').first().waitFor();
    },
    whole: true,
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
      await archive(page);
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
      await archive(page);
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
      await archive(page);
      await page.getByRole('button', { name: say('copyOut.open') }).click();
      await page.getByRole('button', { name: say('copyOut.go') }).waitFor();
    },
  },
  {
    name: 'delete',
    go: async (page, say) => {
      await archive(page);
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

async function takePictures(folder: string, all: boolean, only: readonly string[] | null): Promise<void> {
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
    if (all && only === null)
      for (const manner of manners) await visit(browser, state, address, manner, before, folder, () => true);

    await begin(first.page, folder, all);
    await depart(home);
    for (const manner of manners)
      await visit(browser, state, address, manner, scenes, folder, (name) =>
        all ? (only?.includes(name) ?? true) : chosen.some(([screen, as]) => screen === name && as === manner),
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

/** Three departures: one whose link dies soon, one that could be closed, and one that can still come back. */
async function depart(home: string): Promise<void> {
  const adieu = async (...words: string[]) => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'cli', 'main.ts'), ...words, '--home', join(home, 'adieu'), '--json'],
      { env: { ...process.env, HOME: home, ADIEU_PASSPHRASE: passphrase }, maxBuffer: 32 << 20 },
    );
    return DepartureView.safeParse(JSON.parse(stdout)).data;
  };
  const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  const answers = join(home, 'answers.json');
  await writeFile(
    answers,
    JSON.stringify({ money: 'yes', logins: 'yes', pages: 'no', team: 'yes', findMe: 'https://valcroix.example', law: 'gdpr' }),
  );
  const begin = async (network: string) =>
    adieu('depart', network, '@solene.valcroix', '--zone', 'Europe/Paris', '--answers', answers);

  const instagram = await begin('instagram');
  made.underWay = instagram?.id ?? '';
  await adieu('do', made.underWay, 'decide.know');
  await adieu('do', made.underWay, 'settle.subscriptions', '--skip', 'No subscription');
  await adieu('say', made.underWay, 'requested', daysAgo(4));
  await adieu('say', made.underWay, 'ready', daysAgo(2));

  const tiktok = await begin('tiktok');
  made.beforeClosing = tiktok?.id ?? '';
  await adieu('say', made.beforeClosing, 'requested', daysAgo(6));
  await adieu('say', made.beforeClosing, 'collected', 'solene.valcroix');
  let view = await adieu('do', made.beforeClosing, 'check.archive');
  for (const task of view?.tasks ?? [])
    if (
      task.state === 'open' &&
      task.by === 'person' &&
      ['decide', 'settle', 'request', 'collect', 'check', 'people'].includes(task.stage)
    )
      view = await adieu('do', made.beforeClosing, task.id);
  made.archive = view?.archives[0] ?? '';
  // The recovery code was typed back.
  await adieu('do', made.beforeClosing, 'check.safe');
  await adieu(
    'letter',
    made.beforeClosing,
    'access',
    '--name',
    'Solène Valcroix',
    '--email',
    'solene@valcroix.example',
    '--country',
    'FR',
    '--to',
    join(home, 'letter.txt'),
  );
  await adieu('say', made.beforeClosing, 'letter-sent', 'access', '--on', daysAgo(1));

  const x = await begin('x');
  made.closed = x?.id ?? '';
  await adieu('say', made.closed, 'override', 'solene.valcroix', 'The account is empty.');
  await adieu('say', made.closed, 'closed', daysAgo(5));
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
  for (const { name, go, whole = false } of list) {
    if (!wanted(name)) continue;
    if (!continues) {
      await page.goto('about:blank');
      await page.goto(address);
      await page.getByRole('article').first().waitFor();
    }
    await go(page, say);
    await settle(page);
    await page.screenshot({
      path: join(folder, `${name}-${manner.language}-${manner.theme}-${manner.width}.png`),
      fullPage: whole && values.all !== undefined,
    });
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

const { values } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' } } });
await takePictures(values.all ?? join(root, 'docs', 'pictures'), values.all !== undefined, values.only?.split(',') ?? null);
