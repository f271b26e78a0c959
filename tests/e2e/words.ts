/** The app's own words, so that a test looks for what a person reads, in the language of the test. */
import { createIntl } from 'react-intl';
import { en, type WordId } from '../../shared/words/en.ts';
import { fr } from '../../shared/words/fr.ts';

export type Language = 'en' | 'fr';
export const locales = { en: 'en-GB', fr: 'fr-FR' } as const;

export interface Say {
  (id: WordId, values?: Record<string, string | number>): string;
  number(value: number): string;
  /** A day, `2026-11-25`, as the app says it. */
  day(day: string): string;
}

export function sayIn(language: Language): Say {
  const intl = createIntl({ locale: locales[language], messages: { en, fr }[language] });
  const say = (id: WordId, values?: Record<string, string | number>) => intl.formatMessage({ id }, values);
  return Object.assign(say, {
    number: (value: number) => intl.formatNumber(value),
    day: (day: string) =>
      intl.formatDate(`${day}T12:00:00Z`, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
  });
}
