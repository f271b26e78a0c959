/** The pictures as a phone sees them: the code is read back out of the PNG by a reader that is not ours. */
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { drawPicture, type PictureWords } from './picture.ts';

const words: PictureWords = {
  account: '@solene.valcroix · TikTok',
  headline: 'I am leaving TikTok',
  dated: 'On 30 December 2026',
  findLabel: 'You will find me here',
  address: 'exemple.fr/lettre',
  sign: '— Solène Valcroix',
  code: 'https://exemple.fr/lettre',
};

function readCode(png: Buffer): string | null {
  const { data, width, height } = PNG.sync.read(png);
  return jsQR.default(new Uint8ClampedArray(data), width, height)?.data ?? null;
}

const long = `https://exemple.fr/${'a-long-path/'.repeat(30)}`;

it.each([
  ['square', 'light', words.code],
  ['square', 'dark', words.code],
  ['story', 'light', words.code],
  ['story', 'dark', words.code],
  ['square', 'light', long],
  ['story', 'dark', long],
  ['square', 'dark', 'https://exemple.fr/日本語?q=é'],
] as const)('holds a code that is read back: %s, %s', async (shape, scheme, code) => {
  const { png, width, height } = await drawPicture({ ...words, code, address: code }, shape, scheme, 'en');
  const read = PNG.sync.read(png);
  expect([read.width, read.height]).toEqual([width, height]);
  expect([width, height]).toEqual([1080, shape === 'square' ? 1080 : 1920]);
  expect(readCode(png)).toBe(code);
});

it('says which characters no font draws, and draws none of their boxes', async () => {
  // Private use: no font of any system has a letter there.
  const without = await drawPicture({ ...words, sign: '' }, 'square', 'light', 'en');
  const lacking = await drawPicture({ ...words, sign: '— Sol\u{F1234}ne' }, 'square', 'light', 'en');
  expect(lacking.lacking).toEqual(['\u{F1234}']);
  expect(lacking.png.equals(without.png)).toBe(true);
  expect(without.lacking).toEqual([]);
});

it('leaves an address that it cannot draw to the code', async () => {
  const { png, lacking } = await drawPicture({ ...words, address: 'exemple.fr/\u{F1234}' }, 'square', 'light', 'fr');
  expect(lacking).toEqual(['\u{F1234}']);
  expect(readCode(png)).toBe(words.code);
});

it('is the same picture for the same words', async () => {
  const [one, two] = await Promise.all([drawPicture(words, 'story', 'light', 'fr'), drawPicture(words, 'story', 'light', 'fr')]);
  expect(one.png.equals(two.png)).toBe(true);
});
