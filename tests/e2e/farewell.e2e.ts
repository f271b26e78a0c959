import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './adieu.ts';
import { heading } from './steps.ts';
import type { Language } from './words.ts';

const now = '2026-11-25T09:00:00Z';
const departures = [{ network: 'tiktok', handle: 'marianne.dupont', zone: 'Europe/Paris' }];

async function toFarewell(page: Page): Promise<void> {
  const address = await page.locator('a[href*="#/departure/"]').first().getAttribute('href');
  await page.evaluate((to) => (location.hash = to), `${/#\/departure\/[^/]+/.exec(address ?? '')?.[0] ?? ''}/farewell`);
}

for (const language of ['en', 'fr'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language, prepared: { now, departures } });

    test('one form makes texts within their limits, pictures and a schedule, and a kit that is saved', async ({
      open,
      say,
      person,
    }) => {
      const { page } = await open({ now });
      await toFarewell(page);
      await expect(heading(page, say('farewell.title'))).toBeVisible();
      await expect(page.getByText(say('farewell.needs'))).toBeVisible();
      await page.getByRole('textbox', { name: say('farewell.place') }).fill('https://exemple.fr/lettre');
      await page.getByRole('textbox', { name: say('farewell.sign') }).fill('Marianne');
      await expect(page.getByText('— Marianne').first()).toBeVisible();
      await expect(page.getByText(say('farewell.unknown')).first()).toBeVisible();
      await page.getByText(say('factSource.secondary')).first().click();
      await expect(page.getByText(/Upload-Post/).first()).toBeVisible();
      await expect(page.getByRole('img', { name: /exemple\.fr/ })).toBeVisible();
      await expect(page.getByText(/25 (December|décembre)/).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations).toEqual([]);

      await page.getByRole('button', { name: say('farewell.save') }).click();
      await expect(page.getByText(say('farewell.saved'))).toBeVisible();
      const [kit = ''] = (await readdir(join(person, 'Documents'))).filter((name) => name.startsWith('adieu-farewell'));
      const bio = await readFile(join(person, 'Documents', kit, 'texts', language, 'bio.txt'), 'utf8');
      expect(bio).toContain('https://exemple.fr/lettre');

      await page.getByRole('radio', { name: say('copyOut.zip') }).check();
      await page.getByRole('button', { name: say('farewell.save') }).click();
      await expect
        .poll(async () => (await readdir(join(person, 'Documents'))).filter((name) => name.endsWith('.zip')))
        .toHaveLength(1);

      // Only what the person says is ticked off.
      const post = { en: 'Say goodbye, and where you go', fr: 'Dites au revoir, et où vous allez' }[language];
      await page.getByRole('button', { name: post }).click();
      await expect(page.getByRole('button', { name: post })).toBeHidden();

      // The form is as it was left.
      await page.reload();
      await expect(page.getByRole('textbox', { name: say('farewell.sign') })).toHaveValue('Marianne');
    });
  });
}
