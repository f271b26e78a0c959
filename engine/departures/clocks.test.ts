import { describe, expect, it } from 'vitest';
import type { ClockId } from '../../shared/departures/view.ts';
import { clock, daysBetween } from './clocks.ts';
import { Driven, nobody, pigeonFacts } from './made.ts';

const at = (driven: Driven, id: ClockId): string | null | undefined => clock(driven.departure, id)?.at;
const inZone = (zone: string): Driven => new Driven(pigeonFacts(), nobody, zone, '2024-01-01T00:00:00Z');

describe('the clocks', () => {
  it('run from asking to the end of the link, and to the day one may ask again', () => {
    const one = inZone('UTC').tell({ type: 'requested' }, '2024-02-27T10:00:00Z');
    expect(at(one, 'expected-by')).toBe('2024-02-29T10:00:00Z');
    expect(at(one, 'ask-again')).toBe('2024-03-05T10:00:00Z');
    one.tell({ type: 'ready' }, '2024-02-28T10:00:00Z');
    expect(at(one, 'expected-by')).toBeUndefined();
    // Over the leap day.
    expect(at(one, 'link-dies')).toBe('2024-03-03T10:00:00Z');
  });

  it('keep the hour of the day over daylight saving, and count hours as hours', () => {
    const paris = inZone('Europe/Paris').tell({ type: 'ready' }, '2024-03-29T09:00:00Z');
    // 10:00 in Paris before, 10:00 in Paris after: an hour less by the sun.
    expect(at(paris, 'link-dies')).toBe('2024-04-02T08:00:00Z');
    const hours = new Driven(
      pigeonFacts((facts) => Object.assign(facts.export.linkLifetime, { value: 'PT72H' })),
      nobody,
      'Europe/Paris',
      '2024-01-01T00:00:00Z',
    );
    expect(at(hours.tell({ type: 'ready' }, '2024-03-29T09:00:00Z'), 'link-dies')).toBe('2024-04-01T09:00:00Z');
  });

  it('count thirty days on the person’s own calendar, and one careful day less to change one’s mind', () => {
    const one = inZone('America/New_York').ready('2024-10-20T12:00:00Z').tell({ type: 'closed' }, '2024-10-21T01:30:00Z');
    // 21:30 in New York on the 20th of October; standard time begins on the 3rd of November.
    expect(at(one, 'grace-ends')).toBe('2024-11-20T02:30:00Z');
    expect(at(one, 'last-day-back')).toBe('2024-11-19T02:30:00Z');
    expect(at(one, 'erased')).toBe('2025-02-18T02:30:00Z');
  });

  it('move by no more than the hour that is saved when the person moves', () => {
    const one = inZone('Europe/Paris').ready('2024-06-01T12:00:00Z').tell({ type: 'closed' }, '2024-06-01T12:00:00Z');
    const before = at(one, 'grace-ends');
    one.tell({ type: 'zone', zone: 'Pacific/Auckland' }, '2024-06-02T12:00:00Z');
    expect(Math.abs(Date.parse(at(one, 'grace-ends') ?? '') - Date.parse(before ?? ''))).toBeLessThanOrEqual(3_600_000);
  });

  it('hold where a day is left out of the calendar', () => {
    // Samoa had no 30th of December 2011.
    const one = new Driven(
      pigeonFacts((facts) => Object.assign(facts.closure.gracePeriodDays, { value: 1 })),
      nobody,
      'Pacific/Apia',
      '2011-12-01T00:00:00Z',
    );
    one.ready('2011-12-29T20:00:00Z').tell({ type: 'closed' }, '2011-12-29T20:00:00Z');
    expect(Date.parse(at(one, 'grace-ends') ?? '')).toBeGreaterThan(Date.parse('2011-12-29T20:00:00Z'));
  });

  it('say that they do not know, and take what the network itself shows', () => {
    const one = new Driven(pigeonFacts((facts) => (facts.closure.gracePeriodDays = { value: null, note: null })));
    one.ready('2026-03-01T12:00:00Z').tell({ type: 'closed' }, '2026-03-01T12:00:00Z');
    expect(clock(one.departure, 'grace-ends')).toMatchObject({ at: null, fact: 'closure.gracePeriodDays', confidence: null });
    one.tell({ type: 'grace-ends', on: '2026-03-28' }, '2026-03-02T12:00:00Z');
    // The last day is over at the midnight after it, and in Paris the 29th begins in winter time.
    expect(clock(one.departure, 'grace-ends')).toMatchObject({ at: '2026-03-28T23:00:00Z', fact: null });
  });

  it('take the end of a link from the network where it gives one', () => {
    const one = inZone('UTC').tell({ type: 'ready', expires: '2024-02-02T00:00:00Z' }, '2024-02-01T00:00:00Z');
    expect(clock(one.departure, 'link-dies')).toMatchObject({ at: '2024-02-02T00:00:00Z', fact: null });
  });

  it('stop when the account came back', () => {
    const one = inZone('UTC')
      .ready('2024-02-01T00:00:00Z')
      .tell({ type: 'closed' }, '2024-02-01T00:00:00Z')
      .tell({ type: 'reopened' }, '2024-02-03T00:00:00Z');
    expect(at(one, 'grace-ends')).toBeUndefined();
    expect(at(one, 'closed')).toBe('2024-02-01T00:00:00Z');
  });
});

it('counts days by the calendar, not by hours', () => {
  expect(daysBetween('2024-03-30T23:30:00Z', '2024-03-31T22:30:00Z', 'Europe/Paris')).toBe(1);
  expect(daysBetween('2024-03-31T22:30:00Z', '2024-03-30T23:30:00Z', 'Europe/Paris')).toBe(-1);
});
