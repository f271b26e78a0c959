/** `2016-11-01T21:33:09Z`: the one way in which ActivityStreams writes a moment (RFC 3339). */

const rfc3339 = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** A moment in UTC as precise as it was given; null where it is none, or says no zone. */
export function instant(given: unknown): string | null {
  const parts = typeof given === 'string' ? rfc3339.exec(given) : null;
  if (parts === null) return null;
  const [, local = '', fraction = '', zone = ''] = parts;
  const asUtc = Date.parse(`${local}Z`);
  // 30 February is rolled over by some and refused by others: what does not come out as it went in is no moment.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 19) !== local) return null;
  if (zone === 'Z') return `${local}${fraction}Z`;
  const away = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4))) * (zone.startsWith('-') ? -1 : 1);
  return `${new Date(asUtc - away * 60_000).toISOString().slice(0, 19)}${fraction}Z`;
}
