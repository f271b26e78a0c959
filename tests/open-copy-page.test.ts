/** The page of an open copy, opened from `file://` in a real Chromium. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumArguments, findOrInstallChromium } from '../scripts/chromium.ts';
import { hostileTexts, madeSource } from '../engine/copies/made-source.ts';
import { writeCopy } from '../engine/copies/write.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let into: string;
let browser: Browser;
let page: Page | undefined;
/** What must not happen: console errors, requests to anywhere but the copy, dialogs. */
let trouble: string[] = [];

beforeAll(async () => {
  into = await mkdtemp(path.join(tmpdir(), 'adieu-page-'));
  const base = {
    into,
    zip: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    now: () => new Date(2026, 10, 24, 12),
  };
  const media = [{ path: 'Photo # 1?.png', bytes: png, mime: 'image/png' }];
  await writeCopy(
    madeSource({
      followers: 3000,
      posts: 1800,
      messages: 900,
      media,
      originals: [{ name: 'a.zip', files: [{ path: 'a.zip', bytes: png }] }],
    }),
    {
      ...base,
      name: 'en',
      language: 'en',
    },
  );
  await writeCopy(madeSource({ account: '<b>"{count, plural, one {x}}$&' }), { ...base, name: 'fr', language: 'fr' });
  browser = await chromium.launch({ executablePath: await findOrInstallChromium(), args: chromiumArguments() });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await rm(into, { recursive: true, force: true });
});
afterEach(async () => {
  await page?.context().close();
  page = undefined;
});

async function open(name: string, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    offline: true,
    ...options,
  });
  const opened = await context.newPage();
  page = opened;
  opened.setDefaultTimeout(15_000);
  trouble = [];
  const here = pathToFileURL(path.join(into, name)).href;
  opened.on('console', (message) => void (['error', 'warning'].includes(message.type()) && trouble.push(message.text())));
  opened.on('pageerror', (error) => void trouble.push(String(error)));
  opened.on('request', (request) => void (request.url().startsWith(`${here}/`) || trouble.push(request.url())));
  opened.on('dialog', (dialog) => void trouble.push(dialog.message()));
  await opened.goto(`${here}/data/index.html${hash}`);
  return opened;
}
/** A place in the page's own list of places. */
const to = (opened: Page, name: string): Locator => opened.getByRole('navigation').getByRole('link', { name });
/** The numbers of the rows that are drawn, in their order. */
const placesOf = (opened: Page): Promise<number[]> =>
  opened.evaluate(`[...document.querySelectorAll('[role=listitem]')].map((one) => Number(one.getAttribute('aria-posinset')))`);
