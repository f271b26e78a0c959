/** The whole way, in both languages: drop, look, read, browse, search, take a copy, check it, delete. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './adieu.ts';
import { writeSample } from './exports.ts';
import { goTo, heading, importFiles } from './steps.ts';
import type { Language } from './words.ts';

for (const language of ['en', 'fr'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('an export becomes an archive that can be read, searched, taken out and deleted', async ({
      open,
      say,
      folder,
      home,
      person,
    }) => {
      test.slow();
      const file = await writeSample(folder, { followers: 900, posts: 60, messages: 300 });
      const adieu = await open();
      const { page } = adieu;
      await importFiles(adieu, say, [file]);
      await page.getByRole('link', { name: say('import.seeArchive') }).click();
      await expect(page.getByRole('navigation', { name: say('archive.parts') })).toBeVisible();
      const tab = (name: 'people' | 'posts' | 'messages' | 'other') =>
        page.getByRole('navigation', { name: say('archive.parts') }).getByRole('link', { name: say(`tab.${name}`) });

      await test.step('people: lists as filters, sort, find', async () => {
        await tab('people').click();
        const table = page.getByRole('table', { name: say('tab.people') });
        await expect(table).toHaveAttribute('aria-rowcount', /^\d{4}$/);
        const chip = page
          .getByRole('group', { name: say('people.lists') })
          .getByText(say('people.list', { list: say('relations.blocked'), count: 14 }));
        await chip.click();
        await expect(page.getByText(say('people.total', { count: 14 }))).toBeVisible();
        await expect(table.getByRole('row')).toHaveCount(15);
        await chip.click();
        const first = await table.getByRole('row').nth(1).getByRole('cell').first().textContent();
        await page.getByRole('searchbox', { name: say('people.find') }).fill(first?.replace(/^@/, '') ?? '');
        await expect(table.getByRole('row').nth(1).getByRole('cell').first()).toHaveText(first ?? '');
      });

      await test.step('posts', async () => {
        await tab('posts').click();
        await expect(page.getByText(say('count.post', { count: 63 }))).toBeVisible();
        await expect(
          page
            .getByRole('list', { name: say('tab.posts') })
            .getByRole('listitem')
            .first(),
        ).toBeVisible();
      });

      await test.step('messages, as conversations', async () => {
        await tab('messages').click();
        const conversations = page.getByRole('list', { name: say('messages.conversations') });
        await conversations.getByRole('link').first().click();
        const thread = page.getByRole('region', { name: say('messages.thread') }).last();
        await expect(thread.getByRole('listitem').last()).toBeVisible();
        const [title] = await page.getByRole('heading', { level: 3 }).allTextContents();
        expect(title).toBeTruthy();
      });

      await test.step('everything else, with where it came from', async () => {
        await tab('other').click();
        await page
          .getByRole('radiogroup', { name: say('other.kind') })
          .getByText(say('kinds.comment'))
          .click();
        const entry = page
          .getByRole('list', { name: say('kinds.comment') })
          .getByRole('article')
          .first();
        await entry.getByRole('button').click();
        const drawer = page.getByRole('dialog');
        await expect(drawer.getByText('user_data_tiktok.json')).toBeVisible();
        await expect(drawer.getByText(/^\/Comment\/Comments\/CommentsList\/\d+$/)).toBeVisible();
        await drawer.getByRole('button', { name: say('close') }).click();
        await expect(drawer).toBeHidden();
      });

      await test.step('search, with the hits marked', async () => {
        const box = page.getByRole('textbox', { name: say('search.one') });
        await box.fill('MERCI');
        await box.press('Enter');
        const hits = page.getByRole('list', { name: say('search.found') });
        await expect(hits.locator('mark').first()).toHaveText(/merci/i);
        await box.fill('xyzzyplugh');
        await box.press('Enter');
        await expect(page.getByText(say('search.none', { words: 'xyzzyplugh' }))).toBeVisible();
        await goTo(page, say, 'search');
        await page.getByRole('textbox', { name: say('search.all') }).fill('merci');
        await page.getByRole('button', { name: say('search.go') }).click();
        await expect(page.locator('mark').first()).toHaveText(/merci/i);
      });

      await test.step('an open copy that checks, here and by the tools of the standard', async () => {
        await goTo(page, say, 'departures');
        await page.getByRole('article').getByRole('link').click();
        await page.getByRole('button', { name: say('copyOut.open') }).click();
        await page.getByRole('radio', { name: '~/Documents' }).check();
        await page.getByRole('button', { name: say('copyOut.go') }).click();
        await expect(page.getByText(say('copyOut.done'))).toBeVisible({ timeout: 60_000 });
        const documents = join(person, 'Documents');
        const [name] = await readdir(documents);
        const bag = join(documents, name ?? '');
        expect(await readdir(bag)).toContain('manifest-sha256.txt');
        await promisify(execFile)('sha256sum', ['--check', '--quiet', 'manifest-sha256.txt'], { cwd: bag });
        await promisify(execFile)('sha256sum', ['--check', '--quiet', 'tagmanifest-sha256.txt'], { cwd: bag });
      });

      await test.step('deleted by its name, and by nothing else', async () => {
        await goTo(page, say, 'departures');
        await page.getByRole('article').getByRole('link').click();
        await page.getByRole('button', { name: say('delete.open') }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('textbox').fill('somebody.else');
        await expect(dialog.getByRole('button', { name: say('delete.go') })).toBeDisabled();
        await dialog.getByRole('textbox').fill('solene.valcroix');
        await dialog.getByRole('button', { name: say('delete.go') }).click();
        await expect(heading(page, say('home.welcome'))).toBeVisible();
        expect(await readdir(join(home, 'archives'))).toEqual([]);
      });
    });
  });
}
