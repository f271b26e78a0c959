/**
 * Until when a signed address works, as the address itself says. Read are the names under which those who sign addresses write it: seconds since 1970
 * (`Expires`, `x-expires`), the same in hexadecimal (`oe`, where `oh` is the signature), and AWS's own (Signature Version 4: a date, and seconds from then).
 */

const secondsNames = new Set(['expires', 'x-expires', 'expire', 'exp', 'x-goog-expires-at']);
/** From 2001 to 2099: what lies outside is no date. */
const earliest = 1e9;
const latest = 4.1e9;

/** ISO, UTC; null where the address says nothing. */
export function linkExpiry(url: string): string | null {
  const query = url.indexOf('?');
  if (query < 0 || url.length > 8192) return null;
  const named = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(url.slice(query + 1).split('#', 1)[0])) named.set(name.toLowerCase(), value);
  for (const [name, value] of named) if (secondsNames.has(name) && /^\d{10}$/.test(value)) return isoOf(Number(value));
  const hex = named.get('oe');
  if (hex !== undefined && named.has('oh') && /^[0-9a-f]{8}$/i.test(hex)) return isoOf(Number.parseInt(hex, 16));
  const from = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(named.get('x-amz-date') ?? named.get('x-goog-date') ?? '');
  const seconds = Number(named.get('x-amz-expires') ?? named.get('x-goog-expires') ?? NaN);
  if (from === null || !(seconds >= 0 && seconds <= 1e8)) return null;
  const [, year, month, day, hour, minute, second] = from.map(Number);
  return isoOf(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) / 1000 + seconds);
}

function isoOf(seconds: number): string | null {
  if (!(seconds >= earliest && seconds < latest)) return null;
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
