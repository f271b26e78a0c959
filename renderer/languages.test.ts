import { expect, test } from 'vitest';
import { languageOf, localeOf, systemLanguage } from './languages.ts';

test('the first language of the system that Adieu speaks is taken, English where it speaks none', () => {
  expect(systemLanguage(['de-DE', 'fr-CH', 'en-GB'])).toBe('fr');
  expect(systemLanguage(['EN-us'])).toBe('en');
  expect(systemLanguage(['ja', 'frp'])).toBe('en');
  expect(systemLanguage([])).toBe('en');
});

test('a language that was chosen goes before the system’s', () => {
  expect(languageOf('en', ['fr'])).toBe('en');
  expect(languageOf('system', ['fr'])).toBe('fr');
  expect(languageOf(undefined, ['fr'])).toBe('fr');
});

test('numbers and dates are written as in the person’s own country, if it speaks the language', () => {
  expect(localeOf('fr', ['en-US', 'fr-CA'])).toBe('fr-CA');
  expect(localeOf('fr', ['en-US'])).toBe('fr-FR');
  expect(localeOf('en', ['fr-FR'])).toBe('en-GB');
});
