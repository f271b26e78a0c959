import { expect, it } from 'vitest';
import { clockAt } from './clock.ts';

it('stands still where somebody says so', () => {
  const now = clockAt('2027-01-04T09:00:00Z');
  expect([now(), now()].map((at) => at.toISOString())).toEqual(['2027-01-04T09:00:00.000Z', '2027-01-04T09:00:00.000Z']);
});

it.each([undefined, ''])('is the system’s where nobody says anything (%j)', (at) => {
  const before = Date.now();
  expect(clockAt(at)().getTime()).toBeGreaterThanOrEqual(before);
});

it.each(['tomorrow', '2027-13-01', '09:00'])('refuses what is no instant: %s', (at) => {
  expect(() => clockAt(at)).toThrow(expect.objectContaining({ code: 'bad-input' }));
});
