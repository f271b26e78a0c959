/** Where everything lives: chosen in the first minutes, moved from the settings, gone and found again. */
import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import { goTo, heading } from './steps.ts';
import { keyboard, mouse, type Hands } from './walk/hands.ts';
import type { Language } from './words.ts';

/** No home is asked for: everything lives where the person keeps it. */
const nowhereAsked = { home: '' };
const usual = '~/.local/share/adieu';
const chosen = '~/Documents/Adieu';
const now = '2026-11-25T09:00:00Z';
const usualOf = (person: string): string => join(person, '.local', 'share', 'adieu');

async function livesWhereUsual(person: string, home: string): Promise<void> {
  await mkdir(join(person, '.local', 'share'), { recursive: true });
  await rename(home, usualOf(person));
}

/** The browser says of a WebSocket that ended what it wants. */
function forgive(mishaps: string[]): void {
  mishaps.splice(0, mishaps.length, ...mishaps.filter((one) => !/WebSocket|ERR_CONNECTION/.test(one)));
}

for (const [language, hands] of [
  ['en', mouse],
  ['fr', keyboard],
] satisfies [Language, Hands][]) {
  const press = hands.press.bind(hands);
  const choose = hands.choose.bind(hands);
  test.describe(`${language}, with the ${hands === mouse ? 'mouse' : 'keyboard'}`, () => {
    test.use({ language, colours: language === 'fr' ? 'dark' : 'light' });

    test.describe('in the first minutes', () => {
      test.use({ prepared: null });

      test('a newcomer puts everything elsewhere before there is anything', async ({ open, say, person, mishaps }) => {
        const { page } = await open(nowhereAsked);
        await expect(page.getByText(say('kept.first', { place: usual }))).toBeVisible();
        await press(page.getByRole('button', { name: say('kept.another') }));
        await choose(page.getByRole('radio', { name: '~/Documents' }));
        await expect(page.getByText(say('kept.will', { place: chosen }))).toBeVisible();
        await axe(page, 'choosing a place in the first minutes');
        await press(page.getByRole('button', { name: say('kept.goFirst') }));
        await expect(page.getByRole('status').filter({ hasText: say('kept.done', { place: chosen }) })).toBeVisible();
        await axe(page, 'a place that was chosen');
        await expect(page.getByText(say('kept.first', { place: chosen }))).toBeVisible();
        // The engine was started again for it, and nobody had to know.
        await expect(page.getByText(say('line.restarted.what'))).toBeHidden();
        await press(page.getByRole('button', { name: say('first.next') }));
        await choose(page.getByRole('radio', { name: say('protect.none.name') }));
        await press(page.getByRole('button', { name: say('protect.none.go') }));
        await expect(heading(page, say('home.welcome'))).toBeVisible();
        expect(await readdir(join(person, 'Documents', 'Adieu'))).toContain('vault.json');
        expect(await readdir(usualOf(person))).not.toContain('vault.json');
        forgive(mishaps);
      });
    });

    test('everything moves from the settings, and the window goes on where it is', async ({
      open,
      say,
      person,
      prepareAnother,
      mishaps,
    }) => {
      await livesWhereUsual(person, await prepareAnother({ now, sample: 400 }));
      const first = await open(nowhereAsked);
      const { page } = first;
      await goTo(page, say, 'settings');
      await expect(page.getByText(usual)).toBeVisible();
      await press(page.getByRole('button', { name: say('kept.move') }));
      await choose(page.getByRole('radio', { name: '~/Documents' }));
      await expect(page.getByText(say('kept.will', { place: chosen }))).toBeVisible();
      await axe(page, 'choosing a place');
      await press(page.getByRole('button', { name: say('kept.go') }));
      await expect(page.getByRole('status').filter({ hasText: say('kept.done', { place: chosen }) })).toBeVisible();
      await axe(page, 'everything was moved');
      await expect(page.getByText(say('line.restarted.what'))).toBeHidden();
      await expect(heading(page, say('settings.title'))).toBeVisible();
      await press(page.getByRole('button', { name: say('close'), exact: true }));
      await expect(page.getByRole('button', { name: say('kept.move') })).toBeVisible();
      const left = (await readdir(usualOf(person))).filter((name) => name !== 'window');
      expect(left).toEqual(['place.json']);
      await goTo(page, say, 'departures');
      await expect(page.getByRole('link', { name: /solene\.valcroix/ }).first()).toBeVisible();
      await first.close();

      const second = await open(nowhereAsked);
      await expect(second.page.getByRole('link', { name: /solene\.valcroix/ }).first()).toBeVisible();
      await goTo(second.page, say, 'settings');
      await expect(second.page.getByText(chosen)).toBeVisible();
      forgive(mishaps);
    });

    test('a place that is not there is said, and nothing new is made; plugged in again, everything is there', async ({
      open,
      say,
      person,
      prepareAnother,
      mishaps,
    }) => {
      await livesWhereUsual(person, await prepareAnother({ now, sample: 400 }));
      const first = await open(nowhereAsked);
      await goTo(first.page, say, 'settings');
      await first.page.getByRole('button', { name: say('kept.move') }).click();
      await first.page.getByRole('radio', { name: '~/Documents' }).check();
      await first.page.getByRole('button', { name: say('kept.go') }).click();
      await expect(first.page.getByText(say('kept.done', { place: chosen }))).toBeVisible();
      await first.close();
      const [there, elsewhere] = [join(person, 'Documents', 'Adieu'), join(person, 'Adieu')];
      await rename(there, elsewhere);

      const { page, ...second } = await open(nowhereAsked);
      await expect(heading(page, say('error.place-gone.what'))).toBeVisible();
      await expect(page.getByText(chosen)).toBeVisible();
      await axe(page, 'a place that is not there');
      await press(page.getByRole('button', { name: say('gone.again') }));
      await expect(page.getByRole('alert')).toContainText(say('error.place-gone.what'));
      await rename(elsewhere, there);
      await press(page.getByRole('button', { name: say('gone.again') }));
      await expect(page.getByRole('link', { name: /solene\.valcroix/ }).first()).toBeVisible();
      await second.close();

      // Or it is found where it is now.
      await rename(there, elsewhere);
      const third = await open(nowhereAsked);
      await choose(third.page.getByRole('radio', { name: '~/Documents' }));
      await press(third.page.getByRole('button', { name: say('gone.open') }));
      await expect(third.page.getByRole('alert')).toContainText(say('error.place-other.what'));
      await choose(third.page.getByRole('radio', { name: '~', exact: true }));
      await press(third.page.getByRole('button', { name: say('gone.open') }));
      await expect(third.page.getByRole('link', { name: /solene\.valcroix/ }).first()).toBeVisible();
      expect(await readdir(join(person, 'Documents'))).toEqual([]);
      forgive(mishaps);
    });
  });
}

