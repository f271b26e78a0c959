/** Two computers and one departure: it is handed over, both go on, it comes back, and what they said differently is settled. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import type { OpenedDoor } from './doors/door.ts';
import { saveAs } from './saving.ts';
import { heading } from './steps.ts';
import type { Language, Say } from './words.ts';

const begun = '2026-04-07T09:00:00Z';
const names = { en: ['Office', 'Press room'], fr: ['Bureau', 'Service de presse'] } as const;
const tell = { en: 'Tell those who are closest yourself', fr: 'Prévenez vous-même les plus proches' } as const;
const agreed = 'seven quiet herons at dusk';

async function toTask(page: Page, task: string): Promise<void> {
  const address = await page.locator('a[href*="#/departure/"]').first().getAttribute('href');
  const departure = /#\/departure\/[^/?]+/.exec(address ?? '')?.[0] ?? '';
  await page.evaluate((to) => (location.hash = to), `${departure}?task=${task}`);
  await expect(page.locator(`[data-task="${task}"]`)).toBeVisible();
}

async function toHandOver(page: Page, say: Say): Promise<void> {
  await page
    .getByRole('navigation', { name: say('beside.title') })
    .getByRole('link', { name: say('beside.handOver') })
    .click();
  await expect(heading(page, say('handed.title'))).toBeVisible();
}

/** Chosen in the door's own dialogue. */
async function choose({ page, answerDialogue }: OpenedDoor, say: Say, file: string): Promise<void> {
  await answerDialogue([file]);
  await page.getByRole('button', { name: new RegExp(`^(?:${say('opened.choose')}|${say('opened.other')})$`) }).click();
}

/** Tab, until the focus is there, and Enter. */
async function byKeyboard(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeVisible();
  for (let presses = 0; presses < 80 && !(await wanted.evaluate((it) => it === document.activeElement)); presses++)
    await page.keyboard.press('Tab');
  await expect(wanted).toBeFocused();
  await page.keyboard.press('Enter');
}

