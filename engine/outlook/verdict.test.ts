import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { LookFailure, type Look } from '../../shared/outlook.ts';
import { sum } from './index.ts';
import { verdictOf } from './verdict.ts';

// On a machine that has much else to do.
vi.setConfig({ testTimeout: 30_000 });

const answer = fc.record({
  weight: fc.constantFrom('clear' as const, 'hint' as const),
  says: fc.constantFrom('present' as const, 'gone' as const, null),
  status: fc.constantFrom(200, 302, 403, 404, null),
  failed: fc.option(fc.constantFrom(...LookFailure.options)),
});
const answers = fc.array(answer, { maxLength: 10 });

test('is never surer than its answers: it needs a clear one, and none, not even a hint, that says otherwise', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const { verdict } = verdictOf(given);
      const other = { gone: 'present', present: 'gone', unsure: null }[verdict];
      if (verdict === 'unsure') return;
      expect(given.some(({ weight, says }) => weight === 'clear' && says === verdict)).toBe(true);
      expect(given.some(({ says }) => says === other)).toBe(false);
    }),
  );
});

test('is never gone where a clear answer says present, whatever the others say', () => {
  fc.assert(
    fc.property(answers, fc.nat(10), (given, at) => {
      const clear = { weight: 'clear', says: 'present', status: 200, failed: null } as const;
      expect(verdictOf(given.toSpliced(at, 0, clear)).verdict).not.toBe('gone');
    }),
  );
});

test('is unsure on hints alone, and says that they are only hints where they agree', () => {
  fc.assert(
    fc.property(answers, (given) => {
      const hints = given.map((one) => ({ ...one, weight: 'hint' as const }));
      const said = new Set(hints.flatMap(({ says }) => says ?? []));
      const { verdict, because } = verdictOf(hints);
      expect(verdict).toBe('unsure');
      expect(because === 'only-hints').toBe(said.size === 1);
    }),
  );
});

test('does not depend on the order of the answers, nor on those that say nothing where others do', () => {
  fc.assert(
    fc.property(answers, (given) => {
      expect(verdictOf(given.toReversed())).toEqual(verdictOf(given));
      const saying = given.filter(({ says }) => says !== null);
      if (saying.length > 0) expect(verdictOf(saying)).toEqual(verdictOf(given));
    }),
  );
});

const silent = { weight: 'clear', says: null, status: null, failed: null } as const;
test.each([
  ['no-probes', []],
  [
    'no-name',
    [
      { ...silent, failed: 'no-name' as const },
      { ...silent, failed: 'bad-server' as const },
    ],
  ],
  [
    'no-answer',
    [
      { ...silent, failed: 'timeout' as const },
      { ...silent, failed: 'no-name' as const },
    ],
  ],
  [
    'blocked',
    [
      { ...silent, status: 403, failed: 'blocked' as const },
      { ...silent, failed: 'timeout' as const },
    ],
  ],
  [
    'unclear',
    [
      { ...silent, status: 200 },
      { ...silent, status: 403, failed: 'blocked' as const },
    ],
  ],
])('says why it is unsure: %s', (because, given) => {
  expect(verdictOf(given)).toEqual({ verdict: 'unsure', because });
});

const hour = 3_600_000;
const begin = Date.parse('2026-10-24T12:00:00.000Z');
const looked = (verdict: Look['verdict'], hours: number, because: Look['because'] = 'agrees'): Look => ({
  at: new Date(begin + hours * hour).toISOString(),
  verdict,
  because,
  caveat: null,
  answers: [],
});
const inHours = (hours: number): string => new Date(begin + hours * hour).toISOString();

test.each([
  ['nothing of no look', [], 'unsure', 'no-looks', [], null],
  ['not yet gone of one look', [looked('gone', 0)], 'unsure', 'once-gone', [0], 24],
  ['not yet gone of two within a day', [looked('gone', 0), looked('gone', 23)], 'unsure', 'once-gone', [0], 24],
  ['gone of two a day apart', [looked('gone', 0), looked('gone', 24)], 'gone', 'twice-gone', [0, 24], null],
  [
    'gone with one between that saw nothing',
    [looked('gone', 0), looked('unsure', 9), looked('gone', 25)],
    'gone',
    'twice-gone',
    [0, 25],
    null,
  ],
  [
    'not gone with one between that saw it',
    [looked('gone', 0), looked('present', 9), looked('gone', 25)],
    'unsure',
    'once-gone',
    [25],
    49,
  ],
  [
    'not gone where the earlier day was unsure',
    [looked('gone', 0), looked('unsure', 20), looked('gone', 46)],
    'unsure',
    'once-gone',
    [46],
    70,
  ],
  [
    'present as soon as the newest saw it',
    [looked('gone', 0), looked('gone', 24), looked('present', 25)],
    'present',
    'newest-present',
    [25],
    null,
  ],
  [
    'unsure again where the newest saw nothing',
    [looked('gone', 0), looked('gone', 24), looked('unsure', 30, 'no-answer')],
    'unsure',
    'newest-unsure',
    [30],
    54,
  ],
  ['no date where looking again would not help', [looked('unsure', 0, 'no-probes')], 'unsure', 'newest-unsure', [0], null],
] as const)('several looks tell: %s', (_, looks, verdict, because, rests, again) => {
  expect(sum(looks)).toEqual({
    verdict,
    because,
    caveat: null,
    rests: rests.map(inHours),
    again: again === null ? null : inHours(again),
  });
});

test('several looks are gone only where the newest and one a day before it are, and the date they give is kept', () => {
  const looks = fc.array(fc.tuple(fc.constantFrom('gone' as const, 'present' as const, 'unsure' as const), fc.nat(100)), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(looks, (given) => {
      const all = given.map(([verdict, hours]) => looked(verdict, hours));
      const told = sum(all);
      const times = all.map(({ at, verdict }) => ({ verdict, time: Date.parse(at) }));
      const newest = Math.max(...times.map(({ time }) => time));
      if (told.verdict === 'gone') {
        expect(times.some(({ verdict, time }) => verdict === 'gone' && time <= newest - 24 * hour)).toBe(true);
        expect(times.some(({ verdict, time }) => verdict === 'present' && time > newest - 24 * hour && time < newest)).toBe(
          false,
        );
      }
      if (told.because === 'once-gone') {
        const again = Date.parse(told.again ?? '');
        expect(again).toBeGreaterThan(newest);
        // Gone then, if it is still gone then.
        expect(sum([...all, { ...looked('gone', 0), at: new Date(again).toISOString() }]).verdict).toBe('gone');
      }
    }),
  );
});
