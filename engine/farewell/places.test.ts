import { expect, it } from 'vitest';
import { codeOf, placeInline, placeLine, placesOf } from './places.ts';

it('takes the answer apart into places', () => {
  expect(placesOf('Newsletter: https://exemple.fr, Mastodon : @a@b.example; exemple.fr\n')).toEqual([
    { name: 'Newsletter', address: 'https://exemple.fr' },
    { name: 'Mastodon', address: '@a@b.example' },
    { name: '', address: 'exemple.fr' },
  ]);
  expect(placesOf('https://exemple.fr')).toEqual([{ name: '', address: 'https://exemple.fr' }]);
  expect(placesOf(null)).toEqual([]);
});

it.each([
  ['https://exemple.fr/a', 'https://exemple.fr/a', 'web'],
  ['exemple.fr/lettre', 'https://exemple.fr/lettre', 'web'],
  ['me@exemple.fr', 'mailto:me@exemple.fr', 'mail'],
  // From a handle no address is guessed.
  ['@a@social.example', '@a@social.example', 'text'],
  ['@name', '@name', 'text'],
  ['javascript:alert(1)', 'javascript:alert(1)', 'text'],
])('a code of %s says %s', (address, content, opens) => {
  expect(codeOf({ name: '', address })).toEqual({ content, opens });
});

it('tells a handle with its network', () => {
  const place = { name: 'Signal', address: '@solene.42' };
  expect([placeInline(place), placeLine(place, 'en'), placeLine(place, 'fr')]).toEqual([
    '@solene.42 (Signal)',
    'Signal: @solene.42',
    'Signal\u202f: @solene.42',
  ]);
});
