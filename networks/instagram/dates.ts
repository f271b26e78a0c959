/** Instants: seconds or milliseconds since 1970, or ISO with a zone. A local time without one is no instant. */

/** Beyond the year 9999 nothing is a date. */
const last = 253_402_300_800_000;

function iso(milliseconds: number): string | null {
  if (!Number.isFinite(milliseconds) || milliseconds <= 0 || milliseconds >= last) return null;
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

/** From here on a number counts milliseconds: as seconds it were the year 5138. */
const mostSeconds = 1e11;
const digits = /^\d{9,13}$/;

const counted = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' && digits.test(value) ? Number(value) : NaN;

/** Seconds since 1970; 0 is how the export says that it does not know. */
export function fromSeconds(value: unknown): string | null {
  const number = counted(value);
  return iso(Math.round(number < mostSeconds ? number * 1000 : number));
}

export function fromMilliseconds(value: unknown): string | null {
  return iso(Math.round(counted(value)));
}

const zoned = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** `2020-10-23T09:21:00.123456+00:00`, as precise as given; null for anything without a zone. */
export function fromIso(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match = zoned.exec(value);
  if (match === null) return null;
  const [, day, time, fraction = '', zone = 'Z'] = match;
  const offset = zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
  const at = Date.parse(`${day}T${time}${offset}`);
  if (Number.isNaN(at)) return null;
  return new Date(at).toISOString().replace('.000Z', `${fraction}Z`);
}

/** Whatever of them it is. */
export function instant(value: unknown): string | null {
  return fromSeconds(value) ?? fromIso(value);
}

/** The value where it can stand as a record's date as given. */
export function given(value: unknown): string | number | null {
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
