import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from './dates.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number): string => String(n).padStart(2, '0');

/** As tweets write it. */
function inWords(d: Date): string {
  const clock = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  return `${days[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${two(d.getUTCDate())} ${clock} +0000 ${d.getUTCFullYear()}`;
}

const seconds = fc.date({ min: new Date('2006-03-21T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true });

describe('the moments of X', () => {
  test.each([
    ['Sat Aug 12 16:10:37 +0000 2023', '2023-08-12T16:10:37Z'],
    ['Sat Aug 12 16:10:37 +0200 2023', '2023-08-12T14:10:37Z'],
    ['2020-01-20T21:42:09.068Z', '2020-01-20T21:42:09.068Z'],
    ['2020-01-20T21:42:09Z', '2020-01-20T21:42:09Z'],
    ['2020-01-20T23:42:09.068+02:00', '2020-01-20T21:42:09.068Z'],
    ['2021-04-15 19:51:50', '2021-04-15T19:51:50Z'],
    ['2016-05-03 05:21:50 +0000', '2016-05-03T05:21:50Z'],
    ['2016-05-03 05:21:50 -0130', '2016-05-03T06:51:50Z'],
    ['1579556529068', '2020-01-20T21:42:09.068Z'],
    [1579556529068, '2020-01-20T21:42:09.068Z'],
  ])('%s is %s', (given, at) => expect(instant(given)).toBe(at));

  test.each([
    '',
    'never',
    'Sat Foo 12 16:10:37 +0000 2023',
    'Sat Feb 30 16:10:37 +0000 2023',
    'Sat Aug 12 25:10:37 +0000 2023',
    'Sat Aug 12 16-10-37 +0000 2023',
    'Sat Aug xx 16:10:37 +0000 2023',
    'Sat Aug 12 16:10:37 +0000 20x3',
    '2023-02-29T00:00:00Z',
    '2023-13-01 00:00:00',
    '2020-01-20T21:42:09',
    '2020-01-20',
    '12',
    NaN,
    null,
    undefined,
    {},
  ])('%j is unknown', (given) => expect(instant(given)).toBeNull());

  test('agree with the calendar, in each of the four ways', () => {
    fc.assert(
      fc.property(seconds, (date) => {
        const iso = date.toISOString();
        const whole = `${iso.slice(0, 19)}Z`;
        expect(instant(inWords(date))).toBe(whole);
        expect(instant(iso)).toBe(iso);
        expect(instant(`${iso.slice(0, 10)} ${iso.slice(11, 19)}`)).toBe(whole);
        expect(instant(`${iso.slice(0, 10)} ${iso.slice(11, 19)} +0000`)).toBe(whole);
      }),
    );
  });

  test('never make a text into a moment that does not exist', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (given) => {
        const at = instant(given);
        if (at !== null) expect(Number.isNaN(Date.parse(at))).toBe(false);
      }),
    );
  });
});
