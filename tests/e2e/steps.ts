/** What a person does again and again, in one line. */
import { expect, type Page } from '@playwright/test';
import type { OpenedDoor } from './doors/door.ts';
import type { Say } from './words.ts';

/** From the files to the account of the import, on the first screen. */
export async function importFiles(
  adieu: OpenedDoor,
  say: Say,
  files: readonly string[],
  expectFollowers?: number,
): Promise<void> {
  await beginImport(adieu, say, files, expectFollowers);
  await expect(heading(adieu.page, say('account.title'))).toBeVisible({ timeout: 60_000 });
}

export async function beginImport(
  { page, give }: OpenedDoor,
  say: Say,
  files: readonly string[],
  expectFollowers?: number,
): Promise<void> {
  await expect(page.getByRole('button', { name: say('open.files') })).toBeVisible();
  await give(files);
  const start = page.getByRole('button', { name: say('inspect.startAs', { network: 'TikTok' }) });
  await expect(start).toBeEnabled();
  if (expectFollowers !== undefined) await page.getByLabel(say('inspect.expect')).fill(String(expectFollowers));
  await start.click();
}

export function heading(page: Page, name: string | RegExp) {
  return page.getByRole('heading', { level: 1, name });
}

/** The row of the table of kinds in an account of an import: found, kept, duplicate, refused. */
export async function tallyOf(page: Page, kind: string): Promise<(number | null)[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: kind, exact: true }) });
  // The screen is there before what it shows.
  await row.waitFor();
  const cells = await row.getByRole('cell').allTextContents();
  return cells.map((cell) => (/\d/.test(cell) ? Number(cell.replace(/[^\d]/g, '')) : null));
}

/** One of the places that are always in reach. */
export async function goTo(page: Page, say: Say, place: 'departures' | 'calendar' | 'search' | 'settings'): Promise<void> {
  await page
    .getByRole('navigation', { name: say('nav.label') })
    .getByRole('link', { name: say(`nav.${place}`), exact: true })
    .click();
}
