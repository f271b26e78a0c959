import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../shared/errors.ts';
import { cut, expression } from './search.ts';

const db = new Database(':memory:');
db.exec(`create virtual table words using fts5 (text, tokenize = 'unicode61 remove_diacritics 2')`);
const texts = [
  'L’élection présidentielle à Genève',
  "l'election presidentielle",
  'a cafe\u0301 in Köln',
  'state-of-the-art near AND or NOT',
  'hello world',
  'hello moon',
];
for (const text of texts) db.prepare('insert into words values (?)').run(text);
const find = (words: string): string[] =>
  db.prepare<[string], string>('select text from words where words match ? order by rowid').pluck().all(expression(words));

describe('what a person types', () => {
  it('finds words with and without accents on either side', () => {
    expect(find('ELECTION')).toEqual(texts.slice(0, 2));
    expect(find('élection')).toEqual(texts.slice(0, 2));
    expect(find('l’élection')).toEqual(texts.slice(0, 2));
    expect(find('café koln')).toEqual([texts[2]]);
    expect(find('e\u0301lection')).toEqual(texts.slice(0, 2));
  });

  it('finds phrases, beginnings, and all but what is not wanted', () => {
    expect(find('"hello world"')).toEqual(['hello world']);
    expect(find('"world hello"')).toEqual([]);
    expect(find('presid*')).toEqual(texts.slice(0, 2));
    expect(find('hello -moon')).toEqual(['hello world']);
    expect(find('hello -"hello moon"')).toEqual(['hello world']);
    expect(find('of-the-art')).toEqual([texts[3]]);
  });

  it('takes the words of its own language as words', () => {
    expect(find('NEAR AND OR NOT')).toEqual([texts[3]]);
  });

  it('passes over what is no word', () => {
    expect(find('hello … \u0301 ! * "" -')).toEqual(texts.slice(4));
    for (const nothing of ['', '  ', '…', '\u0301', '*', '""', '-moon', '"']) expect(() => expression(nothing)).toThrow(Refusal);
  });

  it('takes as many unwanted words as fit into a thousand characters', () => {
    expect(find(`hello ${'-b '.repeat(330)}`)).toEqual(texts.slice(4));
    expect(find('hello '.repeat(160))).toEqual(texts.slice(4));
  });

  it('never becomes an expression that FTS5 does not understand', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '*',
            '-',
            '^',
            ':',
            '(',
            ')',
            '{',
            '}',
            '+',
            'AND',
            'OR',
            'NOT',
            'NEAR',
            'a',
            'é',
            '\u0301',
            ' ',
            ',',
            "'",
            '\0',
            '\ud800',
          ),
          { maxLength: 200 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(typed, (words) => {
        try {
          find(words);
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-search' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the piece of a text that is shown', () => {
  const [begin, end] = ['\ufdd0', '\ufdd1'];

  it('holds the hit, marked, and nothing that is not in the text', () => {
    const plain = fc.string({ unit: 'binary', maxLength: 700 }).map((text) => text.replace(/[\ufdd0\ufdd1]/g, ''));
    fc.assert(
      fc.property(plain, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), plain, (before, hit, after) => {
        const parts = cut(`${before}${begin}${hit}${end}${after}`);
        expect(parts.filter((part) => part.hit)).toEqual([{ text: hit, hit: true }]);
        const shown = parts.map(({ text }) => text).join('');
        expect(`… ${before}${hit}${after} …`).toContain(shown.replace(/^… /, '').replace(/ …$/, ''));
        expect(shown.length).toBeLessThan(700);
      }),
    );
  });

  it('never parts a character', () => {
    for (let n = 100; n < 130; n++) {
      const shown = cut(`${'x'.repeat(n)}${'😀'.repeat(300)}${begin}hit${end}${'y'.repeat(n)}${'😀'.repeat(300)}`);
      for (const { text } of shown) expect(text.isWellFormed()).toBe(true);
    }
  });

  it('is the beginning of the text where nothing is marked', () => {
    expect(cut('short')).toEqual([{ text: 'short', hit: false }]);
    expect(cut('')).toEqual([]);
  });
});