/** The page reads its files when it shows them. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 20_000 });
const quiet = async (opened: Page): Promise<void> => {
  expect(trouble).toEqual([]);
  expect(await opened.evaluate('globalThis.hurt')).toBeUndefined();
};

describe('the page of an open copy', { timeout: 60_000 }, () => {
  it('says what is there, in both languages, without any script', async () => {
    const opened = await open('en', { javaScriptEnabled: false });
    await soon(() => opened.locator('h1').allTextContents()).toEqual([
      'What TikTok kept of exemple',
      'Ce que TikTok gardait de exemple',
    ]);
    const text = await opened.locator('main').innerText();
    for (const word of ['3,005', '1,800', 'contacts.vcf', 'archive.sqlite', '1\u202f800']) expect(text).toContain(word);
    for (const link of await opened.locator('a').all()) {
      const href = await link.getAttribute('href');
      expect(href).toMatch(/^[a-z-]+(?:\/|\.[a-z]+)$/);
    }
  });

  it('goes through people, posts, messages and the rest with the keyboard, and asks nothing of any network', async () => {
    const opened = await open('en');
    await to(opened, 'People').focus();
    await opened.keyboard.press('Enter');
    await opened.getByText('@handle.3', { exact: true }).waitFor();
    await opened.getByRole('region', { name: 'People' }).focus();
    await opened.keyboard.press('End');
    await opened.getByText('Someone 2999', { exact: true }).waitFor();
    expect(await opened.getByRole('listitem').count()).toBeLessThan(60);
    await opened.getByRole('button', { name: /^mutual/ }).click();
    await soon(() => opened.getByRole('listitem').count()).toBe(5);

    await to(opened, 'Posts').click();
    await opened.getByText('number1799', { exact: false }).first().waitFor();
    await to(opened, 'Messages').click();
    await opened.getByRole('link', { name: hostileTexts[1] }).click();
    await opened.getByText('number898 ', { exact: false }).waitFor();
    await opened.getByRole('link', { name: 'All conversations' }).click();
    await to(opened, 'Other').click();
    await opened.getByRole('button', { name: /^comments/ }).click();
    await opened.getByText('un commentaire').waitFor();
    await quiet(opened);
  });

  it('shows a list of thousands from its beginning to its end, every row once and in order', async () => {
    const opened = await open('en', {}, '#posts');
    const region = opened.getByRole('region', { name: 'Posts' });
    await region.waitFor();
    const seen = new Set<number>();
    for (let last = 0; last < 1800;) {
      await soon(async () => Math.max(...(await placesOf(opened)))).toBeGreaterThan(last);
      const places = await placesOf(opened);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      for (const place of places) seen.add(place);
      last = Math.max(...places);
      await opened.evaluate(`{
        const list = document.querySelector('.list');
        const row = list.querySelector('[aria-posinset="${last}"]');
        list.scrollTop += row.getBoundingClientRect().top - list.getBoundingClientRect().top;
      }`);
    }
    expect(seen.size).toBe(1800);
    await quiet(opened);
  });

  it('finds words with and without accents, marks them, and finds the message in its conversation', async () => {
    const opened = await open('en');
    const find = async (words: string): Promise<void> => {
      await opened.keyboard.press('Escape');
      await opened.getByRole('searchbox').fill(words);
      await opened.keyboard.press('Enter');
    };
    for (const words of ['élection number1709', 'ELECTION Number1709', 'number1709 électi']) {
      await find(words);
      await soon(() => opened.getByRole('status').textContent()).toBe('1 found');
      await soon(() => opened.locator('mark').allTextContents()).toEqual(['number1709', 'élection']);
    }
    await find('oeuvre');
    await soon(() => opened.locator('mark').first().textContent()).toBe('œuvre');
    await find('京都');
    await soon(() => opened.locator('mark').first().textContent()).toBe('京都');
    await find('Someone 77');
    await opened.getByRole('listitem').getByText('Someone 77', { exact: true }).waitFor();
    await find('number877');
    await opened.getByRole('button', { name: /^Messages/ }).click();
    await opened.getByRole('link', { name: 'Conversation' }).click();
    // The hits are gone, and the message itself stands there.
    await opened.getByRole('heading', { name: 'number877' }).waitFor({ state: 'detached' });
    await opened.getByText('number877 ', { exact: false }).first().waitFor();
    await find('nothingholdsthis');
    await opened.getByText('Nothing holds all of these words', { exact: false }).waitFor();
    await quiet(opened);
  });

  it('lets hostile texts do nothing but appear', async () => {
    const opened = await open('fr');
    expect(await opened.getByRole('heading', { level: 1 }).textContent()).toBe(
      'Ce que TikTok gardait de <b>"{count, plural, one {x}}$&',
    );
    await to(opened, 'Publications').click();
    await opened.getByRole('region', { name: 'Publications' }).focus();
    await opened.keyboard.press('End');
    const seen = new Map<number, string>();
    const look = async (): Promise<number> => {
      const rows: [number, string][] = await opened.evaluate(
        `[...document.querySelectorAll('[role=listitem]')].map((row) => [Number(row.getAttribute('aria-posinset')), row.querySelector('p').textContent])`,
      );
      for (const [place, text] of rows) seen.set(place, text);
      await opened.evaluate(`document.querySelector('.list').scrollBy(0, -200)`);
      return seen.size;
    };
    await soon(look).toBe(40);
    const posts = [...seen.values()];
    for (const text of hostileTexts) expect(posts).toContain(text.toWellFormed());
    for (const text of hostileTexts) {
      await opened.goto(`${opened.url().split('#')[0]}#find/${encodeURIComponent(text.toWellFormed())}`);
      await opened.getByRole('heading', { level: 1 }).waitFor();
    }
    await opened.goto(`${opened.url().split('#')[0]}#other`);
    await opened.getByText('"__proto__"', { exact: false }).first().waitFor();
    expect(await opened.locator('a[href^="javascript:" i]').count()).toBe(0);
    expect(await opened.locator('script').count()).toBe(1);
    await quiet(opened);
  });

  it('runs no script but its own, not even one that stands in its page', async () => {
    const opened = await open('en');
    await to(opened, 'People').waitFor();
    await opened.evaluate(`
      const script = document.createElement('script'); script.textContent = 'globalThis.hurt = 1'; document.body.append(script);
      document.body.insertAdjacentHTML('beforeend', '<img src="https://example.org/x.png" onerror="globalThis.hurt = 2">');`);
    await soon(() => trouble.filter((one) => one.includes('Content Security Policy')).length).toBeGreaterThanOrEqual(3);
    expect(await opened.evaluate('globalThis.hurt')).toBeUndefined();
  });

  it('shows pictures out of the copy, whatever they were called', async () => {
    const opened = await open('en', {}, '#other/media');
    const picture = opened.getByRole('img', { name: 'Photo # 1?.png' });
    await picture.scrollIntoViewIfNeeded();
    await soon(() => opened.evaluate(`document.querySelector('.media img').naturalWidth`)).toBe(1);
    await quiet(opened);
  });

  it('changes its language and its colours', async () => {
    const opened = await open('en', { colorScheme: 'light' }, '#people');
    const paper = (): Promise<string> => opened.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    expect(await paper()).toBe('rgb(250, 248, 244)');
    await opened.getByRole('button', { name: 'Français' }).click();
    await opened.getByRole('heading', { name: 'Personnes' }).waitFor();
    expect(await opened.evaluate('document.documentElement.lang')).toBe('fr');
    await opened.getByRole('button', { name: 'Sombre' }).click();
    expect(await paper()).toBe('rgb(24, 23, 21)');
    await to(opened, 'Aperçu').click();
    await soon(() => opened.getByRole('heading', { level: 1 }).allTextContents()).toEqual(['Ce que TikTok gardait de exemple']);
    await quiet(opened);
  });

  it('says which file is missing where one is', async () => {
    await writeFile(path.join(into, 'fr/data/assets/rows/people-0.js'), 'nothing();');
    const opened = await open('fr', {}, '#people');
    await opened.getByRole('alert').waitFor();
    expect(await opened.getByRole('alert').textContent()).toContain('assets/rows/people-0.js');
  });
});
