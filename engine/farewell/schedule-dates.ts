/** The schedule of a farewell as a calendar takes it. */
import type { FarewellForm } from '../../shared/farewell/index.ts';
import type { DatedThing } from '../calendar/dates.ts';
import { dayAt, dayOf } from '../departures/clocks.ts';
import { morning } from '../departures/reminders.ts';
import type { Departure } from '../departures/state.ts';
import { scheduleOf } from './schedule.ts';

/** `changed`: when the form was; calendar programs take the newest. */
export function scheduleDates(departure: string, state: Departure, form: FarewellForm, changed: string, now: Date): DatedThing[] {
  const { network, facts, handle, zone } = state;
  return scheduleOf(form, dayOf(now.toISOString(), zone)).map(({ id, day, inDays, title, todo }) => {
    const at = dayAt(day, zone, morning);
    return {
      key: `${departure}-farewell-${id}`,
      departure,
      network,
      networkName: facts.name,
      handle,
      source: 'farewell',
      what: id,
      text: title,
      means: todo,
      at,
      day,
      zone,
      hour: false,
      happened: false,
      over: Date.parse(at) <= now.getTime(),
      inDays,
      fact: null,
      stamp: changed,
      alarm: 0,
    };
  });
}
