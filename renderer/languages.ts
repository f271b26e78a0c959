/** Which language the page speaks, and in which region's manner it writes numbers and dates. */
import type { Settings } from '../shared/contract/schemas.ts';
import type { Words } from '../shared/words/en.ts';

export type Language = 'en' | 'fr';

/** The first of the system's languages that we speak; English where none is. */
export function systemLanguage(languages: readonly string[]): Language {
  for (const language of languages) {
    const base = language.toLowerCase().split('-')[0];
    if (base === 'en' || base === 'fr') return base;
  }
  return 'en';
}

export function languageOf(setting: Settings['language'] | undefined, languages: readonly string[]): Language {
  return setting === undefined || setting === 'system' ? systemLanguage(languages) : setting;
}

/** The system's own variety of the language, if it has one: dates and numbers are written as people there write them. */
export function localeOf(language: Language, languages: readonly string[]): string {
  const own = languages.find((one) => one.toLowerCase().startsWith(`${language}-`));
  return own ?? (language === 'en' ? 'en-GB' : 'fr-FR');
}

export async function loadWords(language: Language): Promise<Words> {
  return language === 'fr' ? (await import('../shared/words/fr.ts')).fr : (await import('../shared/words/en.ts')).en;
}
