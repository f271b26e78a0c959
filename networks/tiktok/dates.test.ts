import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, isNothing } from './dates.ts';

describe('dates of TikTok', () => {
  test.each([
    ['2024-03-01 08:15:00', '2024-03-01T08:15:00Z'],
    ['2023-08-10 06:18:18 UTC', '2023-08-10T06:18:18Z'],
    ['2024-03-04T11:15:00Z', '2024-03-04T11:15:00Z'],
    ['2024-03-04T11:15:00.250Z', '2024-03-04T11:15:00.250Z'],
    ['2024-03-04T11:15:00', '2024-03-04T11:15:00Z'],
    ['2024-03-04T13:15:00+02:00', '2024-03-04T11:15:00Z'],
    [1709456100, '2024-03-03T08:55:00Z'],
    [1709456100123, '2024-03-03T08:55:00.123Z'],
    ['1709456100', '2024-03-03T08:55:00Z'],
    ['2024-02-29 23:59:59', '2024-02-29T23:59:59Z'],
  ])('%j is the instant %s', (given, at) => {
    expect(instant(given)).toBe(at);
  });

  test.each([
    '',
    'N/A',
    'None',
    'Unavailable',
    '1969-12-31 23:59:59',
    '2023-02-29 10:00:00',
    '2024-13-01 10:00:00',
    '2024-01-01 24:00:00',
    '2024-01-01',
    '01-Jan-2000',
    '2024-03-01 08:15:00 CET',
    'string',
    '0',
    0,
    -1,
    NaN,
    null,
    undefined,
    {},
    [],
    true,
  ])('%j is no instant', (given) => {
    expect(instant(given)).toBeNull();
  });

  test('every second from 1973 on comes back as it was, however it is written', () => {
    const second = fc.integer({ min: 100_000_000, max: 4_000_000_000 });
    fc.assert(
      fc.property(second, (seconds) => {
        const iso = new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
        const plain = iso.slice(0, 19).replace('T', ' ');
        for (const given of [plain, `${plain} UTC`, iso, seconds, String(seconds), seconds * 1000])
          expect(instant(given)).toBe(iso);
      }),
    );
  });

  test('any other text is no instant and does no harm', () => {
    fc.assert(fc.property(fc.string(), (text) => /\d{4}-\d\d-\d\d|\d{9}/.test(text) || instant(text) === null));
  });

  test('the words for nothing are told from words', () => {
    expect(['', 'N/A', 'N.v.t.', 'None', 'Unavailable', null].every(isNothing)).toBe(true);
    expect(['none of it', 'Na', 0, false].some(isNothing)).toBe(false);
  });
});
