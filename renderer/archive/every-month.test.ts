import { expect, test } from 'vitest';
import { everyMonth } from './every-month.ts';

const month = (name: string, post: number) => ({ month: name, post, message: 0, comment: 0, reaction: 0 });

test('months in which nothing happened are there, as nothing', () => {
  expect(everyMonth([month('2023-11', 3), month('2024-02', 1)])).toEqual([
    month('2023-11', 3),
    month('2023-12', 0),
    month('2024-01', 0),
    month('2024-02', 1),
  ]);
});

test('one month, or none, is what it is', () => {
  expect(everyMonth([])).toEqual([]);
  expect(everyMonth([month('2024-02', 1)])).toEqual([month('2024-02', 1)]);
});

test('a date in an export that makes no sense does not become a chart of a thousand years', () => {
  const given = [month('0001-01', 1), month('2024-02', 1)];
  expect(everyMonth(given)).toBe(given);
});
