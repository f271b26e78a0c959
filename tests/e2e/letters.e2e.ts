/** A letter on its screen: chosen, filled in, read, written, saved, sent and taken back; and the list over all departures. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './adieu.ts';
import { axe } from './axe.ts';
import { saveAs } from './saving.ts';
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
      prepared: { now, departures: [{ network: 'tiktok', handle: 'exemple', answers: { law: 'gdpr' } }] },
    });

    test('a letter is written, sent by the person and followed', async ({ open, say, person, mishaps }) => {
      test.slow();
      const opened = await open({ now });
      const { page } = opened;
      await page.getByRole('article').getByRole('link', { name: 'TikTok' }).first().click();
      await page
        .getByRole('navigation', { name: say('beside.title') })
        .getByRole('link', { name: say('beside.letters') })
        .click();
      await expect(heading(page, say('letters.title'))).toBeVisible();
      await expect(page.getByText(say('letters.needs'))).toBeVisible();
      await axe(page, 'an empty desk');

      await page.getByRole('textbox', { name: say('letters.name'), exact: true }).fill('Solène Valcroix');
      await page.getByRole('textbox', { name: say('letters.email'), exact: true }).fill('solene@example.org');
      const paper = page.getByRole('article', { name: say('letters.preview') });
      await expect(paper).toContainText('Solène Valcroix');
      await expect(paper).toContainText(language === 'fr' ? 'articles 15 et 20 du RGPD' : 'Articles 15 and 20 GDPR');
      await page.getByRole('button', { name: say('letters.write') }).click();

      const letter = page.getByRole('region', { name: say('letters.written') }).getByRole('article');
      await expect(letter).toHaveCount(1);
      const draft = join(person, 'Documents', 'letter.eml');
      await saveAs(opened, draft, mishaps, () => letter.getByRole('button', { name: say('letters.save.eml') }).click());
      expect(await readFile(draft, 'utf8')).toMatch(/^Subject: .+$/m);
      await letter.getByRole('button', { name: say('letters.sentGo') }).click();
      await expect(letter.getByText(/2026/).filter({ hasText: language === 'fr' ? '7 mai 2026' : '7 May 2026' })).toBeVisible();
      await axe(page, 'a letter that went out');

      await page
        .getByRole('navigation', { name: say('nav.label') })
        .getByRole('link', { name: say('nav.letters'), exact: true })
        .click();
      await expect(heading(page, say('letters.all'))).toBeVisible();
      await expect(page.getByRole('main').getByText(language === 'fr' ? '7 mai 2026' : '7 May 2026')).toBeVisible();
      await axe(page, 'the letters of all departures');
    });
  });
}
