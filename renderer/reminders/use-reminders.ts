/** The engine gives each reminder once: they are kept here until they have been seen, whatever screen is shown meanwhile. */
import { useEffect, useSyncExternalStore } from 'react';
import type { Text } from '../../shared/facts/text.ts';
import { client } from '../client.ts';

export interface Told {
  readonly key: string;
  readonly departure: string;
  readonly network: string;
  readonly handle: string;
  readonly text: Text;
}

/** How often the engine is asked, in milliseconds. */
const pause = 60_000;

let told: readonly Told[] = [];
const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function tell(now: readonly Told[]): void {
  told = now;
  for (const listener of listeners) listener();
}

async function ask(): Promise<void> {
  const due = (await client.departures.remind()).flatMap(({ reminders, departure, network, handle }) =>
    reminders.map(({ key, text }) => ({ key: `${departure} ${key}`, departure, network, handle, text })),
  );
  if (due.length > 0) tell([...told, ...due]);
}

export function useReminders(): { readonly told: readonly Told[]; readonly seen: (key: string) => void } {
  const now = useSyncExternalStore(subscribe, () => told);
  useEffect(() => {
    // Where there is no line or the vault is shut, the next time tells.
    const look = (): void => void ask().catch(() => undefined);
    look();
    const timer = setInterval(look, pause);
    // A computer that slept is looked at again by somebody.
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return { told: now, seen: (key) => tell(told.filter((one) => one.key !== key)) };
}
