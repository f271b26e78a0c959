import { expect, it } from 'vitest';
import { lengthOf } from './count.ts';

const family = '👨‍👩‍👧‍👦';

it.each([
  ['units', `é${family}`, 12],
  ['graphemes', `é${family}`, 2],
  ['graphemes', 'cafe\u0301', 4],
  ['weighted', `Hi ${family}`, 5],
  ['weighted', '日本', 4],
  ['weighted', 'cafe\u0301', 4],
  ['weighted', 'See https://exemple.fr/a/very/long/path/that/goes/on/and/on', 27],
  // Some networks make a link of a bare name too: counted as what is more.
  ['weighted', 'See exemple.fr', 27],
  ['links-23', 'See https://exemple.fr 👋', 29],
  ['emoji-bytes', 'a👋', 5],
] as const)('counts %s of %s', (countedAs, text, length) => {
  expect(lengthOf(text, countedAs)).toBe(length);
});
