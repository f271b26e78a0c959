import { Temporal } from 'temporal-polyfill';
import type { FarewellLanguage } from '../../shared/farewell/index.ts';

/** `30 December 2026`, `1er janvier 2027`: as each language writes a date in a sentence. */
export function dayInWords(day: string, language: FarewellLanguage): string {
  const date = Temporal.PlainDate.from(day);
  const words = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
  return language === 'fr' && date.day === 1 ? words.replace(/^1(?=\s)/u, '1er') : words;
}
