/** Dates as a calendar file (RFC 5545) that any calendar program takes. The same bytes for the same dates and language. */
import ical, { ICalAlarmType, ICalCalendarMethod } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { ShownFact } from '../../shared/departures/view.ts';
import type { Language } from '../../shared/facts/index.ts';
import { dayAt } from '../departures/clocks.ts';
import { confidenceWords, receiptWords } from '../departures/receipt/words.ts';
import { labelled } from '../departures/words.ts';
import type { DatedThing } from './dates.ts';

const aDay = 86_400;
/** An event at an hour has a length; this one is as short as it can be seen. */
const moment = 15 * 60_000;

export function calendarFile(dates: readonly DatedThing[], language: Language): string {
  const file = ical({
    name: 'Adieu',
    prodId: { company: 'Adieu', product: 'Adieu', language: language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { key, networkName, handle, text, means, at, day, hour, happened, fact, stamp, alarm } of dates) {
    if (at === null || day === null || happened) continue;
    const event = file.createEvent({
      id: `${key}@adieu`,
      stamp: new Date(stamp),
      summary: labelled(text[language], `${networkName} @${handle}`, language),
      description: [means?.[language] ?? '', basis(fact, language)].filter((part) => part !== '').join('\n'),
      ...(hour ? { start: new Date(at), end: new Date(Date.parse(at) + moment) } : wholeDay(day)),
    });
    if (alarm !== null)
      event.createAlarm({ type: ICalAlarmType.display, triggerBefore: alarm * aDay, description: text[language] });
  }
  return file.toString();
}

/** How sure it is, and by whom. */
function basis(fact: ShownFact | null, language: Language): string {
  if (fact === null || fact.confidence === null) return '';
  const sure = `${confidenceWords[fact.confidence][language]}, ${fact.date ?? receiptWords.undated[language]}`;
  const sources = fact.sources.map(({ title, url }) => (url === null ? title : `${title} ${url}`));
  return [labelled(receiptWords.source[language], sure, language), ...sources].join('\n');
}

/** A day has no zone in a calendar: it is that day wherever one is. */
function wholeDay(day: string): { start: Date; end: Date; allDay: true; floating: true } {
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  return { start: new Date(dayAt(day, 'UTC')), end: new Date(dayAt(next, 'UTC')), allDay: true, floating: true };
}
