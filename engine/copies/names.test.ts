import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SafeNames, safeSegment } from './names.ts';

const nasty = [
  'CON',
  'con.txt',
  'Lpt1',
  'COM¹.log',
  'nul',
  'conin$',
  '.',
  '..',
  '...',
  ' ',
  'a.',
  'a ',
  ' a',
  'a:b',
  'a\\b',
  'a/b',
  '%41',
  'new\nline',
  'tab\t',
  '\u202egpj.exe',
  '\u0000',
  '',
  'é',
  'e\u0301',
  'x'.repeat(300) + '.jpeg',
  '👩‍👩‍👧'.repeat(40),
  '\ud800',
  '-rf',
  '~',
  '*',
  '?',
  '|',
  '"',
  '<>',
];
const name = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 200 }), fc.string());
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$)(?:\.|$)/iu;

describe('a safe name', () => {
  it('is one every system takes, whatever it was made from', () => {
    fc.assert(
      fc.property(name, (from) => {
        const safe = safeSegment(from);
        expect(safe).not.toBe('');
        expect(safe).not.toMatch(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*%]/u);
        expect(safe).not.toMatch(/^ |[ .]$/);
        expect(safe).not.toMatch(device);
        expect(safe).toBe(safe.normalize('NFC'));
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(100);
      }),
    );
  });
  it('stays what it is where it is safe already', () => {
    for (const fine of ['tweets.js', 'Photo 1.png', 'été.jpg', '東京.txt', 'a..b', '.hidden', 'console.log'])
      expect(safeSegment(fine)).toBe(fine);
  });
  it('keeps the extension of a name that is too long', () => {
    expect(safeSegment(`${'x'.repeat(300)}.jpeg`)).toMatch(/^x+~[0-9a-f]{8}\.jpeg$/);
  });
});

describe('the safe names of many paths', () => {
  const paths = fc.uniqueArray(
    fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
    {
      maxLength: 60,
      selector: (path) =>
        path
          .split('/')
          .filter((part) => part !== '')
          .join('/'),
    },
  );
  const key = (path: string): string => path.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

  it('are never one and the same, not even where capitals and accents do not count, and no file has the name of a folder', () => {
    fc.assert(
      fc.property(paths, (list) => {
        const names = new SafeNames('data/original');
        const made = list.map((path) => names.file(path));
        const files = new Set(made.map(key));
        expect(files.size).toBe(made.length);
        for (const path of made) {
          expect(path.startsWith('data/original/')).toBe(true);
          expect(path.length).toBeLessThan(260);
          const parts = key(path).split('/');
          for (let n = 3; n < parts.length; n++) expect(files.has(parts.slice(0, n).join('/'))).toBe(false);
        }
      }),
    );
  });
  it('are the same every time', () => {
    fc.assert(
      fc.property(paths, (list) => {
        const once = new SafeNames('data/original');
        const again = new SafeNames('data/original');
        expect(list.map((path) => once.file(path))).toEqual(list.map((path) => again.file(path)));
      }),
    );
  });
  it('tell apart what only capitals or the way of writing an accent tell apart', () => {
    const names = new SafeNames('d');
    const made = ['a/Photo.jpg', 'a/photo.JPG', 'A/photo.jpg', 'a/é', 'a/e\u0301'].map((path) => names.file(path));
    expect(made[0]).toBe('d/a/Photo.jpg');
    expect(new Set(made.map(key)).size).toBe(5);
  });
});
