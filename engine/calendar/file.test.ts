import { expect, it } from 'vitest';
import { datesOf } from '../departures/dates.ts';
import { Driven } from '../departures/made.ts';
import { calendarFile } from './file.ts';

const closed = (): Driven =>
  new Driven()
    .ready('2026-03-02T10:00:00Z')
    .tell({ type: 'closed' }, '2026-03-05T23:30:00Z')
    .tell({ type: 'remind', task: 'people.tell', on: '2026-03-20' }, '2026-03-06T10:00:00Z');
const write = (language: 'en' | 'fr' = 'en'): string =>
  calendarFile(datesOf('one', closed().departure, new Date('2026-03-06T10:00:00Z')), language);
const unfolded = (ics: string): string => ics.replaceAll(/\r\n[ \t]/g, '');

it('has the days of the person’s own calendar, in their language', () => {
  // Half past midnight in Paris on the 6th of March; thirty days on is the 5th of April.
  expect(unfolded(write())).toContain('SUMMARY:Gone for good: Pigeon @dove');
  expect(write()).toContain('DTSTART;VALUE=DATE:20260405');
  expect(write()).toContain('DTSTART;VALUE=DATE:20260404');
  expect(write()).toContain('DTSTART;VALUE=DATE:20260320');
  expect(unfolded(write('fr'))).toContain('Dernier jour pour changer d’avis');
});

it('keeps to RFC 5545: line ends, folded lines, one id for each thing', () => {
  const lines = write().split('\r\n');
  expect(write().replaceAll('\r\n', '')).not.toContain('\n');
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const ids = lines.filter((line) => line.startsWith('UID:'));
  expect(ids.length).toBeGreaterThan(3);
  expect(new Set(ids).size).toBe(ids.length);
});

it('is the same for the same events', () => {
  expect(write()).toBe(write());
});
