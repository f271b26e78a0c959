import { expect, it } from 'vitest';
import { dayInWords } from './day.ts';
import { scheduleOf } from './schedule.ts';

const days = (closingDay: string, today: string): [string, string, number][] =>
  scheduleOf({ closingDay }, today).map(({ id, day, before }) => [id, day, before]);

it('counts back from the closing day on the calendar, over the change of the clocks and leap days', () => {
  expect(days('2028-03-30', '2027-12-01')).toEqual([
    ['announce', '2028-02-29', 30],
    ['write', '2028-03-16', 14],
    ['week', '2028-03-23', 7],
    ['story', '2028-03-27', 3],
    ['last', '2028-03-29', 1],
    ['close', '2028-03-30', 0],
  ]);
});

it('puts on today what should have been done already', () => {
  expect(days('2026-12-01', '2026-11-25').map(([id, day]) => `${id} ${day}`)).toEqual([
    'announce 2026-11-25',
    'write 2026-11-25',
    'week 2026-11-25',
    'story 2026-11-28',
    'last 2026-11-30',
    'close 2026-12-01',
  ]);
});

it('is empty where the closing day is over', () => {
  expect(scheduleOf({ closingDay: '2026-11-24' }, '2026-11-25')).toEqual([]);
});

it('writes a day as each language does', () => {
  expect([dayInWords('2027-01-01', 'en'), dayInWords('2027-01-01', 'fr'), dayInWords('2027-01-11', 'fr')]).toEqual([
    '1 January 2027',
    '1er janvier 2027',
    '11 janvier 2027',
  ]);
});
