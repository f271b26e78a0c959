import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './adieu.ts';
import { writeSample } from './exports.ts';
import { beginImport, goTo, heading, importFiles, tallyOf } from './steps.ts';
import type { Language } from './words.ts';

for (const language of ['en', 'fr'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('an export is recognised, read and accounted for, with what was expected beside what was found', async ({
      open,
      say,
      folder,
    }) => {
      const file = await writeSample(folder, { followers: 340, posts: 45, messages: 120 });
      const adieu = await open();
      await importFiles(adieu, say, [file], 350);
      const { page } = adieu;
      expect(await tallyOf(page, say('kinds.post'))).toEqual([48, 48, 0, 0]);
      expect(await tallyOf(page, say('kinds.message'))).toEqual([120, 120, 0, 0]);
      const [found, kept, duplicate, refused] = await tallyOf(page, say('kinds.relation'));
      expect(found).toBe((kept ?? 0) + (duplicate ?? 0) + (refused ?? 0));
      await expect(
        page.getByText(say('account.expected', { what: say('relations.follower'), expected: 350, found: 340, difference: 10 })),
      ).toBeVisible();
      await expect(page.getByRole('list', { name: say('account.filesTitle') }).getByText('user_data_tiktok.json')).toBeVisible();
      await expect(page.getByText(say('became.read'), { exact: true })).toBeVisible();
    });

    test('the same export again adds nothing, and a newer one only what is new', async ({ open, say, folder }) => {
      const first = await writeSample(folder, { followers: 200, posts: 20, messages: 30 });
      const adieu = await open();
      const { page } = adieu;
      await importFiles(adieu, say, [first]);
      await goTo(page, say, 'departures');
      await importFiles(adieu, say, [first]);
      expect(await tallyOf(page, say('kinds.post'))).toEqual([23, 0, 23, 0]);
      const newer = await writeSample(folder, { followers: 260, posts: 20, messages: 30 });
      await goTo(page, say, 'departures');
      await importFiles(adieu, say, [newer]);
      const [, kept] = await tallyOf(page, say('kinds.relation'));
      expect(kept).toBe(60);
      await goTo(page, say, 'departures');
      await expect(page.getByRole('article')).toHaveCount(1);
    });

    test('a file that is no export is told apart, and nothing is imported', async ({ open, say, folder }) => {
      const wrong = join(folder, 'holiday.txt');
      await writeFile(wrong, 'We took the night train.');
      const { page, give } = await open();
      await expect(page.getByRole('button', { name: say('open.files') })).toBeVisible();
      await give([wrong]);
      await expect(heading(page, say('inspect.unknown'))).toBeVisible();
      await expect(page.getByRole('button', { name: say('inspect.start') })).toBeDisabled();
      await page.getByRole('button', { name: say('inspect.back') }).click();
      await expect(heading(page, say('home.welcome'))).toBeVisible();
      await expect(page.getByRole('article')).toHaveCount(0);
    });

    test('an import that is stopped keeps what was read and goes on where it was', async ({ open, say, folder }) => {
      const file = await writeSample(folder, { followers: 150_000, posts: 200, messages: 2000 });
      const adieu = await open();
      const { page } = adieu;
      await beginImport(adieu, say, [file]);
      // Something has been read, and not everything.
      await expect(page.getByText(say('stage.reading'), { exact: true })).toBeVisible();
      await page.getByRole('button', { name: say('import.cancel') }).click();
      await expect(heading(page, say('import.stopped'))).toBeVisible();
      await goTo(page, say, 'departures');
      await expect(page.getByRole('article').getByText(say('archive.stopped'))).toBeVisible();
      await page
        .getByRole('article')
        .getByRole('button', { name: say('import.resume') })
        .click();
      await expect(heading(page, say('account.title'))).toBeVisible({ timeout: 60_000 });
      expect(await tallyOf(page, say('kinds.message'))).toEqual([2000, 2000, 0, 0]);
    });
  });
}

test('a page that is loaded again in the middle of an import finds it', async ({ open, say, folder }) => {
  const file = await writeSample(folder, { followers: 150_000, posts: 200, messages: 2000 });
  const adieu = await open();
  const { page } = adieu;
  await beginImport(adieu, say, [file]);
  await expect(heading(page, say('import.title'))).toBeVisible();
  await page.reload();
  await expect(heading(page, say('account.title'))).toBeVisible({ timeout: 60_000 });
  expect(await tallyOf(page, say('kinds.post'))).toEqual([203, 203, 0, 0]);
});

test('an export can be dropped or chosen, as a file or as the folder it is in', async ({ open, say, folder }) => {
  const exports = join(folder, 'exports');
  await mkdir(exports);
  const file = await writeSample(exports, { followers: 20, posts: 2, messages: 6 });
  const { page, drop, answerDialogue } = await open();
  const choose = async (button: 'open.files' | 'open.folder', path: string) => {
    await answerDialogue([path]);
    await page.getByRole('button', { name: say(button) }).click();
  };
  const ways = [
    () => drop([file]),
    () => drop([exports]),
    () => choose('open.files', file),
    () => choose('open.folder', exports),
  ];
  for (const way of ways) {
    await expect(page.getByRole('button', { name: say('open.files') })).toBeVisible();
    await way();
    await expect(page.getByRole('button', { name: say('inspect.startAs', { network: 'TikTok' }) })).toBeEnabled();
    await page.getByRole('button', { name: say('inspect.back') }).click();
  }
});

test('the sample can be tried with no data of one’s own', async ({ open, say }) => {
  test.slow();
  const { page } = await open();
  await page.getByRole('button', { name: say('sample.go') }).click();
  await expect(heading(page, say('account.title'))).toBeVisible({ timeout: 90_000 });
  await page.getByRole('link', { name: say('import.seeArchive') }).click();
  await expect(page.getByText('80,000')).toBeVisible();
});
