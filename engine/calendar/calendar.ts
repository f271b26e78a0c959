/** The calendar of all departures, to be looked at and as a file. */
import type { CalendarView } from '../../shared/departures/calendar.ts';
import type { Language } from '../../shared/facts/index.ts';
import { dayOf } from '../departures/clocks.ts';
import { inOrder, type CalendarSource, type DatedThing } from './dates.ts';
import { calendarFile } from './file.ts';

export class Calendar {
  readonly #sources: readonly CalendarSource[];
  readonly #now: () => Date;

  constructor(sources: readonly CalendarSource[], now: () => Date) {
    this.#sources = sources;
    this.#now = now;
  }

  /** Of one departure, or of all. */
  view(departure: string | null): CalendarView {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return { today: dayOf(this.#now().toISOString(), timeZone), dates: this.#dates(departure) };
  }

  /** The same as a calendar file; what has happened, and what nobody knows, is left out. */
  file(departure: string | null, language: Language): string {
    return calendarFile(this.#dates(departure), language);
  }

  #dates(departure: string | null): DatedThing[] {
    return inOrder(this.#sources.flatMap((source) => source.dates(departure)));
  }
}
