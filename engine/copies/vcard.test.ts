import fc from 'fast-check';
import { parse } from 'vcard4';
import { describe, expect, it } from 'vitest';
import type { PersonRow } from '../../shared/contract/schemas.ts';
import { hostileTexts } from './made-source.ts';
import { vcard } from './vcard.ts';

const archive = { network: 'tiktok', networkName: 'TikTok' };
const person = (given: Partial<PersonRow>): PersonRow => ({
  id: 'p1',
  handle: null,
  name: null,
  networkId: null,
  url: null,
  relations: ['follower'],
  since: null,
  ...given,
});
/** What cannot stand in a vCard: controls become blanks, every kind of line end one. */
const asText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
    // eslint-disable-next-line no-control-regex -- the controls are the point
    .replace(/[\u0000-\u0008\u000e-\u001f\u007f]/g, ' ');
/** RFC 6350 §3.4, by the book. */
const unescaped = (value: string): string =>
  value.replace(/\\([\\,;nN])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char));
const valueOf = (card: string, property: string): string => {
  const line = card
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .find((one) => one.startsWith(`${property}:`));
  return unescaped((line ?? '').slice(property.length + 1));
};
const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }),
  fc.constantFrom(...hostileTexts),
  fc.constantFrom('👩‍👩‍👧'.repeat(30), 'é,;\\n'.repeat(40)),
);

describe('a vCard', () => {
  it('gives the name and the handle back, whatever they are', () => {
    fc.assert(
      fc.property(
        text.filter((name) => name.trim() !== ''),
        text,
        (name, handle) => {
          const card = vcard(person({ name, handle }), archive);
          expect(valueOf(card, 'FN')).toBe(asText(name));
          expect(valueOf(card, 'NICKNAME')).toBe(asText(handle));
        },
      ),
    );
  });
  it('has lines of at most 75 bytes, of whole characters, and nothing between cards', () => {
    fc.assert(
      fc.property(text, (name) => {
        const card = vcard(person({ name, handle: name }), archive);
        expect(card.endsWith('END:VCARD\r\n')).toBe(true);
        for (const line of card.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
        expect(card.match(/^BEGIN:VCARD/gm)).toHaveLength(1);
      }),
    );
  });
  it('is read by another implementation', () => {
    for (const name of [...hostileTexts, 'Élise Dupont, dite « Lili »'].map(asText).filter((one) => !one.includes('\n'))) {
      const card = parse(vcard(person({ name, url: 'https://example.org/a,b;c' }), archive));
      if (Array.isArray(card)) throw new Error('one card was written');
      expect(card.getProperty('FN')[0]?.value).toBe(name);
      expect(card.getProperty('URL')[0]?.value).toBe('https://example.org/a,b;c');
      expect(card.getProperty('CATEGORIES')[0]?.value).toEqual(expect.stringContaining('follower'));
    }
  });
  it('names a person without a name by what is known', () => {
    expect(valueOf(vcard(person({ handle: 'h' }), archive), 'FN')).toBe('h');
    expect(valueOf(vcard(person({ networkId: '7' }), archive), 'FN')).toBe('7');
    expect(valueOf(vcard(person({ name: ' ' }), archive), 'FN')).toBe('p1');
  });
  it('takes no address that is not of the web', () => {
    expect(vcard(person({ url: 'javascript:alert(1)' }), archive)).not.toContain('URL:');
  });
});
