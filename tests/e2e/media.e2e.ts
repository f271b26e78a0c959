/** Media of every network: in their tab, beside posts and messages, in full, saved; with the keyboard; and whatever is absent, damaged or no picture at all. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { zipOf } from '../hostile/containers.ts';
import * as made from '../media/exports.ts';
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import { saveAs } from './saving.ts';
import { heading } from './steps.ts';
import type { Language, Say } from './words.ts';

/** Writes exports as folders of their parts. */
async function written(into: string, exports: readonly made.MadeExport[]): Promise<string[]> {
  const folders: string[] = [];
  for (const [n, { parts }] of exports.entries()) {
    const folder = join(into, `export-${n}`);
    await mkdir(folder);
    for (const [k, part] of parts.entries()) await writeFile(join(folder, `part-${k}.zip`), zipOf(part));
    folders.push(folder);
  }
  return folders;
}

async function toArchive(page: Page, say: Say): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.locator('a[href*="#/archive/"]').first().click();
  await expect(page.getByRole('navigation', { name: say('archive.parts') })).toBeVisible();
}

async function toTab(page: Page, say: Say, tab: 'media' | 'posts' | 'messages'): Promise<void> {
  await page
    .getByRole('navigation', { name: say('archive.parts') })
    .getByRole('link', { name: say(`tab.${tab}`) })
    .click();
}

const tiles = (page: Page, say: Say): Locator => page.getByRole('grid', { name: say('tab.media') }).getByRole('button');
const tile = (page: Page, of: string): Locator => page.getByRole('grid').getByRole('button').filter({ hasText: of });
/** Pixels that were drawn; 0 where nothing was. */
const drawn = (picture: Locator): Promise<number> =>
  picture.evaluate((it) => (it instanceof HTMLImageElement ? it.naturalWidth : 0));

