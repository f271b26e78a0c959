import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagesFor } from './pages.ts';

test('the pages of a stretch of rows are those that hold one of them, each once and in order', () => {
  expect(pagesFor(0, -1, 100)).toEqual([]);
  expect(pagesFor(0, 0, 100)).toEqual([0]);
  expect(pagesFor(95, 205, 100)).toEqual([0, 1, 2]);
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(500), fc.integer({ min: 1, max: 500 }), (first, more, size) => {
      const rows = Array.from({ length: more + 1 }, (_, index) => first + index);
      expect(pagesFor(first, first + more, size)).toEqual([...new Set(rows.map((row) => Math.floor(row / size)))]);
    }),
  );
});
