import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, marked, spansIn } from './marks.ts';
import { parseQuery } from './query.ts';

const hits = (text: string, typed: string): string[] =>
  spansIn(text, parseQuery(typed).wanted).map(([from, to]) => text.slice(from, to));

describe('what is marked', () => {
  it('is words, beginnings and phrases, with or without accents and case', () => {
    expect(hits('L’élection à Genève', 'ELECTION geneve')).toEqual(['élection', 'Genève']);
    expect(hits('l’e\u0301lection', 'l’élection')).toEqual(['l’e\u0301lection']);
    expect(hits('a water way', 'wa*')).toEqual(['water', 'way']);
    expect(hits('two words, two, words', '"two words"')).toEqual(['two words', 'two, words']);
    expect(hits('nothing', 'not')).toEqual([]);
  });

  it('is pieces of runs, and words without their vowel signs', () => {
    expect(hits('今日は東京都で会議', '東京')).toEqual(['東京']);
    expect(hits('iPhoneを買いました', 'iphone')).toEqual(['iPhone']);
    expect(hits('مُحَمَّدٌ كتب', 'محمد')).toEqual(['مُحَمَّدٌ']);
    expect(hits('ｶﾞｷﾞ', 'ガ')).toEqual(['ｶﾞ']);
  });
});

describe('the piece of a text that is shown', () => {
  it('holds the hit, marked, and nothing that is not in the text', () => {
    const plain = fc.string({ unit: 'binary', maxLength: 700 });
    fc.assert(
      fc.property(plain, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), plain, (before, hit, after) => {
        const parts = cut(`${before}${hit}${after}`, [[before.length, before.length + hit.length]]);
        expect(parts.filter((part) => part.hit)).toEqual([{ text: hit, hit: true }]);
        const shown = parts.map(({ text }) => text).join('');
        expect(`… ${before}${hit}${after} …`).toContain(shown.replace(/^… /, '').replace(/ …$/, ''));
        expect(shown.length).toBeLessThan(700);
      }),
    );
  });

  it('never parts a character', () => {
    for (let n = 100; n < 130; n++) {
      const text = `${'x'.repeat(n)}${'😀'.repeat(300)}hit${'y'.repeat(n)}${'😀'.repeat(300)}`;
      const from = n + 600;
      for (const part of cut(text, [[from, from + 3]])) expect(part.text.isWellFormed()).toBe(true);
    }
  });

  it('is the beginning of the text where nothing is marked', () => {
    expect(cut('short', [])).toEqual([{ text: 'short', hit: false }]);
    expect(cut('', [])).toEqual([]);
    expect(marked('short', parseQuery('long').wanted)).toBeNull();
  });
});
