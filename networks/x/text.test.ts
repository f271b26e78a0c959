import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownText, unescape, type ShortLink } from './text.ts';

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

describe('what the person saw', () => {
  test('is what they typed, whatever they typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(unescape(escape(typed))).toBe(typed);
      }),
    );
    expect(unescape(escape('&lt; &amp;amp; &quot; &copy;'))).toBe('&lt; &amp;amp; &quot; &copy;');
  });

  test('has each link as it leads, whatever stands around it and whatever it leads to', () => {
    // Words that cannot form a link of their own, astral characters among them.
    const words = fc.string({ unit: fc.constantFrom('a', '&', '<', ' ', '\n', 'é', '😀', '👩‍👩‍👧', '…') });
    const parts = fc.array(fc.tuple(words, fc.webUrl({ withQueryParameters: true })), { maxLength: 6 });
    fc.assert(
      fc.property(parts, words, fc.boolean(), (given, end, indexed) => {
        let text = '';
        let expected = '';
        const links: ShortLink[] = [];
        given.forEach(([before, leads], k) => {
          const url = `https://t.co/${String(k).padStart(10, 'x')}`;
          text += `${escape(before)} `;
          links.push({ url, shown: leads, at: indexed ? Array.from(text).length : -1 });
          text += `${url} `;
          expected += `${before} ${leads} `;
        });
        expect(shownText(text + escape(end), links)).toBe(expected + end);
      }),
    );
  });

  test('keeps its short links where someone put more of them into a text than can be looked for', () => {
    const links = Array.from({ length: 100_000 }, (_, k) => ({ url: `https://t.co/${k}`, shown: 'x', at: -1 }));
    const crowded = 'https://t.co/ '.repeat(100_000);
    expect(shownText(crowded, links)).toBe(crowded);
  });

  test.each([
    [
      'a picture at the end, with the blank before it',
      'Look https://t.co/pic',
      [{ url: 'https://t.co/pic', shown: '', at: 5 }],
      'Look',
    ],
    ['a picture alone', 'https://t.co/pic', [{ url: 'https://t.co/pic', shown: '', at: 0 }], ''],
    ['a picture in the middle', 'a https://t.co/pic b', [{ url: 'https://t.co/pic', shown: '', at: 2 }], 'a b'],
    [
      'an index that points elsewhere',
      'one https://t.co/a two',
      [{ url: 'https://t.co/a', shown: 'https://example.org/', at: 0 }],
      'one https://example.org/ two',
    ],
    ['a link that stands nowhere', 'cut off…', [{ url: 'https://t.co/a', shown: 'https://example.org/', at: 3 }], 'cut off…'],
    [
      'a link that begins another',
      'https://t.co/ab https://t.co/a',
      [{ url: 'https://t.co/a', shown: 'https://example.org/', at: -1 }],
      'https://t.co/ab https://example.org/',
    ],
    [
      'an address with an ampersand, which is no escape',
      '&lt;https://t.co/a&gt;',
      [{ url: 'https://t.co/a', shown: 'https://example.org/?a=1&lt=2', at: 4 }],
      '<https://example.org/?a=1&lt=2>',
    ],
    [
      'the same link named twice',
      'x https://t.co/a',
      [
        { url: 'https://t.co/a', shown: 'https://example.org/', at: 2 },
        { url: 'https://t.co/a', shown: 'https://example.org/', at: 2 },
      ],
      'x https://example.org/',
    ],
  ])('%s', (_, text, links, shown) => expect(shownText(text, links)).toBe(shown));
});
