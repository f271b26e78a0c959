/** What was said last, for the notice that offers to undo it. */
import type { Say } from '../../shared/departures/index.ts';
import type { Text } from '../../shared/facts/text.ts';

export interface Said {
  readonly departure: string;
  /** What a person said, or what Adieu found out when it was asked to. Null: something was undone. */
  readonly said: Say | { readonly type: 'proved' } | null;
  /** Title of the task it was about. */
  readonly task: Text | null;
  /** What undoes it; nothing where it cannot be undone. */
  readonly undo: readonly Say[];
}

let last: Said | null = null;
const listeners = new Set<() => void>();

export function noteSaid(said: Said | null): void {
  last = said;
  for (const listener of listeners) listener();
}

export const saidStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  now: (): Said | null => last,
};
