import { expect, test } from 'vitest';
import { dayAfter, daysFrom } from './days.ts';

test('days are counted over months, leap days and daylight saving', () => {
  expect(daysFrom('2026-11-25', '2026-11-25')).toBe(0);
  expect(daysFrom('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysFrom('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysFrom('2027-01-01', '2026-12-31')).toBe(-1);
  expect(dayAfter('2026-12-31', 1)).toBe('2027-01-01');
  expect(dayAfter('2026-10-24', 7)).toBe('2026-10-31');
});
