/** The calendar file, read by a calendar program that is not ours. Skipped where there is none. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { calendarFile } from '../../engine/calendar/file.ts';
import { datesOf } from '../../engine/departures/dates.ts';
import { Driven, nobody, pigeonFacts } from '../../engine/departures/made.ts';

const python = '/usr/bin/python3';
const there = spawnSync(python, ['-c', 'import icalendar']).status === 0;
const program = `
import icalendar, json, sys
file = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
events = [dict(uid=str(e['uid']), summary=str(e['summary']), start=e.decoded('dtstart').isoformat(), end=e.decoded('dtend').isoformat(),
               alarms=[a.decoded('trigger').total_seconds() for a in e.walk('valarm')]) for e in file.walk('vevent')]
print(json.dumps(dict(version=str(file['version']), errors=[str(x) for e in file.walk() for x in e.errors], events=events)))
`;
const Read = z.object({
  version: z.string(),
  errors: z.array(z.string()),
  events: z.array(
    z.object({ uid: z.string(), summary: z.string(), start: z.string(), end: z.string(), alarms: z.array(z.number()) }),
  ),
});

it.skipIf(!there)('is accepted by another program, with the same days wherever it is made', () => {
  const asked = new Driven(pigeonFacts(), nobody, 'America/New_York').tell({ type: 'ready' }, '2026-03-01T22:00:00Z');
  const closed = new Driven(
    pigeonFacts((facts) => Object.assign(facts, { name: 'Pigeon, Löwe; 鳩\\ «Post»' })),
    nobody,
    'Pacific/Auckland',
  );
  closed.ready('2026-03-02T10:00:00Z').tell({ type: 'closed' }, '2026-03-05T11:30:00Z');
  closed.tell({ type: 'remind', task: 'people.tell', on: '2026-03-20' }, '2026-03-06T10:00:00Z');
  const now = new Date('2026-03-06T10:00:00Z');
  const ics = calendarFile([...datesOf('one', asked.departure, now), ...datesOf('two', closed.departure, now)], 'fr');
  const { status, stdout, stderr } = spawnSync(python, ['-c', program], { input: ics, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const { version, errors, events } = Read.parse(JSON.parse(stdout));
  expect({ version, errors }).toEqual({ version: '2.0', errors: [] });
  const of = (uid: string) => events.find((event) => event.uid === `${uid}@adieu`);
  // An hour of the sun, at the same time of day in New York.
  expect(of('one-link-dies')).toMatchObject({ start: '2026-03-05T22:00:00+00:00', alarms: [-172_800] });
  // Half past midnight on the 6th in Auckland: thirty days on, the 5th of April, when summer time has ended there.
  expect(of('two-grace-ends')).toMatchObject({
    summary: 'Disparu pour de bon\u202f: Pigeon, Löwe; 鳩\\ «Post» @dove',
    start: '2026-04-05',
    end: '2026-04-06',
  });
  expect(of('two-last-day-back')?.start).toBe('2026-04-04');
  expect(of('two-people.tell')?.start).toBe('2026-03-20');
});
