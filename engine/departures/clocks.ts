/**
 * The dates of a departure, derived from what happened and from the facts; never stored. Days are days on the person's calendar, in their time zone, so they hold over
 * daylight saving, leap days and a changed zone; hours are hours.
 */
import { Temporal } from 'temporal-polyfill';
import type { ClockId } from '../../shared/departures/view.ts';
import type { Confidence, Fact } from '../../shared/facts/index.ts';
import { closedOn, type Departure } from './state.ts';

export interface Clock {
  readonly id: ClockId;
  /** UTC; null where nobody knows. */
  readonly at: string | null;
  /** Path of the fact it is counted from, and how sure that is; null where it is what happened, or what the network itself showed. */
  readonly fact: string | null;
  readonly confidence: Confidence | null;
}

/** The clocks that run or have run, in the order in which they come in a departure. */
export function clocks(state: Departure): Clock[] {
  return [...requestClocks(state), ...closingClocks(state)];
}

export function clock(state: Departure, id: ClockId): Clock | null {
  return clocks(state).find((one) => one.id === id) ?? null;
}

function* requestClocks(state: Departure): Generator<Clock> {
  const { request, facts, zone } = state;
  const { readyTime, linkLifetime, requestCooldown } = facts.export;
  if (state.lastAsked !== null) yield happened('asked', state.lastAsked);
  if (request.state === 'asked') {
    const wait = readyTime.value === null ? null : (readyTime.value.max ?? readyTime.value.typical ?? readyTime.value.min);
    yield counted('expected-by', request.since, wait, zone, 'export.readyTime', readyTime);
  }
  if (request.state === 'ready') {
    yield happened('ready', request.since);
    if (request.expires !== null) yield happened('link-dies', request.expires);
    else yield counted('link-dies', request.since, linkLifetime.value, zone, 'export.linkLifetime', linkLifetime);
  }
  if (state.lastAsked !== null && requestCooldown.value !== null)
    yield counted('ask-again', state.lastAsked, requestCooldown.value, zone, 'export.requestCooldown', requestCooldown);
}

function* closingClocks(state: Departure): Generator<Clock> {
  const { facts, zone } = state;
  const { gracePeriodDays, fullErasureDays, backupErasureDays } = facts.closure;
  const closed = closedOn(state.closing);
  if (closed === null) return;
  yield happened('closed', closed);
  if (state.closing.state === 'reopened') return;
  const ends = graceEnds(state);
  if (hasGrace(state)) {
    const from =
      state.graceEnd === null ? { fact: 'closure.gracePeriodDays', confidence: confidenceOf(gracePeriodDays) } : observed;
    yield { id: 'last-day-back', at: ends === null ? null : dayBefore(ends, zone), ...from };
    yield { id: 'grace-ends', at: ends, ...from };
  }
  const erased = plusDays(ends, fullErasureDays.value, zone);
  yield { id: 'erased', at: erased, fact: 'closure.fullErasureDays', confidence: confidenceOf(fullErasureDays) };
  if (backupErasureDays.value !== null)
    yield {
      id: 'backups-erased',
      at: plusDays(erased, backupErasureDays.value, zone),
      fact: 'closure.backupErasureDays',
      confidence: confidenceOf(backupErasureDays),
    };
}

/** False where the network leaves no way back. Unknown counts as a grace period: whoever takes care loses nothing. */
export function hasGrace({ facts, graceEnd }: Departure): boolean {
  return graceEnd !== null || facts.closure.gracePeriodDays.value !== 0;
}

/** When a closed account is gone for good; null where it is open, or where nobody knows. */
export function graceEnds({ closing, graceEnd, facts, zone }: Departure): string | null {
  if (closing.state !== 'closed') return null;
  if (graceEnd !== null)
    // The last day the network named is over when the next one begins.
    return instant(Temporal.PlainDate.from(graceEnd).add({ days: 1 }).toZonedDateTime({ timeZone: zone }));
  const days = facts.closure.gracePeriodDays.value;
  return days === null ? null : plusDays(closing.since, days, zone);
}

/** Midnight at the beginning of a day, or that time of it, on the person's calendar. */
export function dayAt(day: string, zone: string, time = '00:00'): string {
  return instant(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: time }));
}

/** The last second of a day on the person's calendar: what is due on it is over afterwards. */
export function endOfDay(day: string, zone: string): string {
  return dayAt(day, zone, '23:59:59');
}

export function plusDays(at: string | null, days: number | null, zone: string): string | null {
  return at === null || days === null ? null : instant(zoned(at, zone).add({ days }));
}

export function plus(at: string, duration: string, zone: string): string {
  return instant(zoned(at, zone).add(duration));
}

/** The day of an instant on the person's calendar. */
export function dayOf(at: string, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** Whole days on the person's calendar from one instant to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string, zone: string): number {
  return zoned(from, zone).toPlainDate().until(zoned(to, zone).toPlainDate(), { largestUnit: 'day' }).days;
}

/** One careful day before: the network may count in another zone, and from another hour. */
function dayBefore(at: string, zone: string): string {
  return instant(zoned(at, zone).subtract({ days: 1 }));
}

const observed = { fact: null, confidence: null };
const zoned = (at: string, zone: string): Temporal.ZonedDateTime => Temporal.Instant.from(at).toZonedDateTimeISO(zone);
const instant = (at: Temporal.ZonedDateTime): string => at.toInstant().toString({ smallestUnit: 'second' });
const happened = (id: ClockId, at: string): Clock => ({ id, at, ...observed });
const confidenceOf = (fact: Fact<unknown>): Confidence | null => (fact.value === null ? null : fact.confidence);

function counted(id: ClockId, from: string, duration: string | null, zone: string, fact: string, of: Fact<unknown>): Clock {
  return { id, at: duration === null ? null : plus(from, duration, zone), fact, confidence: confidenceOf(of) };
}
