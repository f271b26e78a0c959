/** The calendar: every date of every departure, from wherever it comes. */
import * as z from 'zod';
import { Text } from '../facts/index.ts';
import { Day, Instant } from './moment.ts';
import { ShownFact } from './view.ts';

export const CalendarDate = z.object({
  /** Its own among all dates, and the same as long as it is the same thing. */
  key: z.string().max(200),
  departure: z.string().max(100),
  network: z.string(),
  networkName: z.string(),
  handle: z.string(),
  /** Where it comes from: counted by the departure, a task to be reminded of, a letter's deadline, what a farewell says when. */
  source: z.enum(['departure', 'task', 'letter', 'farewell']),
  what: z.string().max(100),
  text: Text,
  /** What it means, and what is to be done. */
  means: Text.nullable(),
  /** UTC; null where nobody knows. */
  at: Instant.nullable(),
  /** The same on the calendar of the departure's time zone. */
  day: Day.nullable(),
  zone: z.string(),
  /** The hour counts too; otherwise it is the whole day. */
  hour: z.boolean(),
  /** It was done or seen on that day; otherwise it is a date that comes by itself. */
  happened: z.boolean(),
  over: z.boolean(),
  /** Days from today; negative where it is over. */
  inDays: z.number().int().nullable(),
  /** What it is counted from; null where somebody said or saw it. */
  fact: ShownFact.nullable(),
});
export type CalendarDate = z.infer<typeof CalendarDate>;

/** In their order; those that nobody knows come last. */
export const CalendarView = z.object({ today: Day, dates: z.array(CalendarDate) });
export type CalendarView = z.infer<typeof CalendarView>;
