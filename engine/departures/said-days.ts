/** Days a person names, as instants on their calendar: today is now, and another day is its noon, or the end of it where something lasts until then. */
import type { Say } from '../../shared/departures/say.ts';
import type { Command } from './decide.ts';
import { dayAt, dayOf } from './clocks.ts';
import type { Departure } from './state.ts';

const isDay = (at: string): boolean => !at.includes('T');

type Said = Exclude<Say, { type: 'collected' }> & Command;

/** What was said, with instants only. */
export function withInstants(say: Said, state: Departure, now: Date): Said {
  switch (say.type) {
    case 'requested':
    case 'lost':
    case 'closed':
    case 'reopened':
      return { ...say, on: momentOf(say.on, state, now) };
    case 'ready':
      return {
        ...say,
        on: momentOf(say.on, state, now),
        expires: say.expires !== undefined && isDay(say.expires) ? dayAt(say.expires, state.zone, '23:59') : say.expires,
      };
    default:
      return say;
  }
}

/** On the day of what it follows, it is not before that. */
function momentOf(on: string | undefined, state: Departure, now: Date): string | undefined {
  if (on === undefined || !isDay(on)) return on;
  if (on === dayOf(now.toISOString(), state.zone)) return undefined;
  const noon = dayAt(on, state.zone, '12:00');
  const before = [since(state.request), since(state.closing)].filter(
    (at) => at !== null && dayOf(at, state.zone) === on && at > noon,
  );
  return before.toSorted().at(-1) ?? noon;
}

const since = (of: Departure['request'] | Departure['closing']): string | null => ('since' in of ? of.since : null);
