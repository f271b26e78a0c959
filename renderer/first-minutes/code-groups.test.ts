import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupsOf, groupsToAsk, sameSigns } from './code-groups.ts';

const code = 'WFVC-GHR0-601Z-ETP8';

test('a code falls into its groups, however it is spaced', () => {
  expect(groupsOf(code)).toEqual(['WFVC', 'GHR0', '601Z', 'ETP8']);
  expect(groupsOf(' WFVC GHR0\n601Z-ETP8 ')).toEqual(groupsOf(code));
});

test('what looks the same to a person is the same', () => {
  expect(sameSigns('ghro', 'GHR0')).toBe(true);
  expect(sameSigns('6 0 l z', '601Z')).toBe(true);
  expect(sameSigns('wfvc ghr0—6o1z etp8', code)).toBe(true);
  expect(sameSigns('GHRQ', 'GHR0')).toBe(false);
  expect(sameSigns('', 'GHR0')).toBe(false);
});

test('two different groups are asked for, one of each half', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 30 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (count, random) => {
        const [first, second] = groupsToAsk(count, () => random);
        return first < second && second < count && first >= 0;
      },
    ),
  );
});