for (const [language, colours] of [
  ['en', 'light'],
  ['fr', 'dark'],
] satisfies [Language, 'light' | 'dark'][]) {
  test.describe(`${language}, ${colours}`, () => {
    test.use({ language, colours, prepared: null });

    test('the media of an export are seen, filtered, gone through and saved', async ({
      open,
      prepareAnother,
      say,
      folder,
      mishaps,
    }) => {
      test.slow();
      const instagram = made.instagram();
      const home = await prepareAnother({ imports: await written(folder, [instagram]) });
      const opened = await open({ home });
      const { page } = opened;
      await toArchive(page, say);
      await toTab(page, say, 'media');

      await expect(page.getByText(say('media.total', { count: 14 }))).toBeVisible();
      await expect(page.getByText(say('media.missing', { count: 2 }))).toBeVisible();
      await expect(tiles(page, say)).toHaveCount(14);
      // Seven of the twelve that are there are pictures that can be drawn whole: the others are a film, a sound, a torn one, a drawing and a page.
      await expect
        .poll(
          async () =>
            (await Promise.all((await page.getByRole('grid').locator('img').all()).map(drawn))).filter((width) => width > 0)
              .length,
        )
        .toBe(7);
      await expect(tile(page, say('media.short.damaged'))).toHaveCount(1);
      await expect(tile(page, say('media.short.missing'))).toHaveCount(2);
      await axe(page, 'the tab');

      await page
        .getByRole('radiogroup', { name: say('media.sorts') })
        .getByText(say('media.sort.video', { count: 2 }))
        .click();
      await expect(tiles(page, say)).toHaveCount(2);
      await page.getByRole('combobox', { name: say('media.states') }).selectOption('missing');
      await expect(tiles(page, say)).toHaveCount(1);
      await page
        .getByRole('radiogroup', { name: say('media.sorts') })
        .getByText(say('media.sort.sound', { count: 1 }))
        .click();
      await expect(page.getByText(say('media.noneOfThese'))).toBeVisible();
      await page
        .getByRole('radiogroup', { name: say('media.sorts') })
        .getByText(say('media.all', { count: 14 }))
        .click();
      await page.getByRole('combobox', { name: say('media.states') }).selectOption('all');
      await page.getByRole('combobox', { name: say('media.order') }).selectOption('oldest');

      await test.step('the oldest is the picture of the profile; from there with the keyboard', async () => {
        await tiles(page, say).first().focus();
        await page.keyboard.press('End');
        await expect(tiles(page, say).last()).toBeFocused();
        await page.keyboard.press('Home');
        await page.keyboard.press('ArrowRight');
        await expect(tiles(page, say).nth(1)).toBeFocused();
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await expect(dialog.getByText(say('media.position', { index: 2, total: 14 }))).toBeVisible();
        await expect.poll(() => drawn(dialog.locator('img'))).toBe(480);
        await axe(page, 'a picture');
        await page.keyboard.press('ArrowRight');
        await expect(dialog.getByText(say('media.position', { index: 3, total: 14 }))).toBeVisible();
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowLeft');
        await page.keyboard.press('ArrowLeft');
        await expect(dialog.getByText(say('media.position', { index: 1, total: 14 }))).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(dialog).toBeHidden();
        await expect(tiles(page, say).first(), 'the focus is at the one that was looked at last').toBeFocused();
      });

      await page.getByRole('combobox', { name: say('media.order') }).selectOption('newest');
      const show = async (index: number): Promise<Locator> => {
        await tiles(page, say).nth(index).click();
        return page.getByRole('dialog');
      };
      const shut = async (): Promise<void> => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      };

      await test.step('a film plays, whatever it is called', async () => {
        const dialog = await show(0);
        const film = dialog.locator('video');
        await expect.poll(() => film.evaluate((it) => (it instanceof HTMLVideoElement ? it.videoWidth : 0))).toBe(64);
        await axe(page, 'a film');
        await shut();
      });

      await test.step('a drawing that could act is no picture; a torn picture says so; one that is not there says so', async () => {
        const dialog = await show(2);
        await expect(dialog.getByText(say('media.why.not-shown'))).toBeVisible();
        await expect(dialog.locator('img, iframe, object, embed')).toHaveCount(0);
        await dialog.getByRole('button', { name: say('media.save') }).click();
        await expect(dialog.getByText(say('media.notSaved'))).toBeVisible();
        await page.keyboard.press('ArrowRight');
        await expect(dialog.getByText(/endommagé|damaged/).first()).toBeVisible();
        await page.keyboard.press('ArrowRight');
        await expect(dialog.getByText(say('media.why.missing'))).toBeVisible();
        await expect(dialog.getByRole('button', { name: say('media.save') })).toHaveCount(0);
        await axe(page, 'one that is not there');
        await shut();
      });

      await test.step('the garden: its place, its double, its post, and a copy of it', async () => {
        // The one of the post is the later of the two.
        const index = await tiles(page, say).evaluateAll((all) =>
          all.findIndex((it) => /10 (August|août) 2023/.test(it.textContent ?? '')),
        );
        const dialog = await show(index);
        const names = dialog.getByText('garden.jpg', { exact: true });
        if ((await names.count()) === 0) await page.keyboard.press('ArrowRight');
        await expect(names).toBeVisible();
        await expect(dialog.getByText('48.85341, 2.34880')).toBeVisible();
        await expect(dialog.getByRole('region', { name: say('media.same') }).getByText(/again\.jpg$/)).toBeVisible();
        await expect(dialog.getByText('Le jardin, en août')).toBeVisible();
        const copy = join(folder, 'copy.jpg');
        await saveAs(opened, copy, mishaps, () => dialog.getByRole('button', { name: say('media.save') }).click());
        await expect(dialog.getByText(say('media.saved'))).toBeVisible();
        expect((await readFile(copy)).equals(instagram.here['garden.jpg']?.bytes ?? Buffer.alloc(0))).toBe(true);
        await dialog.getByRole('link', { name: say('media.goPost') }).click();
        await expect(page.getByRole('dialog').getByText('Le jardin, en août')).toBeVisible();
        await shut();
      });

      await test.step('beside a post and in a message', async () => {
        const entry = page.getByRole('article').filter({ hasText: 'Two of the harbour' });
        const strip = entry.getByRole('group', { name: say('post.media', { count: 2 }) });
        await expect
          .poll(
            async () => (await Promise.all((await strip.locator('img').all()).map(drawn))).filter((width) => width > 0).length,
          )
          .toBe(2);
        await strip.getByRole('button').nth(1).click();
        await expect(page.getByRole('dialog').getByText(say('media.position', { index: 2, total: 2 }))).toBeVisible();
        await shut();
        await expect(strip.getByRole('button').nth(1)).toBeFocused();
        await toTab(page, say, 'messages');
        await page
          .getByRole('list', { name: say('messages.conversations') })
          .getByRole('link')
          .filter({ hasText: 'The garden again' })
          .click();
        const thread = page.getByRole('region', { name: say('messages.thread') });
        await expect.poll(() => drawn(thread.locator('img').first())).toBeGreaterThan(0);
        await thread
          .getByRole('group', { name: say('post.media', { count: 1 }) })
          .getByRole('button')
          .click();
        await page
          .getByRole('dialog')
          .getByRole('link', { name: say('media.goConversation') })
          .click();
        await expect(page.getByRole('dialog')).toBeHidden();
        await expect(thread).toBeVisible();
      });
      expect(await page.evaluate(() => 'hurt' in globalThis)).toBe(false);
    });

    test('what is only a link says so, until when it works, and opens nothing', async ({ open, prepareAnother, say, folder }) => {
      const home = await prepareAnother({ imports: await written(folder, [made.tiktok()]) });
      const { page } = await open({ home });
      await toArchive(page, say);
      await toTab(page, say, 'media');
      await expect(page.getByText(say('media.links', { count: 4 }))).toBeVisible();
      await page.getByRole('combobox', { name: say('media.states') }).selectOption('link');
      await expect(tiles(page, say)).toHaveCount(4);
      const video = page.getByRole('grid').getByRole('button', { name: new RegExp(`^${say('media.name.video')}`) });
      await video.first().click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByText(/8 (November|novembre) 2026/)).toBeVisible();
      await expect(dialog.getByText(/v16\.tiktokcdn\.example/)).toBeVisible();
      await expect(dialog.locator('a[href^="http"], img, video')).toHaveCount(0);
      await axe(page, 'only a link');
    });
  });
}

