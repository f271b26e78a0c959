import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './adieu.ts';
import { goTo, heading } from './steps.ts';
import type { Language } from './words.ts';

const departures = [
  {
    network: 'tiktok',
    handle: 'marianne.dupont',
    zone: 'Europe/Paris',
    said: [
      { type: 'requested', on: '2026-11-20T09:00:00Z' },
      { type: 'ready', on: '2026-11-23T18:40:00Z' },
    ],
  },
  { network: 'x', handle: 'mdupont', zone: 'Europe/Paris', said: [{ type: 'requested', on: '2026-11-24T09:00:00Z' }] },
] as const;
const first = '2026-11-25T09:00:00Z';

/** What a row says, by its texts. */
const row = (page: Page, text: string, handle: string) =>
  page.getByRole('listitem').filter({ hasText: text }).filter({ hasText: handle });

test.describe('without a departure', () => {
  test('the calendar says that there are no dates yet, and where they come from', async ({ open, say }) => {
    const { page } = await open();
    await goTo(page, say, 'calendar');
    await expect(heading(page, say('calendar.title'))).toBeVisible();
    await expect(page.getByText(say('calendar.none'))).toBeVisible();
  });
});

for (const language of ['en', 'fr'] satisfies Language[]) {
  test.describe(language, () => {
    test.use({ language, prepared: { now: first, departures } });

    test('the dates of all departures stand in order, and today moves through them', async ({ open, say, mishaps }) => {
      const dies = { en: 'The link to the export dies', fr: 'Le lien de l’export expire' }[language];
      const adieu = await open({ now: first });
      const { page } = adieu;
      await goTo(page, say, 'calendar');
      await expect(page.getByText(/25 (November|novembre) 2026/).first()).toBeVisible();
      await expect(row(page, dies, 'marianne.dupont')).toContainText(say('calendar.in', { days: 2 }));
      const texts = await page.getByRole('listitem').filter({ hasText: /@/ }).allTextContents();
      expect(texts.findIndex((text) => text.includes(dies))).toBe(texts.length - 1);

      if (adieu.system === null) {
        const handed = page.waitForEvent('download');
        await page.getByRole('button', { name: say('calendar.save') }).click();
        const file = await handed;
        expect(file.suggestedFilename()).toBe('adieu.ics');
        expect(await readFile(await file.path(), 'utf8')).toContain('BEGIN:VCALENDAR');
        mishaps.splice(0, mishaps.length, ...mishaps.filter((one) => !one.startsWith('download: blob:')));
      }
      await page.getByRole('combobox', { name: say('calendar.which') }).click();
      await page.getByRole('option', { name: /mdupont/ }).click();
      await expect(row(page, dies, 'marianne.dupont')).toBeHidden();
      await expect(page.getByRole('listitem').filter({ hasText: '@mdupont' }).first()).toBeVisible();
      await adieu.close();

      const later = await open({ now: '2026-11-30T09:00:00Z' });
      await goTo(later.page, say, 'calendar');
      await expect(row(later.page, dies, 'marianne.dupont')).toContainText(say('calendar.ago', { days: 3 }));
      await expect(later.page.getByText(/30 (November|novembre) 2026/).first()).toBeVisible();
    });
  });
}
