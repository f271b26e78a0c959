/** From the first screen into a departure: the network, the account, what leaving means there, and the card on the first screen. */
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import { goTo, heading } from './steps.ts';
import type { Language } from './words.ts';

for (const language of ['en', 'fr'] satisfies Language[]) {
  for (const colours of ['light', 'dark'] as const) {
    test.describe(`${language}, ${colours}`, () => {
      test.use({ language, colours });

      test('from nothing to a card on the first screen', async ({ open, say }) => {
        const { page } = await open();
        await expect(heading(page, say('home.welcome'))).toBeVisible();
        await axe(page, 'first screen, empty');
        await page.getByRole('link', { name: say('leave.go') }).click();
        await expect(heading(page, say('leave.title'))).toBeFocused();
        await expect(page.getByRole('list', { name: say('leave.networks') }).getByRole('link')).toHaveCount(24);
        await axe(page, 'networks');

        await page.getByRole('textbox', { name: say('leave.search') }).fill('Twittér');
        await expect(page.getByRole('status')).toHaveText(say('leave.found', { count: 1 }));
        await page
          .getByRole('list', { name: say('leave.networks') })
          .getByRole('link', { name: /^X/ })
          .click();
        await expect(heading(page, say('leave.answersTitle', { network: 'X' }))).toBeVisible();

        await page.getByRole('button', { name: say('leave.next') }).click();
        const handle = page.getByRole('textbox', { name: say('leave.handle') });
        await expect(handle).toBeFocused();
        await expect(page.getByText(say('leave.handleNone'))).toBeVisible();
        await axe(page, 'the account, refused');
        await handle.fill('@exemple');
        await page
          .getByRole('radiogroup', { name: say('leave.money') })
          .getByRole('radio', { name: say('leave.no'), exact: true })
          .check();
        await page.getByRole('textbox', { name: say('leave.findMe') }).fill('https://exemple.example');
        await page.getByRole('combobox', { name: say('leave.law') }).selectOption('gdpr');

        // Nothing that was typed is lost by a reload, nor by going on and coming back.
        await page.reload();
        await expect(handle).toHaveValue('@exemple');
        await page.getByRole('button', { name: say('leave.next') }).click();
        await expect(heading(page, say('leave.meansTitle', { network: 'X' }))).toBeVisible();
        await page.goBack();
        await expect(handle).toHaveValue('@exemple');
        await expect(
          page.getByRole('radiogroup', { name: say('leave.money') }).getByRole('radio', { name: say('leave.no'), exact: true }),
        ).toBeChecked();
        await page.getByRole('button', { name: say('leave.next') }).click();

        await expect(page.getByRole('heading', { level: 2, name: say('leave.dates') })).toBeVisible();
        const grace = page.locator('dl > div').filter({ hasText: say('fact.closure.gracePeriodDays') });
        await grace.locator('summary').click();
        await expect(grace.getByRole('link').first()).toHaveAttribute('rel', 'noopener noreferrer');
        await page.getByText(say('leave.unknown', { count: 10 })).click();
        await expect(page.getByRole('listitem').filter({ hasText: say('fact.closure.fullErasureDays') })).toBeVisible();
        await axe(page, 'what it means');

        await page.getByRole('button', { name: say('leave.begin') }).click();
        await expect(page).toHaveURL(/#\/departure\/[0-9a-f-]{36}$/);
        await goTo(page, say, 'departures');
        await expect(heading(page, say('home.underWay', { count: 1 }))).toBeVisible();
        const card = page.getByRole('article');
        await expect(card.getByRole('heading', { name: 'X', exact: true })).toBeVisible();
        await expect(card.getByText('@exemple')).toBeVisible();
        await expect(
          card.getByRole('img', { name: say('home.stages', { behind: 0, of: 12, stage: say('stageOf.decide') }) }),
        ).toBeVisible();
        await axe(page, 'first screen, with a departure');
        await card.click({ position: { x: 20, y: 20 } });
        await expect(page).toHaveURL(/#\/departure\//);
      });
    });
  }
}

test.describe('what is under way', () => {
  test.use({
    prepared: {
      now: '2026-04-07T09:00:00Z',
      departures: [
        { network: 'bereal', handle: 'exemple' },
        {
          network: 'tiktok',
          handle: 'exemple',
          said: [
            { type: 'requested', on: '2026-04-03T08:00:00Z' },
            { type: 'ready', on: '2026-04-05T09:00:00Z' },
          ],
        },
      ],
    },
  });

  test('the first screen names the next date that matters, and what comes next stands first', async ({ open, say }) => {
    const { page } = await open({ now: '2026-04-07T09:00:00Z' });
    await expect(heading(page, say('home.underWay', { count: 2 }))).toBeVisible();
    await expect(page.getByText(/Thursday 9 April\. /)).toBeVisible();
    await expect(page.getByRole('article').first().getByRole('heading')).toHaveText('TikTok');
    await expect(page.getByRole('article').first()).toContainText('in 2 days');
  });

  test('the same account is not left twice: the way leads to the departure there is', async ({ open, say }) => {
    const { page } = await open();
    await page.goto(`${new URL('/', page.url()).href}#/leave/tiktok`);
    await page.getByRole('textbox', { name: say('leave.handle') }).fill('Exemple');
    await page.getByRole('button', { name: say('leave.next') }).click();
    await page.getByRole('button', { name: say('leave.begin') }).click();
    await expect(page.getByRole('alert')).toContainText(say('error.departure-exists.what'));
    await page.getByRole('link', { name: say('leave.exists') }).click();
    await expect(page).toHaveURL(/#\/departure\//);
  });
});

test('a network Adieu does not know is left under the name it is given', async ({ open, say }) => {
  const { page } = await open();
  await page.getByRole('link', { name: say('leave.go') }).click();
  await page.getByRole('button', { name: say('leave.otherGo') }).click();
  await expect(page.getByText(say('leave.otherNone'))).toBeVisible();
  await page.getByRole('textbox', { name: say('leave.search') }).fill('Le Clocher');
  await expect(page.getByRole('status')).toHaveText(say('leave.found', { count: 0 }));
  await expect(page.getByRole('textbox', { name: say('leave.otherName') })).toHaveValue('Le Clocher');
  await page.getByRole('button', { name: say('leave.otherGo') }).click();
  await expect(heading(page, say('leave.answersTitle', { network: 'Le Clocher' }))).toBeVisible();
  await page.getByRole('textbox', { name: say('leave.handle') }).fill('exemple');
  await page.getByRole('button', { name: say('leave.next') }).click();
  await expect(page.getByText(say('leave.knowNothing'))).toBeVisible();
  await axe(page, 'what it means, of another network');
  await page.getByRole('button', { name: say('leave.begin') }).click();
  await expect(page).toHaveURL(/#\/departure\//);
  await goTo(page, say, 'departures');
  await expect(page.getByRole('article').getByRole('heading', { name: 'Le Clocher' })).toBeVisible();
});

test('a departure can be begun with the keyboard alone', async ({ open, say }) => {
  const { page } = await open();
  const tabTo = async (name: string, role: 'button' | 'link' | 'textbox', press?: string) => {
    const wanted = page.getByRole(role, { name, exact: true }).first();
    await expect(wanted).toBeVisible();
    for (let presses = 0; presses < 80; presses++) {
      if ((await page.locator(':focus').and(wanted).count()) > 0) break;
      await page.keyboard.press('Tab');
    }
    await expect(wanted, `${name} can be reached`).toBeFocused();
    if (press !== undefined) await page.keyboard.press(press);
  };
  await expect(heading(page, say('home.welcome'))).toBeVisible();
  await tabTo(say('leave.go'), 'link', 'Enter');
  await tabTo(say('leave.search'), 'textbox');
  await page.keyboard.type('insta');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: /^Instagram/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, say('leave.answersTitle', { network: 'Instagram' }))).toBeFocused();
  await tabTo(say('leave.handle'), 'textbox');
  await page.keyboard.type('exemple');
  await page.keyboard.press('Enter');
  await tabTo(say('leave.begin'), 'button', 'Enter');
  await expect(page).toHaveURL(/#\/departure\//);
});