test.describe('descriptions', () => {
  test.use({ prepared: null });
  test('a picture is called what its person called it', async ({ open, prepareAnother, say, folder }) => {
    const home = await prepareAnother({ imports: await written(folder, [made.mastodon()]) });
    const { page } = await open({ home });
    await toArchive(page, say);
    await toTab(page, say, 'media');
    await page
      .getByRole('grid')
      .getByRole('button', { name: /A grey cat on a wall/ })
      .click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('img', { name: /A grey cat on a wall/ })).toBeVisible();
    await expect(dialog.getByRole('region', { name: say('media.alt') }).getByText('A grey cat on a wall')).toBeVisible();
  });
});

test.describe('very many', () => {
  test.use({ prepared: null });
  test('only what is in sight is there, and the last is one key away', async ({ open, prepareAnother, say, folder }) => {
    const many = 5000;
    const posts = Array.from({ length: many }, (_, n) => ({
      Date: new Date(Date.UTC(2015, 0, 1) + n * 3_600_000).toISOString().slice(0, 19).replace('T', ' '),
      Link: `https://v16.tiktokcdn.example/storage/${7_000_000_000_000_000 + n}/?mime_type=video_mp4`,
      Title: `Number ${n}`,
    }));
    const file = join(folder, 'many.json');
    await writeFile(
      file,
      JSON.stringify({
        'Profile And Settings': {
          'Profile Info': { ProfileMap: { userName: 'many' } },
          Follower: { FansList: [] },
          Following: { Following: [] },
        },
        Post: { Posts: { VideoList: posts } },
      }),
    );
    const home = await prepareAnother({ imports: [file] });
    const { page } = await open({ home });
    await toArchive(page, say);
    await toTab(page, say, 'media');
    await expect(page.getByText(say('media.total', { count: many }))).toBeVisible();
    expect(await tiles(page, say).count()).toBeLessThan(120);
    await tiles(page, say).first().focus();
    await page.keyboard.press('End');
    await expect(page.locator(`[data-tile="${many - 1}"]`)).toBeFocused();
    expect(await tiles(page, say).count()).toBeLessThan(120);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').getByText(say('media.position', { index: many, total: many }))).toBeVisible();
    await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('dialog').getByText(say('media.position', { index: many, total: many }))).toBeVisible();
  });
});

test.describe('nothing', () => {
  test.use({ prepared: { imports: [] } });
  test('an archive without media says so', async ({ open, prepareAnother, say, folder }) => {
    const file = join(folder, 'none.json');
    await writeFile(
      file,
      JSON.stringify({
        Activity: {
          'Follower List': { FansList: [{ Date: '2024-01-01 00:00:00', UserName: 'ada' }] },
          'Following List': { Following: [] },
        },
      }),
    );
    const { page } = await open({ home: await prepareAnother({ imports: [file] }) });
    await toArchive(page, say);
    await toTab(page, say, 'media');
    await expect(page.getByText(say('media.none'))).toBeVisible();
    await axe(page, 'no media');
    await expect(heading(page, /TikTok/)).toBeVisible();
  });
});
