/** The four ways in which X has written a moment, read by position: never by `Date.parse`, whose answers depend on where it runs. */

const months: Readonly<Record<string, string>> = {
  Jan: '01',
  Feb: '02',
  Mar: '03',
  Apr: '04',
  May: '05',
  Jun: '06',
  Jul: '07',
  Aug: '08',
  Sep: '09',
  Oct: '10',
  Nov: '11',
  Dec: '12',
};

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/;
const spaced = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?$/;

/**
 * A moment in UTC as precise as it was given, or null where it cannot be told.
 *
 * `Sat Aug 12 16:10:37 +0000 2023` (tweets) · `2020-01-20T21:42:09.068Z` (account, messages) · `2021-04-15 19:51:50` (ads: UTC) ·
 * `2016-05-03 05:21:50 +0000` (archives until 2018) · milliseconds since 1970 as digits.
 */
export function instant(given: unknown): string | null {
  if (typeof given === 'number') return ofMilliseconds(given);
  if (typeof given !== 'string') return null;
  const first = given.charCodeAt(0);
  if (first >= 0x41 && first <= 0x5a) return ofWords(given);
  // The commonest of the rest, `2020-01-20T21:42:09.068Z`, needs no arithmetic.
  if (given.charCodeAt(10) === 0x54) return iso.test(given) ? settled(given.slice(0, 10), given.slice(11)) : null;
  if (spaced.test(given)) return settled(given.slice(0, 10), given.slice(11));
  return /^\d{12,13}$/.test(given) ? ofMilliseconds(Number(given)) : null;
}

/** `Sat Aug 12 16:10:37 +0000 2023`. */
function ofWords(given: string): string | null {
  if (given.length !== 30) return null;
  const month = months[given.slice(4, 7)];
  const zone = given.slice(20, 25);
  if (month === undefined || given.charCodeAt(19) !== 0x20 || given.charCodeAt(25) !== 0x20) return null;
  if (zone !== '+0000') return settled(`${given.slice(26)}-${month}-${given.slice(8, 10)}`, given.slice(11, 19) + zone);
  const day = pair(given, 8);
  const hour = pair(given, 11);
  const minute = pair(given, 14);
  const second = pair(given, 17);
  const year = pair(given, 26) * 100 + pair(given, 28);
  if (given.charCodeAt(13) !== 0x3a || given.charCodeAt(16) !== 0x3a) return null;
  // NaN, which `pair` gives for anything but two digits, fails every comparison.
  if (!(year >= 1970 && day >= 1 && day <= lastDay(year, Number(month)) && hour <= 23 && minute <= 59 && second <= 60))
    return null;
  return `${given.slice(26)}-${month}-${given.slice(8, 10)}T${given.slice(11, 19)}Z`;
}

/** A date `2016-05-03` and a time `05:21:50.123`, with or without a zone behind it; without one it is UTC. */
function settled(date: string, time: string): string | null {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = pair(date, 8);
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month))) return null;
  if (!(pair(time, 0) <= 23 && pair(time, 3) <= 59 && pair(time, 6) <= 60)) return null;
  if (time.endsWith('Z')) return `${date}T${time.endsWith(' Z') ? time.slice(0, -2) + 'Z' : time}`;
  const clock = /^[\d:.]+/.exec(time)?.[0] ?? '';
  const zone = time.slice(clock.length).trim();
  if (zone === '' || zone === 'UTC' || /^[+-]00:?00$/.test(zone)) return `${date}T${clock}Z`;
  const sign = zone.startsWith('-') ? -1 : 1;
  const minutes = sign * (pair(zone, 1) * 60 + Number(zone.slice(-2)));
  const moved = Date.UTC(year, month - 1, day, pair(clock, 0), pair(clock, 3), pair(clock, 6)) - minutes * 60_000;
  const fraction = clock.slice(8);
  return Number.isFinite(moved) ? `${new Date(moved).toISOString().slice(0, 19)}${fraction}Z` : null;
}

/** Milliseconds since 1970, between 2000 and 2100: what is outside is no moment on X. */
function ofMilliseconds(given: number): string | null {
  return given >= 946_684_800_000 && given < 4_102_444_800_000 ? new Date(given).toISOString() : null;
}

/** Two digits as a number; NaN where they are none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
