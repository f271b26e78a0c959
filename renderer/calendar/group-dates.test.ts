import { expect, it } from 'vitest';
import type { CalendarDate } from '../../shared/departures/calendar.ts';
import { groupDates } from './group-dates.ts';

const today = '2026-03-15';
const on = (day: string | null): CalendarDate => ({
  key: day ?? 'unknown',
  departure: 'one',
  network: 'pigeon',
  networkName: 'Pigeon',
  handle: 'dove',
  source: 'departure',
  what: 'erased',
  text: { en: 'Erased', fr: 'Effacé' },
  means: null,
  at: day === null ? null : `${day}T00:00:00Z`,
  day,
  zone: 'UTC',
  hour: false,
  happened: false,
  over: day !== null && day < today,
  inDays: day === null ? null : Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000),
  fact: null,
});
const grouped = (...days: (string | null)[]) => {
  const { past, months, unknown } = groupDates({ today, dates: days.map(on) });
  const plain = ({ month, before, after }: (typeof past)[number]) => [
    month,
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  ];
  return { past: past.map(plain), months: months.map(plain), unknown: unknown.map(({ key }) => key) };
};

it('parts a month where today is; today belongs to what comes', () => {
  expect(grouped('2026-03-14', '2026-03-15', '2026-03-16').months).toEqual([
    ['2026-03', ['2026-03-14'], ['2026-03-15', '2026-03-16']],
  ]);
});

it('has this month even where nothing is in it', () => {
  expect(grouped('2026-05-01').months).toEqual([
    ['2026-03', [], []],
    ['2026-05', [], ['2026-05-01']],
  ]);
});

it('keeps months that are over apart, and what nobody knows', () => {
  expect(grouped('2025-12-31', '2026-02-01', null)).toEqual({
    past: [
      ['2025-12', ['2025-12-31'], []],
      ['2026-02', ['2026-02-01'], []],
    ],
    months: [['2026-03', [], []]],
    unknown: ['unknown'],
  });
});
