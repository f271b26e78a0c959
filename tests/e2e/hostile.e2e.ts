/** A stranger's names and posts do nothing but appear, letter for letter, on every screen that shows them. */
import { expect, test } from './adieu.ts';
import { writeHostile } from './exports.ts';
import { goTo, importFiles } from './steps.ts';
import { hostileTexts } from '../hostile/texts.ts';

/** What an export can say and a screen can show: TikTok itself writes an empty title as no title. */
const shown = hostileTexts.filter((text) => text.trim() !== '');

test('names, posts and messages meant to harm are only text', async ({ open, say, folder }) => {
  test.slow();
  const file = await writeHostile(folder, shown);
  const adieu = await open();
  const { page } = adieu;
  await importFiles(adieu, say, [file]);
  await page.getByRole('link', { name: say('import.seeArchive') }).click();
  const tabs = page.getByRole('navigation', { name: say('archive.parts') });
  const seen = new Set<string>();
  /** Everything that is text on the screen, and all that can be scrolled to. */
  const gather = async () => {
    for (let before = -1; before !== seen.size;) {
      before = seen.size;
      const texts = await page.evaluate<string[]>(
        `[...document.querySelectorAll('main *')].filter((element) => element.childElementCount === 0 || element.matches('.as-given, bdi')).map((element) => element.textContent)`,
      );
      for (const text of texts) seen.add(text);
      await page.evaluate(
        `(() => { for (const box of [document.scrollingElement, ...document.querySelectorAll('main div')]) box.scrollBy(0, 400) })()`,
      );
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
    }
  };
  for (const tab of ['people', 'posts', 'messages', 'other'] as const) {
    await tabs.getByRole('link', { name: say(`tab.${tab}`) }).click();
    await expect(page.getByRole('heading', { level: 2, name: say(`tab.${tab}`) })).toBeAttached();
    await expect(page.locator('main [aria-rowindex="2"], main [aria-posinset="1"]').first()).toBeAttached();
    await gather();
  }
  const missing = shown.filter((text) => !seen.has(text) && !seen.has(`@${text}`));
  expect(missing).toEqual([]);
  expect(await page.evaluate('window.harmed')).toBeUndefined();
  // Nothing of it became an element of its own.
  expect(
    await page
      .locator('main :is(script, iframe, img[src="x"], link, meta, base, style, object, embed, a[href^="javascript"])')
      .count(),
  ).toBe(0);
});

test('whatever is searched for, there is an answer', async ({ open, say, folder }) => {
  test.slow();
  const file = await writeHostile(folder, shown);
  const adieu = await open();
  const { page } = adieu;
  await importFiles(adieu, say, [file]);
  await goTo(page, say, 'search');
  const box = page.getByRole('textbox', { name: say('search.all') });
  const answer = page.getByRole('main').getByRole('status').or(page.getByRole('alert'));
  for (const words of shown.filter((text) => text.length <= 1000)) {
    await box.fill(words);
    await box.press('Enter');
    await expect(answer.first()).toBeVisible();
    await expect(page.getByText(say('bug.what'))).toHaveCount(0);
  }
  expect(await page.evaluate('window.harmed')).toBeUndefined();
});
