import { heading } from './steps.ts';
import { expect, test } from './adieu.ts';
import type { OpenedDoor } from './doors/door.ts';
import type { Language, Say } from './words.ts';

test.use({ prepared: null });
const passphrase = 'seven quiet herons at dusk';

async function protect({ page }: OpenedDoor, say: Say): Promise<string> {
  await page.getByRole('button', { name: say('first.next') }).click();
  await expect(heading(page, say('protect.title'))).toBeVisible();
  await page.getByRole('radio', { name: say('protect.passphrase.name') }).check();
  await page.getByRole('textbox', { name: say('protect.passphrase.label') }).fill(passphrase);
  await page.getByRole('textbox', { name: say('protect.passphrase.again') }).fill(passphrase);
  await page.getByRole('button', { name: say('protect.go') }).click();
  await expect(heading(page, say('recovery.title'))).toBeVisible();
  const groups = await page
    .getByRole('list', { name: say('recovery.code') })
    .getByRole('listitem')
    .allTextContents();
  expect(groups.length).toBeGreaterThan(4);
  return groups.join('-');
}

for (const language of ['en', 'fr'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language });

    test('a newcomer chooses a protection, writes the recovery code down and arrives at the first screen', async ({
      open,
      say,
      home,
    }) => {
      const adieu = await open();
      const { page } = adieu;
      await expect(heading(page, say('first.title'))).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      // Where everything lives is said before anything is chosen.
      await expect(page.getByText(say('kept.firstAsked', { place: home }))).toBeVisible();
      const groups = (await protect(adieu, say)).split('-');
      await page.getByRole('button', { name: say('recovery.written') }).click();
      // Two groups are asked for, and which ones is not known.
      const fields = page.getByRole('textbox');
      await expect(fields).toHaveCount(2);
      for (const field of await fields.all()) await field.fill('WRONG');
      await page.getByRole('button', { name: say('recovery.confirm') }).click();
      await expect(heading(page, say('home.welcome'))).toBeHidden();
      for (const [index, group] of groups.entries()) {
        const field = page.getByRole('textbox', { name: say('recovery.group', { number: index + 1 }), exact: true });
        if ((await field.count()) > 0) await field.fill(group.toLowerCase());
      }
      await page.getByRole('button', { name: say('recovery.confirm') }).click();
      await expect(heading(page, say('home.welcome'))).toBeVisible();
      await expect(page.getByText(say('recovery.reminder'), { exact: true })).toBeHidden();
    });

    test('the vault stays shut to a wrong passphrase, and opens to the right one and to the recovery code', async ({
      open,
      say,
    }) => {
      const first = await open();
      const code = await protect(first, say);
      await first.page.getByRole('button', { name: say('recovery.later') }).click();
      await expect(heading(first.page, say('home.welcome'))).toBeVisible();
      await expect(first.page.getByText(say('recovery.reminder'), { exact: true })).toBeVisible();
      await first.close();

      const second = await open();
      await expect(heading(second.page, say('unlock.title'))).toBeVisible();
      const typed = second.page.getByRole('textbox', { name: say('unlock.passphrase.label') });
      await typed.fill('another');
      await second.page.getByRole('button', { name: say('unlock.go') }).click();
      await expect(second.page.getByRole('alert')).toContainText(say('error.wrong-key.what'));
      await typed.fill(passphrase);
      await second.page.getByRole('button', { name: say('unlock.go') }).click();
      await expect(heading(second.page, say('home.welcome'))).toBeVisible();
      await second.close();

      const third = await open();
      await third.page.getByRole('button', { name: say('unlock.recoveryCode.instead') }).click();
      await third.page
        .getByRole('textbox', { name: say('unlock.recoveryCode.label') })
        .fill(code.toLowerCase().replaceAll('-', ' '));
      await third.page.getByRole('button', { name: say('unlock.go') }).click();
      await expect(heading(third.page, say('home.welcome'))).toBeVisible();
    });
  });
}
