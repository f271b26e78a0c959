/** What a calendar is made of. Whoever knows dates of a departure is a source of them. */
import type { CalendarDate } from '../../shared/departures/calendar.ts';

export interface DatedThing extends CalendarDate {
  /** When it last changed, for calendar programs. */
  readonly stamp: string;
  /** Days before, on which a calendar program rings; null: it does not. */
  readonly alarm: number | null;
}

export interface CalendarSource {
  /** Of one departure, or of all (null), in any order. */
  dates(departure: string | null): readonly DatedThing[];
}

/** By instant; what nobody knows comes last. */
export function inOrder<Dated extends CalendarDate>(dates: readonly Dated[]): Dated[] {
  return dates.toSorted((a, b) => {
    if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null);
    return Date.parse(a.at) - Date.parse(b.at);
  });
}
