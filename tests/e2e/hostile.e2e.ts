/** A stranger's names and posts do nothing but appear, letter for letter, on every screen that shows them. */
import type { Page } from '@playwright/test';
import { hostileTexts } from '../hostile/texts.ts';
import { expect, test } from './adieu.ts';
import { writeHostile } from './exports.ts';
import { goTo, importFiles } from './steps.ts';

/** TikTok's own words for "nothing" are taken for that. */
const nothing = new Set(['', 'null']);
const written = hostileTexts.filter((text) => !nothing.has(text.trim()));

/** Everything that is text on a screen, and all that can be scrolled to. */
async function textsOn(page: Page): Promise<Set<string>> {
  const seen = new Set<string>();
  for (let moved = true; moved;) {
    const texts = await page.evaluate<string[]>(`[...document.querySelectorAll('main *')].map((element) => element.textContent)`);
    for (const text of texts) seen.add(text);
    moved = await page.evaluate<boolean>(`(async () => {
      let moved = false;
      for (const box of [document.scrollingElement, ...document.querySelectorAll('main div')]) {
        const before = box.scrollTop;
        box.scrollBy({ top: 300, behavior: 'instant' });
        moved ||= box.scrollTop !== before;
      }
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return moved;
    })()`);
    await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  }
  return seen;
}

test('names, posts and messages meant to harm are only text', async ({ open, say, folder }) => {
  test.slow();
  const adieu = await open();
  const { page } = adieu;
  await importFiles(adieu, say, [await writeHostile(folder, written)]);
  await page.getByRole('link', { name: say('import.seeArchive') }).click();
  const expected = {
    people: (text: string, seen: Set<string>) => seen.has(text) || seen.has(text.replace(/^@/, '')) || seen.has(`@${text}`),
    posts: (text: string, seen: Set<string>) => seen.has(text),
    // A list of conversations shows how each begins; two whose names differ by a blank are one.
    messages: (text: string, seen: Set<string>) => text.length > 100 || [...seen].some((one) => one.trim() === text.trim()),
    other: () => true,
  };
  for (const tab of ['people', 'posts', 'messages', 'other'] as const) {
    await page
      .getByRole('navigation', { name: say('archive.parts') })
      .getByRole('link', { name: say(`tab.${tab}`) })
      .click();
    await expect(page.getByRole('heading', { level: 2, name: say(`tab.${tab}`) })).toBeAttached();
    await expect(page.locator('main [aria-rowindex="2"], main [aria-posinset="1"]').first()).toBeAttached();
    const seen = await textsOn(page);
    expect(
      written.filter((text) => !expected[tab](text, seen)),
      `not shown as written among ${tab}`,
    ).toEqual([]);
    // Nothing of it became an element of its own.
    const foreign =
      'script, iframe, img, link, meta, base, style, object, embed, textarea, b, a[href^="javascript"], a[href*="elsewhere"]';
    expect(await page.locator(`main :is(${foreign})`).count(), tab).toBe(0);
  }
  expect(await page.evaluate('window.harmed')).toBeUndefined();
});

test('whatever is searched for, there is an answer', async ({ open, say, folder }) => {
  test.slow();
  const adieu = await open();
  const { page } = adieu;
  await importFiles(adieu, say, [await writeHostile(folder, written)]);
  await goTo(page, say, 'search');
  const box = page.getByRole('textbox', { name: say('search.all') });
  const answer = page.getByRole('main').getByRole('status').or(page.getByRole('alert'));
  for (const words of written.filter((text) => text.length <= 1000)) {
    await box.fill(words);
    await box.press('Enter');
    await expect(answer.first()).toBeVisible();
    await expect(page.getByText(say('bug.what'))).toHaveCount(0);
  }
  expect(await page.evaluate('window.harmed')).toBeUndefined();
});
