import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostileTexts } from './made-source.ts';
import { wordsOf } from './words-of.ts';

/** The page's own function, as it stands in its script. */
function wordsOfPage(): typeof wordsOf {
  const script = readFileSync(new URL('./page/viewer.js', import.meta.url), 'utf8');
  const from = script.indexOf('/* ---- words ---- */');
  const to = script.indexOf('/** The order of the index');
  return vm.runInThisContext(`(() => {${script.slice(from, to)}; return wordsOf; })()`) as typeof wordsOf;
}

describe('the words of a text', () => {
  it('are the same for whoever writes the index and for the page that searches it', () => {
    const inPage = wordsOfPage();
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.constantFrom(...hostileTexts, 'Œuvre à l’été', 'Straße', '東京都の夜', 'İstanbul ılık', 'ภาษาไทย'),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (given, typed) => {
        expect(inPage(given, typed)).toEqual(wordsOf(given, typed));
      }),
      { numRuns: 2000 },
    );
  });
  it('know neither capitals nor accents nor ligatures', () => {
    expect(wordsOf('L’ÉLECTION, Œuvre STRAẞE', false)).toEqual(['l', 'election', 'oeuvre', 'strasse']);
  });
  it('are pairs of characters where a script has no blanks', () => {
    expect(wordsOf('東京都', false)).toEqual(['東京', '京都', '都']);
    expect(wordsOf('東京', true)).toEqual(['東京']);
    expect(wordsOf('都', true)).toEqual(['都']);
  });
});
