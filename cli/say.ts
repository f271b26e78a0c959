/** Words for people, in the language of their locale. What a script reads (stdout with --json, exit codes, refusal codes) is the same in every language. */
import { createIntl, createIntlCache, type IntlShape } from '@formatjs/intl';
import type { RefusalCode } from '../shared/errors.ts';
import { en as sharedEn } from '../shared/words/en.ts';
import { fr as sharedFr } from '../shared/words/fr.ts';
import { en, type WordId } from './words/en.ts';
import { fr } from './words/fr.ts';

export type Language = 'en' | 'fr';

/** The language of the locale's messages, as POSIX orders the variables; the system's own where none is set. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const given = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  return /^fr(?![a-z])/i.test(given ?? Intl.DateTimeFormat().resolvedOptions().locale) ? 'fr' : 'en';
}

export const language = languageOf(process.env);

type Values = Readonly<Record<string, string | number>>;
const made = new Map<Language, IntlShape>();

function words(of: Language = language): IntlShape {
  const known = made.get(of);
  if (known !== undefined) return known;
  const intl = createIntl(
    { locale: of === 'fr' ? 'fr-FR' : 'en-GB', messages: of === 'fr' ? { ...sharedFr, ...fr } : { ...sharedEn, ...en } },
    createIntlCache(),
  );
  made.set(of, intl);
  return intl;
}

/** In the person's language; in another only where a text is made for somebody else. */
export function say(id: WordId, values: Values = {}, of: Language = language): string {
  return words(of).formatMessage({ id }, values);
}

/** What happened and what can be done, as the app says it. */
export function sayRefusal(code: RefusalCode): { what: string; todo: string } {
  const sentence = (part: 'what' | 'todo'): string => words().formatMessage({ id: `error.${code}.${part}` });
  return { what: sentence('what'), todo: sentence('todo') };
}
