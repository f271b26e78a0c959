import { expect, it } from 'vitest';
import { datesOf } from '../departures/dates.ts';
import { Driven, nobody, pigeonFacts } from '../departures/made.ts';
import { Calendar } from './calendar.ts';
import type { CalendarSource } from './dates.ts';

const now = new Date('2026-03-05T12:00:00Z');
const departures = (...all: readonly Driven[]): CalendarSource => ({
  dates: (id) =>
    all.flatMap(({ departure }, index) => (id === null || id === String(index) ? datesOf(String(index), departure, now) : [])),
});
const asked = (): Driven => new Driven(pigeonFacts(), nobody, 'UTC').tell({ type: 'requested' }, '2026-03-04T10:00:00Z');
const ready = (): Driven =>
  new Driven(
    pigeonFacts((facts) => Object.assign(facts.export, { linkLifetime: { value: null, note: null, sources: [] } })),
    nobody,
    'UTC',
  ).tell({ type: 'ready' }, '2026-03-01T22:00:00Z');
const shown = (calendar: Calendar, departure: string | null = null) =>
  calendar.view(departure).dates.map(({ key, inDays }) => `${key} ${inDays}`);

it('puts the dates of all departures in one order; what nobody knows comes last', () => {
  const calendar = new Calendar([departures(asked(), ready())], () => now);
  const keys = calendar.view(null).dates.map(({ key }) => key);
  expect(keys[0]).toBe('1-ready');
  expect(keys.indexOf('0-asked')).toBeLessThan(keys.indexOf('0-expected-by'));
  expect(keys.at(-1)).toBe('1-link-dies');
  expect(calendar.view(null).dates.at(-1)).toMatchObject({ at: null, day: null, inDays: null, over: false });
  expect(shown(calendar, '0').every((one) => one.startsWith('0-'))).toBe(true);
});

it('counts days on the calendar of the departure: over, today, to come', () => {
  const one = asked().tell({ type: 'remind', task: 'people.tell', on: '2026-03-05' }, '2026-03-04T10:00:00Z');
  const calendar = new Calendar([departures(one)], () => now);
  expect(shown(calendar)).toEqual(expect.arrayContaining(['0-asked -1', '0-people.tell 0']));
});

it('takes dates from wherever they come, into the file too', () => {
  const [made] = datesOf('0', asked().departure, now);
  if (made === undefined) throw new Error('no date');
  const letters: CalendarSource = {
    dates: () => [
      {
        ...made,
        key: '0-letter-1',
        source: 'letter',
        what: 'answer-due',
        text: { en: 'The answer is due', fr: 'La réponse est attendue' },
        happened: false,
        at: '2026-04-04T00:00:00Z',
        day: '2026-04-04',
        alarm: 0,
      },
    ],
  };
  const calendar = new Calendar([departures(asked()), letters], () => now);
  expect(calendar.view('0').dates.map(({ source }) => source)).toContain('letter');
  expect(calendar.file(null, 'fr')).toContain('La réponse est attendue');
});

it('leaves what has happened, and what nobody knows, out of the file', () => {
  const file = new Calendar([departures(asked(), ready())], () => now).file(null, 'en');
  expect(file).not.toContain('0-asked');
  expect(file).not.toContain('1-link-dies');
  expect(file).toContain('0-expected-by');
});