for (const [language, colours] of [
  ['en', 'light'],
  ['fr', 'dark'],
] as const satisfies [Language, 'light' | 'dark'][]) {
  test.describe(`${language}, ${colours}`, () => {
    test.use({ language, colours, prepared: { now: begun, departures: [{ network: 'tiktok', handle: 'exemple' }] } });

    test('a departure goes to a colleague and comes back, and nothing of either is lost', async ({
      open,
      prepareAnother,
      say,
      person,
      mishaps,
    }) => {
      test.slow();
      const [office, press] = names[language];
      const elsewhere = await prepareAnother({});
      const file = (name: string): string => join(person, 'Documents', name);

      // Handed over.
      const first = await open({ now: begun });
      await first.page.getByRole('article').getByRole('link', { name: 'TikTok' }).first().click();
      await toHandOver(first.page, say);
      await expect(first.page.getByText(say('differ.alone', { computer: say('computer.here') }))).toBeVisible();
      await axe(first.page, 'handing over');
      await first.page.getByRole('textbox', { name: say('handed.computer') }).fill(office);
      const shown = first.page.getByText(/^(?:[a-z2-9]{4}-){4}[a-z2-9]{4}$/);
      const passphrase = (await shown.textContent()) ?? '';
      await saveAs(first, file('first.adieu'), mishaps, () =>
        first.page.getByRole('button', { name: say('handed.save') }).click(),
      );
      await expect(first.page.getByText(say('handed.saved'))).toBeVisible();
      await expect(shown).toHaveText(passphrase);
      await axe(first.page, 'handed over');
      await byKeyboard(first.page, first.page.getByRole('button', { name: say('handed.told') }));
      await expect(first.page.getByText(say('handed.hidden'))).toBeVisible();
      await expect(first.page.getByText(passphrase)).toHaveCount(0);
      await first.close();
      const bytes = await readFile(file('first.adieu'));
      expect(bytes.includes('exemple')).toBe(false);

      // Opened elsewhere: what is no such file, was cut, is too new or has another passphrase changes nothing.
      const second = await open({ now: '2026-04-07T10:00:00Z', home: elsewhere });
      await second.page.getByRole('link', { name: say('opened.wayGo') }).click();
      await expect(heading(second.page, say('opened.title'))).toBeVisible();
      await second.page.getByRole('button', { name: say('opened.go'), exact: true }).click();
      await expect(second.page.getByText(say('opened.noFile'))).toBeVisible();
      await expect(second.page.getByText(say('opened.noPassphrase'))).toBeVisible();
      const header = bytes.subarray(0, bytes.indexOf('\n')).toString();
      const bad = [
        ['text.adieu', Buffer.from('Kind regards'), 'not-sealed', passphrase],
        ['cut.adieu', bytes.subarray(0, -40), 'wrong-passphrase', passphrase],
        ['newer.adieu', Buffer.from(`${header.replace('"version":1', '"version":2')}\n`), 'too-new', passphrase],
        ['first.adieu', bytes, 'wrong-passphrase', 'not what was agreed'],
      ] as const;
      for (const [name, content, code, typed] of bad) {
        await writeFile(file(name), content);
        await choose(second, say, file(name));
        await expect(second.page.getByText(name, { exact: true })).toBeVisible();
        await second.page.getByRole('textbox', { name: say('opened.passphrase') }).fill(typed);
        await second.page.keyboard.press('Enter');
        await expect(second.page.getByRole('alert')).toContainText(say(`error.${code}.what`));
      }
      await axe(second.page, 'not opened');
      await second.page.getByRole('textbox', { name: say('opened.passphrase') }).fill(passphrase);
      await second.page.keyboard.press('Enter');
      await expect(heading(second.page, say('opened.began'))).toBeVisible();
      await axe(second.page, 'opened');
      await second.page.getByRole('link', { name: say('opened.on') }).click();
      await expect(heading(second.page, say('wizard.title', { network: 'TikTok' }))).toBeVisible();

      // Both go on, and say different things.
      await toTask(second.page, 'people.tell');
      await second.page.getByRole('button', { name: say('wizard.skipNamed', { task: tell[language] }) }).click();
      await second.page.getByRole('textbox', { name: say('wizard.why') }).fill('—');
      await second.page.getByRole('button', { name: say('wizard.skipGo') }).click();
      await expect(second.page.getByText(say('said.skip', { task: tell[language] }))).toBeVisible();
      await toHandOver(second.page, say);
      await second.page.getByRole('textbox', { name: say('handed.computer') }).fill(press);
      await second.page.getByRole('button', { name: say('handed.own') }).click();
      await second.page.getByRole('textbox', { name: say('handed.ownLabel') }).fill('short');
      await second.page.getByRole('button', { name: say('handed.save') }).click();
      await expect(second.page.getByRole('alert')).toContainText(say('error.weak-passphrase.what'));
      await second.page.getByRole('textbox', { name: say('handed.ownLabel') }).fill(agreed);
      await saveAs(second, file('back.adieu'), mishaps, () =>
        second.page.getByRole('button', { name: say('handed.save') }).click(),
      );
      await expect(second.page.getByText(say('handed.saved'))).toBeVisible();
      await second.close();

      const third = await open({ now: '2026-04-07T11:00:00Z' });
      await toTask(third.page, 'people.tell');
      await third.page.getByRole('button', { name: say('wizard.doneNamed', { task: tell[language] }) }).click();
      await expect(third.page.getByText(say('said.do', { task: tell[language] }))).toBeVisible();

      // It comes back: dropped on the first screen.
      await third.page.getByRole('link', { name: say('app.name'), exact: true }).click();
      await expect(third.page.getByRole('link', { name: say('opened.wayGo') })).toBeVisible();
      await third.drop([file('back.adieu')]);
      await expect(heading(third.page, say('opened.title'))).toBeVisible();
      await expect(third.page.getByText('back.adieu')).toBeVisible();
      await third.page.getByRole('textbox', { name: say('opened.passphrase') }).fill(agreed);
      await byKeyboard(third.page, third.page.getByRole('button', { name: say('opened.go'), exact: true }));
      await expect(heading(third.page, say('opened.merged'))).toBeFocused();
      const came = third.page.getByRole('region', { name: say('opened.came') });
      await expect(came.getByText(say('history.taskSkipped', { task: tell[language] }))).toBeVisible();

      // What was said differently is settled, and the record keeps both.
      const difference = third.page.getByRole('article', { name: tell[language] });
      const [done, skipped] = [
        say('history.taskDone', { task: tell[language] }),
        say('history.taskSkipped', { task: tell[language] }),
      ];
      await expect(difference.getByText(done)).toBeVisible();
      await expect(difference.getByText(skipped)).toBeVisible();
      await expect(difference).toContainText(press);
      await expect(difference).toContainText(say('computer.hereNamed', { name: office }));
      await axe(third.page, 'a difference');
      await byKeyboard(
        third.page,
        difference.getByRole('button', { name: say('differ.rightNamed', { what: skipped, who: press }) }),
      );
      await expect(difference).toHaveCount(0);
      await expect(third.page.getByText(say('said.settle'))).toBeVisible();
      await third.page.getByRole('link', { name: say('opened.on') }).click();
      await third.page
        .getByRole('navigation', { name: say('beside.title') })
        .getByRole('link', { name: say('beside.history') })
        .click();
      const history = third.page.getByRole('list', { name: say('history.title') });
      await expect(history.getByRole('listitem').filter({ hasText: say('history.named', { name: press }) })).toContainText(press);
      await expect(history.getByText(done, { exact: true })).toBeVisible();
      await expect(history.getByText(say('history.takenBack', { what: done }))).toBeVisible();
      await axe(third.page, 'the history of two computers');
    });
  });
}
