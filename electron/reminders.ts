/**
 * Reminders through the system's own notifications. Main asks the engine what is to be told now: at the start, every few minutes, and when the computer
 * wakes up. The engine gives each reminder once.
 */
import { Notification, app, powerMonitor } from 'electron';
import type { EngineHost } from './engine-host.ts';
import { systemLanguage } from './system-language.ts';

const pause = 5 * 60_000;
/** A notification nobody holds can be collected, and its click with it. So many are held; the oldest go first. */
const held = 100;

/** Whether the system can show any. Only once the app is ready. */
export const canNotify = (): boolean => Notification.isSupported();

/** Tells what is due from now on. `open` gets the departure whose notification was clicked. */
export function remindBySystem(engine: EngineHost, open: (departure: string) => void): void {
  const shown = new Set<Notification>();

  async function look(): Promise<void> {
    for (const { departure, title, body } of await engine.remind(systemLanguage())) {
      const notification = new Notification({ title, body, silent: false });
      notification.on('click', () => open(departure));
      shown.add(notification);
      for (const oldest of shown) if (shown.size > held) shown.delete(oldest);
      notification.show();
    }
  }
  // A locked vault, or an engine that is being started again: the next look tells.
  const now = (): void => void look().catch(() => undefined);

  if (process.platform === 'win32') app.setAppUserModelId('app.adieu.desktop');
  setInterval(now, pause);
  powerMonitor.on('resume', now);
  now();
}
