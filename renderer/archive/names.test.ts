import { expect, test } from 'vitest';
import { names } from './names.ts';

test('the name of an archive is its account, with or without the sign before it and whatever the case', () => {
  expect(names('@Solene.Valcroix ', 'solene.valcroix')).toBe(true);
  expect(names('solene.valcroix', '@solene.valcroix')).toBe(true);
  expect(names('solene', 'solene.valcroix')).toBe(false);
  expect(names('', 'solene.valcroix')).toBe(false);
});

test('while the name is not known nothing is it', () => {
  expect(names('', '')).toBe(false);
});
