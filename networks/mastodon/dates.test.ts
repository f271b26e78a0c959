import { expect, test } from 'vitest';
import { instant } from './dates.ts';

test.each([
  ['2016-11-01T21:33:09Z', '2016-11-01T21:33:09Z'],
  ['2016-11-01T21:33:09.120Z', '2016-11-01T21:33:09.120Z'],
  ['2016-11-01T23:33:09+02:00', '2016-11-01T21:33:09Z'],
  ['2016-12-31T23:30:00-01:00', '2017-01-01T00:30:00Z'],
  // No zone: nobody knows when.
  ['2016-11-01T21:33:09', null],
  ['2016-02-30T00:00:00Z', null],
  ['yesterday', null],
  [1478035989, null],
  [null, null],
])('%s', (given, at) => expect(instant(given)).toBe(at));
