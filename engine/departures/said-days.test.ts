import { describe, expect, it } from 'vitest';
import { begun, Driven } from './made.ts';
import { withInstants } from './said-days.ts';

/** The departure is in Paris, and began on 1 March 2026 at 10 in the morning there. */
const now = new Date('2026-03-10T22:30:00Z');
const driven = (): Driven => new Driven();
const onOf = (say: Parameters<typeof withInstants>[0], of = driven()): unknown => {
  const said = withInstants(say, of.departure, now);
  return 'on' in said ? said.on : 'none';
};

describe('a day a person names', () => {
  it('is now where it is today on their calendar, even where it is yesterday in the world’s', () => {
    expect(begun.slice(0, 10)).toBe('2026-03-01');
    expect(onOf({ type: 'requested', on: '2026-03-10' })).toBeUndefined();
    expect(withInstants({ type: 'requested', on: '2026-03-11' }, driven().departure, new Date('2026-03-10T23:30:00Z'))).toEqual({
      type: 'requested',
      on: undefined,
    });
  });

  it('is its noon there otherwise, over a change of the clocks too', () => {
    expect(onOf({ type: 'requested', on: '2026-03-05' })).toBe('2026-03-05T11:00:00Z');
    expect(withInstants({ type: 'requested', on: '2026-03-30' }, driven().departure, new Date('2026-04-02T08:00:00Z'))).toEqual({
      type: 'requested',
      on: '2026-03-30T10:00:00Z',
    });
  });

  it('is not before what it follows on the same day', () => {
    const asked = driven().tell({ type: 'requested', on: '2026-03-05T15:00:00Z' }, '2026-03-05T15:00:00Z');
    expect(onOf({ type: 'ready', on: '2026-03-05' }, asked)).toBe('2026-03-05T15:00:00Z');
  });

  it('lasts to its end where something lives until then', () => {
    const asked = driven().tell({ type: 'requested' }, '2026-03-05T15:00:00Z');
    expect(withInstants({ type: 'ready', on: '2026-03-06', expires: '2026-03-12' }, asked.departure, now)).toEqual({
      type: 'ready',
      on: '2026-03-06T11:00:00Z',
      expires: '2026-03-12T22:59:00Z',
    });
  });

  it('leaves instants and everything else alone', () => {
    expect(onOf({ type: 'closed', on: '2026-03-05T15:00:00Z' })).toBe('2026-03-05T15:00:00Z');
    expect(withInstants({ type: 'grace-ends', on: '2026-03-20' }, driven().departure, now)).toEqual({
      type: 'grace-ends',
      on: '2026-03-20',
    });
  });
});
