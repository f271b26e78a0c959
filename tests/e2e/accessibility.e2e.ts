/** axe finds nothing on any screen, in light and dark, in English and French; and the whole way can be gone with the keyboard alone. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import { writeSample } from './exports.ts';
import { goTo, heading, importFiles } from './steps.ts';
import type { Language } from './words.ts';

for (const language of ['en', 'fr'] satisfies Language[]) {
  for (const colours of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colours}`, () => {
      test.use({ language, colours });

      test.describe('the first minutes', () => {
        test.use({ prepared: null });
        test('axe finds nothing', async ({ open, say }) => {
          const { page } = await open();
          await expect(heading(page, say('first.title'))).toBeVisible();
          await axe(page, 'language');
          await page.getByRole('button', { name: say('first.next') }).click();
          await expect(heading(page, say('protect.title'))).toBeVisible();
          await axe(page, 'protection');
          await page.getByRole('textbox', { name: say('protect.passphrase.label') }).fill('seven quiet herons at dusk');
          await page.getByRole('textbox', { name: say('protect.passphrase.again') }).fill('something else');
          await page.getByRole('button', { name: say('protect.go') }).click();
          await axe(page, 'protection, refused');
          await page.getByRole('textbox', { name: say('protect.passphrase.again') }).fill('seven quiet herons at dusk');
          await page.getByRole('button', { name: say('protect.go') }).click();
          await expect(heading(page, say('recovery.title'))).toBeVisible();
          await axe(page, 'recovery code');
          await page.getByRole('button', { name: say('recovery.written') }).click();
          await axe(page, 'recovery code, typed back');
        });
      });

      test('axe finds nothing on any screen', async ({ open, say, folder }) => {
        test.slow();
        const file = await writeSample(folder, { followers: 300, posts: 30, messages: 90 });
        const unknown = join(folder, 'holiday.txt');
        await writeFile(unknown, 'We took the night train.');
        const adieu = await open();
        const { page } = adieu;
        await expect(heading(page, say('home.welcome'))).toBeVisible();
        await axe(page, 'first screen, empty');
        await adieu.give([unknown]);
        await expect(heading(page, say('inspect.unknown'))).toBeVisible();
        await axe(page, 'inspection, unknown');
        await page.getByRole('button', { name: say('inspect.back') }).click();
        await adieu.give([file]);
        await expect(page.getByRole('button', { name: say('inspect.startAs', { network: 'TikTok' }) })).toBeEnabled();
        await axe(page, 'inspection');
        await page.getByRole('button', { name: say('inspect.back') }).click();
        await importFiles(adieu, say, [file], 310);
        await axe(page, 'account of the import');
        await page.getByRole('link', { name: say('import.seeArchive') }).click();
        const parts = page.getByRole('navigation', { name: say('archive.parts') });
        for (const tab of ['overview', 'people', 'posts', 'messages', 'media', 'other'] as const) {
          await parts.getByRole('link', { name: say(`tab.${tab}`) }).click();
          await expect(page.getByRole('heading', { level: 2, name: say(`tab.${tab}`) })).toBeAttached();
          if (tab !== 'overview' && tab !== 'media')
            await expect(page.locator('main [aria-rowindex="2"], main [aria-posinset="1"]').first()).toBeVisible();
          await axe(page, tab);
          if (tab === 'messages') {
            await page
              .getByRole('list', { name: say('messages.conversations') })
              .getByRole('link')
              .first()
              .click();
            await expect(
              page
                .getByRole('region', { name: say('messages.thread') })
                .getByRole('listitem')
                .last(),
            ).toBeVisible();
            await axe(page, 'a conversation');
          }
          if (tab === 'other') {
            await page.getByRole('article').first().getByRole('button').click();
            await expect(page.getByRole('dialog')).toBeVisible();
            await axe(page, 'a record');
            await page
              .getByRole('dialog')
              .getByRole('button', { name: say('close') })
              .click();
          }
        }
        await page.getByRole('textbox', { name: say('search.one') }).fill('merci');
        await page.keyboard.press('Enter');
        await expect(page.locator('mark').first()).toBeVisible();
        await axe(page, 'found');
        await page.getByRole('button', { name: say('delete.open') }).click();
        await expect(page.getByRole('dialog')).toBeVisible();
        await axe(page, 'deleting');
        await page
          .getByRole('dialog')
          .getByRole('button', { name: say('delete.keep') })
          .click();
        await page.getByRole('button', { name: say('copyOut.open') }).click();
        await expect(heading(page, say('copyOut.title'))).toBeVisible();
        await expect(page.getByRole('radio', { name: '~/Documents' })).toBeVisible();
        await axe(page, 'taking a copy');
        await page.getByRole('button', { name: say('copyOut.go') }).click();
        await expect(page.getByText(say('copyOut.done'))).toBeVisible({ timeout: 60_000 });
        await axe(page, 'a copy taken');
        for (const screen of ['search', 'settings', 'departures'] as const) {
          await goTo(page, say, screen);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await axe(page, screen);
        }
      });
    });
  }
}

test('from the first screen to an open copy with the keyboard alone', async ({ open, say }) => {
  test.slow();
  const { page } = await open();
  await expect(heading(page, say('home.welcome'))).toBeVisible();
  /** Tab, forwards or back, until the focus is on the thing of this name, and press Enter. A screen that is still loading may move the focus on the way. */
  const tabTo = async (name: string, role: 'button' | 'link', press = 'Enter') => {
    const wanted = page.getByRole(role, { name, exact: true }).first();
    await expect(wanted).toBeVisible({ timeout: 90_000 });
    for (let presses = 0; presses < 80; presses++) {
      const way = await wanted.evaluate((it) => {
        const { activeElement } = document;
        if (activeElement === it || activeElement === null) return activeElement === it ? null : 'Tab';
        return (activeElement.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING) > 0 ? 'Shift+Tab' : 'Tab';
      });
      if (way === null) break;
      await page.keyboard.press(way);
    }
    await expect(wanted, `${name} can be reached`).toBeFocused();
    await page.keyboard.press(press);
  };
  await tabTo(say('sample.go'), 'button');
  await expect(heading(page, say('account.title'))).toBeVisible({ timeout: 90_000 });
  await expect(heading(page, say('account.title')), 'the focus follows to the new screen').toBeFocused();
  await tabTo(say('import.seeArchive'), 'link');
  await tabTo(say('tab.people'), 'link');
  await expect(page.getByRole('table', { name: say('tab.people') })).toBeVisible();
  await tabTo(say('tab.posts'), 'link');
  await tabTo(say('tab.messages'), 'link');
  await tabTo(say('copyOut.open'), 'button');
  await tabTo(say('copyOut.go'), 'button');
  await expect(page.getByText(say('copyOut.done'))).toBeVisible({ timeout: 240_000 });
});
