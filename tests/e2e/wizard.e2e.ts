/** Through a departure with its screens: tasks and their undo, the closing behind its gate, the grace period, a change of mind, the receipt. */
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import { heading } from './steps.ts';
import type { Language } from './words.ts';

const now = '2026-04-07T09:00:00Z';

for (const [language, colours] of [
  ['en', 'light'],
  ['fr', 'dark'],
] as const satisfies [Language, 'light' | 'dark'][]) {
  test.describe(`${language}, ${colours}`, () => {
    test.use({
      language,
      colours,
      prepared: { now, sample: 30, departures: [{ network: 'tiktok', handle: 'exemple', safe: true }] },
    });

    test('what is said can be undone; closing, waiting and coming back are honest', async ({ open, say }) => {
      test.slow();
      const { page } = await open({ now });
      await page.getByRole('article').getByRole('link', { name: 'TikTok' }).first().click();
      await expect(heading(page, say('wizard.title', { network: 'TikTok' }))).toBeVisible();
      await axe(page, 'the stages');

      const notice = page.getByRole('status').filter({ has: page.getByRole('button', { name: say('wizard.undo') }) });
      const done = page.getByRole('button', {
        name: new RegExp(`^${say('wizard.doneNamed', { task: '' }).trim().replaceAll(/\s+/g, '\\s+')}`),
      });
      await done.first().press('Enter');
      await expect(notice).toBeVisible();
      await notice.getByRole('button', { name: say('wizard.undo') }).click();
      await expect(page.getByText(say('said.undone'), { exact: true })).toBeVisible();
      await expect(done.first()).toBeVisible();

      await page
        .getByRole('navigation', { name: say('wizard.stages') })
        .getByRole('link', { name: say('stageOf.close') })
        .click();
      await page.locator('[data-task="close.account"]').click();
      await page.getByRole('link', { name: say('gate.go') }).click();
      await expect(heading(page, say('close.title', { network: 'TikTok' }))).toBeVisible();
      await axe(page, 'the closing');
      const go = page.getByRole('button', { name: say('close.go') });
      await expect(go).toBeDisabled();
      await page.getByRole('textbox', { name: say('close.type', { handle: '@exemple' }) }).fill('@Exemple');
      await go.click();
      await expect(page.getByText(say('grace.daysLeft', { days: 30 })).first()).toBeVisible();
      await axe(page, 'the grace period');

      await page.getByText(say('grace.mindOpen')).click();
      await page.getByRole('button', { name: say('grace.mindGo') }).click();
      await expect(page.getByText(say('grace.reopened'), { exact: true })).toBeVisible();
      await notice.getByRole('button', { name: say('wizard.undo') }).click();
      await expect(page.getByText(say('grace.doNot'))).toBeVisible();

      const beside = page.getByRole('navigation', { name: say('beside.title') });
      await beside.getByRole('link', { name: say('beside.receipt') }).click();
      await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toBeVisible();
      await axe(page, 'the receipt');
    });
  });
}
