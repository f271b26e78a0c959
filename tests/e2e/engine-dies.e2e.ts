/** The engine's process is killed under an open window. */
import { expect, test } from './adieu.ts';
import { writeSample } from './exports.ts';
import { beginImport, goTo, heading, tallyOf } from './steps.ts';

test.describe.configure({ timeout: 300_000 });

const departures = [
  {
    network: 'tiktok',
    handle: 'marianne.dupont',
    zone: 'Europe/Paris',
    said: [{ type: 'requested', on: '2026-11-24T09:00:00Z' }],
  },
] as const;
const now = '2026-11-25T09:00:00Z';
/** The browser says of a WebSocket that ended what it wants; that the engine ended is what this is about. */
const expected = /WebSocket|ERR_CONNECTION/;

test('an import goes on after the engine was killed, and accounts for everything', async ({ open, say, folder, mishaps }) => {
  const file = await writeSample(folder, { followers: 150_000, posts: 200, messages: 2000 });
  const adieu = await open();
  const { page } = adieu;
  await beginImport(adieu, say, [file]);
  await expect(page.getByText(say('stage.reading'), { exact: true })).toBeVisible({ timeout: 60_000 });
  await adieu.killEngine();
  await expect(page.getByText(say('line.restarted.what'))).toBeVisible();
  await expect(heading(page, say('import.interrupted'))).toBeVisible();
  await page.getByRole('button', { name: say('import.resume') }).click();
  await expect(heading(page, say('account.title'))).toBeVisible({ timeout: 90_000 });
  expect(await tallyOf(page, say('kinds.message'))).toEqual([2000, 2000, 0, 0]);
  expect(await tallyOf(page, say('kinds.post'))).toEqual([203, 203, 0, 0]);
  mishaps.splice(0, mishaps.length, ...mishaps.filter((one) => !expected.test(one)));
});

test('a page that is loaded again after the engine was killed finds the import it can go on with', async ({
  open,
  say,
  folder,
  mishaps,
}) => {
  const file = await writeSample(folder, { followers: 150_000, posts: 200, messages: 2000 });
  const adieu = await open();
  const { page } = adieu;
  await beginImport(adieu, say, [file]);
  await expect(page.getByText(say('stage.reading'), { exact: true })).toBeVisible({ timeout: 60_000 });
  await adieu.killEngine();
  await page.reload();
  await expect(heading(page, say('import.interrupted'))).toBeVisible();
  await page.getByRole('button', { name: say('import.resume') }).click();
  await expect(heading(page, say('account.title'))).toBeVisible({ timeout: 90_000 });
  expect(await tallyOf(page, say('kinds.message'))).toEqual([2000, 2000, 0, 0]);
  mishaps.splice(0, mishaps.length, ...mishaps.filter((one) => !expected.test(one)));
});

test.describe('on a departure', () => {
  test.use({ prepared: { now, departures } });

  test('what was said of it is there, the window stays where it is, and what was typed stays', async ({ open, say, mishaps }) => {
    const adieu = await open({ now });
    const { page } = adieu;
    await goTo(page, say, 'calendar');
    await expect(page.getByRole('listitem').filter({ hasText: '@marianne.dupont' }).first()).toBeVisible();
    await adieu.killEngine();
    await expect(page.getByText(say('line.restarted.what'))).toBeVisible();
    await expect(heading(page, say('calendar.title'))).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: '@marianne.dupont' }).first()).toBeVisible();

    await goTo(page, say, 'search');
    await page.getByRole('textbox', { name: say('search.all') }).fill('a half-typed sen');
    await adieu.killEngine();
    await expect(page.getByText(say('line.restarted.what'))).toBeVisible();
    await expect(page.getByRole('textbox', { name: say('search.all') })).toHaveValue('a half-typed sen');
    await expect(page).toHaveURL(/#\/search/);
    mishaps.splice(0, mishaps.length, ...mishaps.filter((one) => !expected.test(one)));
  });
});
