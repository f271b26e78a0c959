/** The dates of a departure as a calendar takes them: those that are counted, and the tasks it is to remind of. */
import type { ClockId } from '../../shared/departures/view.ts';
import type { DatedThing } from '../calendar/dates.ts';
import { clocks, dayAt, dayOf, daysBetween, endOfDay } from './clocks.ts';
import { dateWords } from './date-words.ts';
import { letterDates } from '../letters/dates.ts';
import { plan } from './plan.ts';
import { morning } from './reminders.ts';
import type { Departure } from './state.ts';
import { showFact } from './view.ts';

const past: ReadonlySet<ClockId> = new Set(['asked', 'ready', 'closed']);
/** Days before, for what cannot be made up for. */
const alarms: Partial<Record<ClockId, number>> = { 'last-day-back': 2, 'link-dies': 2 };

export function datesOf(departure: string, state: Departure, now: Date): DatedThing[] {
  const { facts, networkName, handle, network, zone, history } = state;
  const of = {
    departure,
    network,
    networkName,
    handle,
    zone,
    stamp: history.at(-1)?.event.at ?? state.begunAt,
  };
  const when = (at: string | null): Pick<DatedThing, 'at' | 'day' | 'over' | 'inDays'> => ({
    at,
    day: at === null ? null : dayOf(at, zone),
    over: at !== null && Date.parse(at) <= now.getTime(),
    inDays: at === null ? null : daysBetween(now.toISOString(), at, zone),
  });
  const counted = clocks(state).map(({ id, at, fact }): DatedThing => {
    const happened = past.has(id);
    return {
      ...of,
      ...when(at),
      key: `${departure}-${id}`,
      source: 'departure',
      what: id,
      text: dateWords[id].title,
      means: dateWords[id].means,
      // An hour decides where a link dies; everything else is a day.
      hour: id === 'link-dies',
      happened,
      fact: fact === null ? null : showFact(facts, fact),
      alarm: happened ? null : (alarms[id] ?? 0),
    };
  });
  const tasks = plan(state, now).tasks.flatMap(({ id, title, why, state: is, remindOn }): DatedThing[] =>
    remindOn === null || is !== 'open'
      ? []
      : [
          {
            ...of,
            ...when(dayAt(remindOn, zone, morning)),
            key: `${departure}-${id}`,
            source: 'task',
            what: id,
            text: title,
            means: why,
            hour: false,
            happened: false,
            fact: null,
            alarm: null,
          },
        ],
  );
  const letters = letterDates(state).map(({ letter, what, day, text, means }): DatedThing => {
    const at = endOfDay(day, zone);
    return {
      ...of,
      ...when(at),
      key: `${departure}-${letter}-${what}`,
      source: 'letter',
      what,
      text,
      means,
      hour: false,
      happened: what === 'letter-sent',
      fact: null,
      alarm: what === 'letter-sent' ? null : what === 'complaint-by' ? 5 : 0,
    };
  });
  return [...counted, ...tasks, ...letters];
}
