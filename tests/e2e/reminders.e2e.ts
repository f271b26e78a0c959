import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './adieu.ts';
import { goTo, heading } from './steps.ts';

const asked = {
  network: 'tiktok',
  handle: 'marianne.dupont',
  zone: 'Europe/Paris',
  said: [{ type: 'requested', on: '2026-11-20T09:00:00Z' }],
} as const;
/** The export is expected by now. */
const due = '2026-11-26T09:00:00Z';
const ready = 'Your export should be ready by now. Look at your mail and at the page where you asked.';

test.use({ prepared: { now: '2026-11-20T09:00:00Z', departures: [asked] } });

test('a date that has come is told once: by the system where the door can, otherwise in the page', async ({ open, say }) => {
  const adieu = await open({ now: due });
  const { page, system } = adieu;
  const notice = page.getByRole('region', { name: say('reminders.label') });
  if (system) {
    await expect.poll(() => system.notifications()).toEqual([expect.objectContaining({ title: 'TikTok', body: ready })]);
    system.clickNotification(ready);
    await expect(page).toHaveURL(/#\/departure\/[\w-]+$/);
  } else {
    await expect(notice).toContainText(ready);
    await expect(notice.getByRole('link')).toHaveAttribute('href', /#\/departure\/[\w-]+$/);
    await goTo(page, say, 'settings');
    await expect(notice).toContainText(ready);
    await notice.getByRole('button', { name: say('reminders.dismiss') }).click();
    await expect(notice).not.toContainText(ready);
  }
  await adieu.close();

  const again = await open({ now: due });
  await goTo(again.page, say, 'calendar');
  await expect(heading(again.page, say('calendar.title'))).toBeVisible();
  if (again.system) expect(await again.system.notifications()).toEqual([]);
  else await expect(again.page.getByRole('region', { name: say('reminders.label') })).not.toContainText(ready);
});

test('what came due while the computer slept is told when it wakes up', async ({ open, home }) => {
  const adieu = await open({ now: '2026-11-21T20:00:00Z' });
  const { system } = adieu;
  test.skip(system === null, 'the browser door has no part in the system');
  if (!system) return;
  // Meanwhile, and not through this window.
  await promisify(execFile)(
    process.execPath,
    ['cli/main.ts', '--home', home, 'do', 'tiktok:marianne.dupont', 'people.tell', '--remind', '2026-11-21'],
    { cwd: join(import.meta.dirname, '..', '..'), env: { ...process.env, ADIEU_NOW: '2026-11-21T06:00:00Z' } },
  );
  expect(await system.notifications()).toEqual([]);
  system.wake();
  await expect.poll(() => system.notifications()).toEqual([expect.objectContaining({ title: 'TikTok' })]);
  system.wake();
  system.wake();
  expect(await system.notifications()).toHaveLength(1);
});

test('Adieu stays in the tray when it is told to, and only then', async ({ open, say, person }) => {
  const adieu = await open({ now: '2026-11-20T09:00:00Z' });
  const { page, system } = adieu;
  await goTo(page, say, 'settings');
  const choice = page.getByRole('switch', { name: say('settings.stay') });
  if (!system) {
    await expect(page.getByText(say('settings.reminders.page'))).toBeVisible();
    return expect(choice).toBeHidden();
  }
  const autostart = join(person, '.config', 'autostart', 'adieu.desktop');
  await expect(choice).not.toBeChecked();
  await expect(access(autostart)).rejects.toThrow();
  await choice.check();
  await expect(choice).toBeChecked();
  await access(autostart);
  expect(await system.inTray()).toBe(true);

  const closed = page.waitForEvent('close');
  system.closeWindow();
  await closed;
  const opened = system.nextWindow();
  system.chooseFromTray(0);
  const next = await opened;
  await expect(next.getByRole('navigation', { name: say('nav.label') })).toBeVisible();
  await goTo(next, say, 'settings');
  const same = next.getByRole('switch', { name: say('settings.stay') });
  await expect(same).toBeChecked();
  await same.uncheck();
  await expect(same).not.toBeChecked();
  await expect(access(autostart)).rejects.toThrow();
  expect(await system.inTray()).toBe(false);
});
