/** TikTok's dates: UTC without saying so, with ` UTC`, ISO, or epoch seconds and milliseconds; and the words that stand where a date is unknown. */

const words = new Set(['', 'n/a', 'n.v.t.', 'none', 'null', 'unavailable', '-']);

/** What TikTok writes where it has nothing: `""`, `N/A`, `None`, `Unavailable`, and `N/A` in the languages seen. */
export function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.length < 12 && words.has(value.trim().toLowerCase()))
  );
}

/** A text that says something; null for anything else. Nothing is trimmed. */
export function saidText(value: unknown): string | null {
  return typeof value === 'string' && !isNothing(value) ? value : null;
}

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const digit = (s: string, at: number): number => {
  const c = s.charCodeAt(at) - 48;
  return c >= 0 && c <= 9 ? c : NaN;
};
const two = (s: string, at: number): number => digit(s, at) * 10 + digit(s, at + 1);

/** `YYYY-MM-DD?HH:MM:SS` at the start of the text, as written by a calendar and a clock that exist. */
function isCalendar(s: string): boolean {
  if (s.charCodeAt(4) !== 45 || s.charCodeAt(7) !== 45 || s.charCodeAt(13) !== 58 || s.charCodeAt(16) !== 58) return false;
  const year = two(s, 0) * 100 + two(s, 2);
  const month = two(s, 5);
  const day = two(s, 8);
  if (!(year >= 1970 && month >= 1 && month <= 12 && day >= 1)) return false;
  if (day > (monthDays[month - 1] ?? 0)) return false;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return false;
  return two(s, 11) < 24 && two(s, 14) < 60 && two(s, 17) < 60;
}

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)?$/;
const epoch = /^\d{9,13}$/;

/**
 * The instant in UTC, as precise as given (`2024-03-01T08:15:00Z`); null where the value is no instant. A date without a time is none.
 * Dates without a zone are UTC: the same export writes the same moments with ` UTC` behind them in other sections.
 * `1969-12-31 23:59:59` is epoch -1, which TikTok writes where it has no time.
 */
export function instant(value: unknown): string | null {
  if (typeof value === 'number') return fromEpoch(value);
  if (typeof value !== 'string' || value.length < 9) return null;
  if (value.charCodeAt(10) === 32 && (value.length === 19 || (value.length === 23 && value.endsWith(' UTC'))))
    return isCalendar(value) ? `${value.slice(0, 10)}T${value.slice(11, 19)}Z` : null;
  const text = value.trim();
  if (text !== value) return instant(text);
  if (epoch.test(text)) return fromEpoch(Number(text));
  if (!iso.test(text) || !isCalendar(text)) return null;
  if (text.endsWith('Z')) return text;
  if (!/[+-]\d\d:\d\d$/.test(text)) return `${text}Z`;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : printed(time);
}

function fromEpoch(value: number): string | null {
  // Seconds and milliseconds do not overlap between 1973 and 5138.
  if (!(value >= 1e8 && value < 1e14)) return null;
  return printed(value < 1e11 ? value * 1000 : value);
}

const printed = (time: number): string => new Date(Math.trunc(time)).toISOString().replace('.000Z', 'Z');
