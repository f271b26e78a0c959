/** Instants, days and time zones as they cross the contract. */
import * as z from 'zod';

/** A UTC instant: `2026-11-24T09:04:00Z`. */
export const Instant = z.iso.datetime();
/** A day on the person's calendar: `2026-11-24`. */
export const Day = z.iso.date();
/** An IANA time zone this system knows: `Europe/Paris`. */
export const Zone = z.string().max(100).refine(isZone, 'no such time zone');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