test('where a place was asked for, there is no button, and it is said why', async ({ open, say, home }) => {
  const { page } = await open();
  await goTo(page, say, 'settings');
  await expect(page.getByText(say('kept.asked'))).toBeVisible();
  await expect(page.getByText(home)).toBeVisible();
  await expect(page.getByRole('button', { name: say('kept.move') })).toBeHidden();
});

test('in the desktop door a folder is chosen in the system’s dialogue', async ({ open, say, folder, doorName }) => {
  test.skip(doorName === 'browser', 'the browser door has no dialogue for folders');
  const adieu = await open(nowhereAsked);
  const { page } = adieu;
  await mkdir(join(folder, 'disk'));
  await adieu.answerDialogue([join(folder, 'disk')]);
  await page.getByRole('button', { name: say('kept.another') }).click();
  await page.getByRole('button', { name: say('kept.choose') }).click();
  await expect(page.getByText(say('kept.will', { place: join(folder, 'disk', 'Adieu') }))).toBeVisible();
  await page.getByRole('button', { name: say('kept.goFirst') }).click();
  await expect(page.getByText(say('kept.done', { place: join(folder, 'disk', 'Adieu') }))).toBeVisible();
  expect(await readdir(join(folder, 'disk'))).toEqual(['Adieu']);
});
