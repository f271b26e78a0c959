/**
 * `npm run pictures`: opens Adieu through the browser door on a temporary home, reads the sample, goes some way with three departures, and takes the pictures of the
 * README into `docs/pictures/`. `--all DIR`: every screen in every language, theme and width into DIR, to be looked at; `--only NAME,NAME`: these alone;
 * `--as fr-dark-390,…`: these manners alone. A screen that does not come is named at the end, with what stood there instead, and the others are taken all the same.
 * The page has to be built.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs, promisify } from 'node:util';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { createIntl } from 'react-intl';
import { DepartureView } from '../shared/departures/index.ts';
import { en, type WordId } from '../shared/words/en.ts';
import { fr } from '../shared/words/fr.ts';
import { killEngineOf } from '../tests/e2e/doors/kill-engine.ts';
import { chromiumArguments, findOrInstallChromium } from './chromium.ts';

const root = join(import.meta.dirname, '..');
/** Longer than any screen takes on a computer that is busy with other things, in milliseconds. */
const patience = 90_000;
const passphrase = 'seven quiet herons at dusk';

interface Manner {
  readonly language: 'en' | 'fr';
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

/** The screens of the README, each in one manner. */
const chosen: readonly (readonly [screen: string, manner: Manner])[] = [
  ['home', { language: 'en', theme: 'light', width: 1280 }],
  ['leave-means', { language: 'en', theme: 'light', width: 1280 }],
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

/** The way from nothing to the first screen, each from where the one before it ended. */
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
  {
    name: 'first-passphrase',
    go: async (page, say) => {
      await page.getByRole('radio', { name: say('protect.passphrase.name') }).check();
      await page.getByRole('textbox', { name: say('protect.passphrase.label') }).fill(passphrase);
      await page.getByRole('textbox', { name: say('protect.passphrase.again') }).fill(passphrase);
    },
  },
  {
    name: 'first-recovery',
    go: async (page, say) => {
      await page.getByRole('button', { name: say('protect.go') }).click();
      await page.getByRole('heading', { name: say('recovery.title') }).waitFor();
    },
  },
  {
    name: 'first-confirm',
    go: async (page, say) => {
      code = await page
        .getByRole('list', { name: say('recovery.code') })
        .getByRole('listitem')
        .allTextContents();
      await page.getByRole('button', { name: say('recovery.written') }).click();
      await page.getByRole('button', { name: say('recovery.confirm') }).waitFor();
    },
  },
  {
    name: 'home-empty',
    go: async (page, say) => {
      for (const [index, group] of code.entries()) {
        const field = page.getByRole('textbox', { name: say('recovery.group', { number: index + 1 }), exact: true });
        if ((await field.count()) > 0) await field.fill(group);
      }
      await page.getByRole('button', { name: say('recovery.confirm') }).click();
      await page.getByRole('heading', { name: say('home.welcome') }).waitFor();
    },
    whole: true,
  },
];
/** The groups of the recovery code that was shown last. */
let code: string[] = [];

/** What was made for the pictures: an archive; departures that are under way, wait, are before their closing, and after it; a file that hands one over. */
const made = { archive: '', underWay: '', waiting: '', beforeClosing: '', closed: '', sealed: '' };

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
    which: 'underWay' | 'waiting' | 'beforeClosing' | 'closed',
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
  (id: 'people' | 'posts' | 'messages' | 'media' | 'other') =>
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
  { name: 'home', go: nothing, whole: true },
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
      await page.getByRole('button', { name: say('leave.begin') }).waitFor();
    },
    whole: true,
  },
  { name: 'decide', go: departure('waiting', '?stage=decide', 2, 'stageOf.decide'), whole: true },
  { name: 'request', go: departure('waiting', '?stage=request', 2, 'stageOf.request'), whole: true },
  { name: 'wait', go: departure('waiting', '?stage=wait', 2, 'stageOf.wait'), whole: true },
  { name: 'stage', go: departure('underWay', '?stage=settle', 2, 'stageOf.settle'), whole: true },
  { name: 'collect', go: departure('underWay', '?stage=collect', 2, 'stageOf.collect'), whole: true },
  { name: 'check', go: departure('underWay', '?stage=check', 2, 'stageOf.check'), whole: true },
  { name: 'keep-people', go: departure('underWay', '?stage=people', 2, 'stageOf.people'), whole: true },
  { name: 'say-farewell', go: departure('underWay', '?stage=farewell', 2, 'stageOf.farewell'), whole: true },
  { name: 'gate', go: departure('underWay', '?task=close.account', 2, 'stageOf.close'), whole: true },
  { name: 'farewell', go: departure('beforeClosing', '/farewell', 2, 'farewell.pictures'), whole: true },
  { name: 'closing-early', go: departure('underWay', '/close', 1, 'close.title', { network: 'Instagram' }), whole: true },
  { name: 'closing', go: departure('beforeClosing', '/close', 1, 'close.title', { network: 'TikTok' }), whole: true },
  { name: 'grace', go: departure('closed', '?stage=grace', 2, 'stageOf.grace'), whole: true },
  { name: 'confirm', go: departure('closed', '?stage=confirm', 2, 'stageOf.confirm'), whole: true },
  { name: 'done', go: departure('closed', '?stage=done', 2, 'stageOf.done'), whole: true },
  { name: 'hand-over', go: departure('beforeClosing', '/hand-over', 1, 'handed.title'), whole: true },
  { name: 'differences', go: departure('underWay', '/hand-over', 2, 'differ.title'), whole: true },
  {
    name: 'open-departure',
    go: async (page, say) => {
      await to(page, '/open-departure');
      await page.getByRole('heading', { level: 1, name: say('opened.title') }).waitFor();
    },
  },
  {
    name: 'not-opened',
    go: async (page, say) => {
      await to(page, '/open-departure');
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: say('opened.choose') }).click(),
      ]);
      await chooser.setFiles([made.sealed]);
      await page.getByText(basename(made.sealed), { exact: true }).waitFor();
      await page.getByRole('textbox', { name: say('opened.passphrase') }).fill('not what was agreed');
      await page.getByRole('button', { name: say('opened.go'), exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'receipt',
    go: async (page, say) => {
      await departure('beforeClosing', '/receipt', 1, 'receipt.title')(page, say);
      await page.getByRole('article').getByRole('heading', { level: 2 }).waitFor();
    },
    whole: true,
  },
  { name: 'letters', go: departure('beforeClosing', '/letters', 2, 'letters.written'), whole: true },
  {
    name: 'letter',
    go: async (page, say) => {
      await departure('underWay', '/letters', 2, 'letters.new')(page, say);
      await page.getByRole('textbox', { name: say('letters.name') }).fill('Solène Valcroix');
      await page
        .getByRole('textbox', { name: say('letters.email') })
        .first()
        .fill('solene@valcroix.example');
      await page.getByRole('article', { name: say('letters.preview') }).waitFor();
    },
    whole: true,
  },
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
  {
    name: 'media',
    go: async (page, say) => {
      await tab('media')(page, say);
      await page
        .getByRole('grid')
        .or(page.getByText(say('media.none')))
        .first()
        .waitFor();
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

/** What is seen while there are archives and no departure. */
const alone: readonly Scene[] = [{ name: 'home-archives', go: nothing, whole: true }];

/** What is seen when something went wrong, and at a place where nothing is. */
const wrong: readonly Scene[] = [
  {
    name: 'not-found',
    go: async (page, say) => {
      await to(page, '/nowhere');
      await page.getByRole('heading', { name: say('notFound.title') }).waitFor();
    },
  },
  {
    name: 'departure-missing',
    go: async (page) => {
      await to(page, '/departure/nothing');
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'screen-failed',
    go: async (page, say) => {
      await page.route(/settings-[^/]*\.js$/, (route) => route.abort());
      await to(page, '/settings');
      await page.getByRole('heading', { name: say('bug.title') }).waitFor();
    },
  },
];

/** What has no beginning but an engine that was locked, or that died. */
const locked: readonly Scene[] = [
  { name: 'unlock', go: async (page, say) => page.getByRole('heading', { name: say('unlock.title') }).waitFor() },
  {
    name: 'unlock-wrong',
    go: async (page, say) => {
      await page.getByRole('textbox', { name: say('unlock.passphrase.label') }).fill('another one altogether');
      await page.getByRole('button', { name: say('unlock.go') }).click();
      await page.getByRole('alert').waitFor();
    },
  },
];

async function search(page: Page, box: string): Promise<void> {
  await page.getByRole('textbox', { name: box }).fill('merci');
  await page.getByRole('textbox', { name: box }).press('Enter');
  await page.locator('mark').first().waitFor();
}

/** Which pictures are taken: of the screens of the README, of all, or of those that were named. */
interface Wanted {
  readonly folder: string;
  readonly manners: readonly Manner[];
  readonly has: (screen: string, manner: Manner) => boolean;
  /** To the end of the page, where a screen says so. */
  readonly whole: boolean;
}

/** The screens that did not come, and what stood there instead. */
const failures: string[] = [];

async function takePictures(wanted: Wanted): Promise<void> {
  await mkdir(wanted.folder, { recursive: true });
  const home = await mkdtemp(join(tmpdir(), 'adieu-pictures-'));
  const browser = await chromium.launch({
    executablePath: await findOrInstallChromium(),
    args: [...chromiumArguments(), '--disable-background-networking'],
  });
  const any = (list: readonly Scene[]): Manner[] =>
    wanted.manners.filter((manner) => list.some(({ name }) => wanted.has(name, manner)));
  let door: Door | null = null;
  try {
    for (const manner of any(before)) {
      const own = await openDoor(browser, join(home, nameOf(manner)), manner);
      await go(own.page, before, manner, wanted, null);
      await own.close();
    }
    door = await openDoor(browser, home, { language: 'en', theme: 'light', width: 1280 });
    await begin(door.page);
    const state = await door.context.storageState();
    const { address } = door;
    const visit = async (list: readonly Scene[], prepared?: (page: Page) => Promise<void>): Promise<void> => {
      for (const manner of any(list)) {
        const { context, page } = await open(browser, manner, state);
        await prepared?.(page);
        await go(page, list, manner, wanted, list === locked ? null : address);
        await context.close();
      }
    };
    await visit(alone);
    await depart(home);
    await visit(scenes);
    await visit(wrong);
    // An engine that died and was started again is locked: nobody but the person knows the passphrase.
    if (any(locked).length > 0) await killEngineOf(door.server.pid);
    await visit(locked, async (page) => void (await page.goto(address)));
  } finally {
    await browser.close();
    if (door !== null) await end(door.server);
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
async function begin(page: Page): Promise<void> {
  const say = wordsIn('en');
  for (const scene of before) await scene.go(page, say);
  await page.getByRole('button', { name: say('sample.go') }).click();
  await page.getByRole('heading', { name: say('account.title') }).waitFor({ timeout: 300_000 });
}

/** Departures: one whose link dies soon, one that waits, one that could be closed, and one that can still come back. The first was handed over, and came back. */
async function depart(home: string): Promise<void> {
  const adieuOn =
    (computer: string) =>
    async (...words: string[]) => {
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [join(root, 'cli', 'main.ts'), ...words, '--home', join(home, computer), '--json'],
        {
          env: { ...withoutKeychain(home), ADIEU_PASSPHRASE: passphrase, ADIEU_HANDOVER_PASSPHRASE: passphrase },
          maxBuffer: 32 << 20,
        },
      );
      return DepartureView.safeParse(JSON.parse(stdout)).data;
    };
  const adieu = adieuOn('adieu');
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
  // A colleague leaves out what is done here, and neither knows of the other.
  made.sealed = join(home, 'instagram.adieu');
  const back = join(home, 'back.adieu');
  const colleague = adieuOn('colleague');
  await adieu('hand-over', made.underWay, '--to', made.sealed, '--computer', 'Office');
  await colleague('open-departure', made.sealed);
  await colleague('do', made.underWay, 'people.tell', '--skip', 'They know');
  await colleague('hand-over', made.underWay, '--to', back, '--computer', 'Press room');
  await adieu('do', made.underWay, 'people.tell');
  await adieu('open-departure', back);

  const threads = await begin('threads');
  made.waiting = threads?.id ?? '';
  await adieu('do', made.waiting, 'decide.know');
  await adieu('say', made.waiting, 'requested', daysAgo(1));

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

/** One scene after the other; each begins on the first screen where an address is given, and where the one before it ended where none is. */
async function go(page: Page, list: readonly Scene[], manner: Manner, wanted: Wanted, address: string | null): Promise<void> {
  const say = wordsIn(manner.language);
  for (const scene of list) {
    const taken = wanted.has(scene.name, manner);
    if (address !== null && !taken) continue;
    try {
      if (address !== null) {
        await page.goto('about:blank');
        await page.goto(address);
        await page.getByRole('article').first().waitFor();
      }
      await scene.go(page, say);
      if (!taken) continue;
      await settle(page);
      await page.screenshot({
        path: join(wanted.folder, `${scene.name}-${nameOf(manner)}.png`),
        fullPage: scene.whole === true && wanted.whole,
      });
    } catch (error) {
      const stands = await page
        .locator('body')
        .innerText()
        .catch(() => 'nothing');
      failures.push(
        `${scene.name}-${nameOf(manner)}: ${error instanceof Error ? error.message : String(error)}\nThere stands:\n${stands}`,
      );
      await page.screenshot({ path: join(wanted.folder, `failed-${scene.name}-${nameOf(manner)}.png`) }).catch(() => null);
      // What follows would begin where this did not end.
      if (address === null) return;
    }
  }
}

const nameOf = ({ language, theme, width }: Manner): string => `${language}-${theme}-${width}`;

interface Door {
  readonly server: ChildProcess;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** A door of its own on a home, and its first window. */
async function openDoor(browser: Browser, home: string, manner: Manner): Promise<Door> {
  await mkdir(home, { recursive: true });
  const server = serve(home);
  const { context, page } = await open(browser, manner);
  await page.goto(await firstLine(server));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const address = new URL('/', page.url()).href;
  return {
    server,
    context,
    page,
    address,
    close: async () => {
      await context.close();
      await end(server);
    },
  };
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
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
  // A busy computer takes its time; what never comes is told at the end.
  context.setDefaultTimeout(patience);
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

/** Without the keychain of whoever takes the pictures. */
function withoutKeychain(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home };
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  return env;
}

function serve(home: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'browser', 'serve.ts'), '--no-open', '--stay', '--home', join(home, 'adieu')], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: withoutKeychain(home),
  });
}

async function firstLine(server: ChildProcess): Promise<string> {
  if (server.stdout === null) throw new Error('the door says nothing');
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  return line;
}

const { values } = parseArgs({ options: { all: { type: 'string' }, only: { type: 'string' }, as: { type: 'string' } } });
const only = values.only?.split(',');
const as = values.as?.split(',');
const manners = (values.all === undefined ? chosen.map(([, manner]) => manner) : everyManner()).filter(
  (manner) => as?.includes(nameOf(manner)) ?? true,
);
await takePictures({
  folder: values.all ?? join(root, 'docs', 'pictures'),
  manners,
  has: (screen, manner) =>
    (only?.includes(screen) ?? true) &&
    (values.all !== undefined || chosen.some(([name, how]) => name === screen && how === manner)),
  whole: values.all !== undefined,
});
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
