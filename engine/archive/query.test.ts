import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expressions } from './expressions.ts';
import { parseQuery, withBeginning } from './query.ts';
import { runTokens } from './scripts.ts';
import { tokensOf } from './facts-of.ts';

const db = new Database(':memory:');
db.exec(`create virtual table texts using fts5 (text, words, tokenize = 'unicode61 remove_diacritics 2');
         create virtual table pieces using fts5 (text, words, content = '', tokenize = 'ascii')`);
const texts = [
  'L’élection présidentielle à Genève',
  "l'election presidentielle",
  'a cafe\u0301 in Köln',
  'state-of-the-art near AND or NOT',
  'hello world',
  'hello moon',
  'see re:union and http://example.org/a',
];
for (const text of texts) db.prepare('insert into texts values (?, null)').run(text);
const find = (typed: string): string[] => {
  const match = expressions(parseQuery(typed), [])?.words;
  return match == null
    ? []
    : db.prepare<[string], string>('select text from texts where texts match ? order by rowid').pluck().all(match);
};

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
    expect(find('« hello world »')).toEqual(['hello world']);
    expect(find('"world hello"')).toEqual([]);
    expect(find('presid*')).toEqual(texts.slice(0, 2));
    expect(find('hello -moon')).toEqual(['hello world']);
    expect(find('hello -"hello moon"')).toEqual(['hello world']);
    expect(find('of-the-art')).toEqual([texts[3]]);
  });

  it('takes the words of the language of the index as words', () => {
    expect(find('NEAR AND OR NOT')).toEqual([texts[3]]);
  });

  it('passes over what is no word', () => {
    expect(find('hello … \u0301 ! * "" -')).toEqual(texts.slice(4, 6));
    for (const nothing of ['', '  ', '…', '\u0301', '*', '""', '-moon', '"'])
      expect(expressions(parseQuery(nothing), [])).toBeNull();
  });

  it('takes as many unwanted words as fit into a thousand characters', () => {
    expect(find(`hello ${'-b '.repeat(330)}`)).toEqual(texts.slice(4, 6));
    expect(find('hello '.repeat(160))).toEqual(texts.slice(4, 6));
  });

  it('knows its operators in any order, with quotes, in French too', () => {
    const asked = parseQuery('before:2021 "two words" from:@Ann in:"our club" -has:link has:photo after:2020-03');
    expect(asked).toEqual({
      wanted: [{ text: 'two words', prefix: false }],
      unwanted: [],
      from: [{ value: 'Ann', not: false }],
      in: [{ value: 'our club', not: false }],
      since: Date.UTC(2020, 2),
      until: Date.UTC(2021, 0),
      has: [
        { thing: 'link', not: true },
        { thing: 'media', not: false },
      ],
    });
    expect(parseQuery('avec:média dans:« notre club » -avec:lien avant:2021-01-01 de:ann "two words" après:2020/3/1')).toEqual({
      ...asked,
      from: [{ value: 'ann', not: false }],
      in: [{ value: 'notre club', not: false }],
      has: [asked.has[1], asked.has[0]],
    });
    expect(parseQuery('-before:2020')).toMatchObject({ since: Date.UTC(2020, 0), until: null });
  });

  it('takes an operator that makes no sense for a word', () => {
    for (const typed of ['has:horns', 'before:soon', 'after:2020-02-30', 'from:', 'in:!', 're:union'])
      expect(parseQuery(typed)).toMatchObject({ from: [], in: [], has: [], since: null, until: null, wanted: [{ text: typed }] });
    expect(find('re:union')).toEqual([texts[6]]);
    expect(find('http://example.org/a')).toEqual([texts[6]]);
  });

  it('makes the last word the beginning of one', () => {
    expect(withBeginning(parseQuery('hello moo'))?.wanted).toEqual([
      { text: 'hello', prefix: false },
      { text: 'moo', prefix: true },
    ]);
    for (const not of ['moo*', '"hello moo"', 'mo', '…', 'has:media']) expect(withBeginning(parseQuery(not))).toBeNull();
  });

  it('never becomes an expression that the index does not understand', () => {
    const signs = [
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
    ];
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc
        .array(fc.constantFrom(...signs, '東', 'ต', 'ّ', 'from:', 'in:', 'before:'), { maxLength: 200 })
        .map((all) => all.join('')),
    );
    const ask = {
      words: db.prepare('select 1 from texts where texts match ?'),
      runs: db.prepare('select 1 from pieces where pieces match ?'),
    };
    fc.assert(
      fc.property(typed, (words) => {
        const asked = parseQuery(words);
        const found = expressions(asked, asked.from);
        if (found?.words != null) ask.words.all(found.words);
        if (found?.runs != null) ask.runs.all(found.runs);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('scripts that an index of words does not serve', () => {
  const kept = [
    '今日は東京都で会議があります',
    'iPhoneを買いました',
    '我们明天去北京大学',
    'วันนี้อากาศดีมาก',
    'مُحَمَّدٌ كتب رسالة إلى أصدقائه',
    'שָׁלוֹם עולם',
    '서울에서 만나요',
    'हिन्दी में लिखा है',
  ];
  kept.forEach((text, i) =>
    db.prepare('insert into pieces (rowid, text, words) values (?, ?, ?)').run(i + 1, tokensOf(text), ''),
  );
  const found = (typed: string): (string | undefined)[] => {
    const match = expressions(parseQuery(typed), [])?.runs;
    if (match == null) return [];
    return db
      .prepare<[string], number>('select rowid from pieces where pieces match ? order by rowid')
      .pluck()
      .all(match)
      .map((id) => kept[id - 1]);
  };

  it.each([
    ['東京', 0],
    ['都', 0],
    ['東京都で', 0],
    ['ｶﾞ', null],
    ['京東', null],
    ['iphone', 1],
    ['iphoneを買い', 1],
    ['iph*', 1],
    ['北京', 2],
    ['大学', 2],
    ['อากาศ', 3],
    ['ดี', 3],
    ['محمد', 4],
    ['مُحَمَّد', 4],
    ['الى', 4],
    ['اصدقا*', 4],
    ['رساله', 4],
    ['שלום', 5],
    ['서울', 6],
    ['हिन्दी', 7],
  ])('%s', (typed, where) => {
    expect(found(typed)).toEqual(where === null ? [] : [kept[where]]);
  });

  it('finds every piece of a run', () => {
    const run = fc.array(fc.constantFrom(...'東京都大学日本語'), { minLength: 1, maxLength: 12 }).map((all) => all.join(''));
    const one = new Database(':memory:');
    one.exec(`create virtual table runs using fts5 (text, words, content = '', tokenize = 'ascii', contentless_delete = 1)`);
    fc.assert(
      fc.property(run, run, (text, piece) => {
        one.prepare('insert or replace into runs (rowid, text, words) values (1, ?, ?)').run(tokensOf(text), '');
        const match = expressions(parseQuery(piece), [])?.runs ?? '';
        const hits = one.prepare('select rowid from runs where runs match ?').all(match);
        expect(hits.length > 0).toBe(text.includes(piece));
      }),
    );
  });

  it('makes tokens of a text of any signs', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/\s/.test(runTokens(text).join(''))));
  });
});
