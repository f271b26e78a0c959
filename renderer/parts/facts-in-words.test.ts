/** Every fact of every network as a page says it: with a name, and never a code, in both languages. */
import { createIntl } from 'react-intl';
import { describe, expect, test } from 'vitest';
import { facts, NetworkFacts } from '../../shared/facts/index.ts';
import { en } from '../../shared/words/en.ts';
import { fr } from '../../shared/words/fr.ts';
import { makeSay } from '../say.ts';
import { factLabel, factLines } from './fact-words.ts';

/** Data only: the page itself gets facts through the contract. */
const files = import.meta.glob<{ default: unknown }>('../../networks/*/facts.json', { eager: true });
const code = /\[object|^P(?:T?\d)|^(?:[a-z]+[A-Z]\w*|partial|mixed)$/;

test('there are facts', () => {
  expect(Object.keys(files).length).toBeGreaterThan(20);
});

describe.each(Object.entries(files))('%s', (_file, { default: read }) => {
  test.each(['en', 'fr'] as const)('is said in words (%s)', (language) => {
    const say = makeSay(createIntl({ locale: language, messages: { en, fr }[language] }));
    for (const { path, fact } of facts(NetworkFacts.parse(read))) {
      expect(factLabel(say, path), path).not.toBe('');
      const lines = factLines(say, { path, value: fact.value });
      expect(lines.length > 0, path).toBe(fact.value !== null);
      for (const line of lines) {
        expect(line.trim(), path).not.toBe('');
        expect(line, path).not.toMatch(code);
      }
    }
  });
});
