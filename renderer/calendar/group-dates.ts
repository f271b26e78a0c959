/** The dates of a calendar by month, parted where today is. */
import type { CalendarDate, CalendarView } from '../../shared/departures/calendar.ts';

export interface Month {
  /** `2026-03`. */
  readonly month: string;
  /** Days that are over. */
  readonly before: readonly CalendarDate[];
  /** Today and later. */
  readonly after: readonly CalendarDate[];
}

export interface Grouped {
  /** Months that are over, the oldest first. */
  readonly past: readonly Month[];
  /** This month, and those in which something is to come. */
  readonly months: readonly Month[];
  readonly unknown: readonly CalendarDate[];
}

/** Keeps the order in which the dates come. */
export function groupDates({ today, dates }: CalendarView): Grouped {
  const present = today.slice(0, 7);
  const byMonth = new Map<string, CalendarDate[]>([[present, []]]);
  for (const date of dates) {
    if (date.day === null) continue;
    const month = date.day.slice(0, 7);
    byMonth.set(month, [...(byMonth.get(month) ?? []), date]);
  }
  const all = [...byMonth]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({ month, before: own.filter(isBefore), after: own.filter((date) => !isBefore(date)) }));
  return {
    past: all.filter(({ month }) => month < present),
    months: all.filter(({ month }) => month >= present),
    unknown: dates.filter(({ day }) => day === null),
  };
}

const isBefore = ({ inDays }: CalendarDate): boolean => inDays !== null && inDays < 0;
