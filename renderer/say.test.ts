import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { atHandle, roundTime, sizeIn } from './say.ts';

describe('sizes', () => {
  test('are in the largest unit that leaves at least one', () => {
    expect(sizeIn(0)).toEqual({ value: 0, unit: 'byte' });
    expect(sizeIn(999)).toEqual({ value: 999, unit: 'byte' });
    expect(sizeIn(1000)).toEqual({ value: 1, unit: 'kilobyte' });
    expect(sizeIn(37_800_000)).toEqual({ value: 37.8, unit: 'megabyte' });
  });

  test('never show a thousand of the smaller unit', () => {
    expect(sizeIn(999_960).unit).toBe('megabyte');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), (bytes) => {
        const { value, unit } = sizeIn(bytes);
        return unit === 'terabyte' || Number(value.toFixed(1)) < 1000;
      }),
    );
  });
});

test('time left is said in round numbers, and never as nothing', () => {
  expect(roundTime(0.2)).toEqual({ value: 1, unit: 'second' });
  expect(roundTime(7)).toEqual({ value: 7, unit: 'second' });
  expect(roundTime(33)).toEqual({ value: 35, unit: 'second' });
  expect(roundTime(50)).toEqual({ value: 1, unit: 'minute' });
  expect(roundTime(600)).toEqual({ value: 10, unit: 'minute' });
  expect(roundTime(3300)).toEqual({ value: 1, unit: 'hour' });
});

test('only what can be a handle gets the sign of one', () => {
  expect(['solene.valcroix', 'élodie_9', '1234567', 'Solène Valcroix', '@there', 'a@b.example', ''].map(atHandle)).toEqual([
    '@solene.valcroix',
    '@élodie_9',
    '1234567',
    'Solène Valcroix',
    '@there',
    'a@b.example',
    '',
  ]);
});
