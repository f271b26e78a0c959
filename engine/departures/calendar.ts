/** The dates of departures as one calendar file (RFC 5545) that any calendar program takes. The same bytes for the same events and language. */
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Language } from '../../shared/facts/index.ts';
import type { ClockId } from '../../shared/departures/view.ts';
import { clocks, dayAt, dayOf } from './clocks.ts';
import { plan } from './plan.ts';
import { clockWords, confidenceWords, receiptWords } from './receipt/words.ts';
import type { Departure } from './state.ts';
import { labelled } from './words.ts';
import { showFact } from './view.ts';

/** Which dates stand in a calendar; the others are what has happened. An hour decides where a link dies; everything else is a day. */
const dated: Partial<Record<ClockId, 'hour' | 'day'>> = {
  'expected-by': 'day',
  'link-dies': 'hour',
  'ask-again': 'day',
  'last-day-back': 'day',
  'grace-ends': 'day',
  erased: 'day',
  'backups-erased': 'day',
};
/** Seconds before: a day, and for what cannot be made up for two days. */
const aDay = 86_400;

export function calendar(
  departures: readonly { readonly id: string; readonly state: Departure }[],
  language: Language,
  now: Date,
): string {
  const file = ical({
    name: 'Adieu',
    prodId: { company: 'Adieu', product: 'Adieu', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { id, state } of departures) {
    const { facts, handle, zone, history } = state;
    const stamp = new Date(history.at(-1)?.event.at ?? state.begunAt);
    const who = `${facts.name} @${handle}`;
    for (const { id: what, at, fact, confidence } of clocks(state)) {
      const as = dated[what];
      if (at === null || as === undefined) continue;
      const shown = fact === null ? null : showFact(facts, fact);
      const source = shown?.sources.map(({ title, url }) => (url === null ? title : `${title} ${url}`)).join('\n') ?? '';
      const sure =
        confidence === null
          ? ''
          : labelled(
              receiptWords.source[language],
              `${confidenceWords[confidence][language]}, ${shown?.date ?? receiptWords.undated[language]}`,
              language,
            );
      const event = file.createEvent({
        id: `${id}-${what}@adieu`,
        stamp,
        summary: labelled(clockWords[what][language], who, language),
        description: [sure, source].filter((line) => line !== '').join('\n'),
        ...(as === 'day' ? wholeDay(dayOf(at, zone)) : { start: new Date(at), end: new Date(Date.parse(at) + 15 * 60_000) }),
      });
      event.createAlarm({
        type: ICalAlarmType.display,
        triggerBefore: what === 'last-day-back' || what === 'link-dies' ? 2 * aDay : 0,
        description: clockWords[what][language],
      });
    }
    for (const task of plan(state, now).tasks) {
      if (task.remindOn === null || task.state !== 'open') continue;
      file.createEvent({
        id: `${id}-${task.id}@adieu`,
        stamp,
        summary: labelled(task.title[language], who, language),
        ...wholeDay(task.remindOn),
        description: task.why[language],
      });
    }
  }
  return file.toString();
}

/** A day has no zone in a calendar: it is that day wherever one is. */
function wholeDay(day: string): { start: Date; end: Date; allDay: true; floating: true } {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  return { start: new Date(dayAt(day, 'UTC')), end: new Date(dayAt(next, 'UTC')), allDay: true, floating: true };
}
