import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { describe, expect, test } from 'vitest';
import { damageReasons, keptReasons, refusalReasons, warningCodes } from '../account-of-import.ts';
import { refusalCodeList } from '../errors.ts';
import { recordKinds, relationNames, Visibility } from '../records.ts';
import { en, type WordId } from './en.ts';
import { fr } from './fr.ts';

const ids = Object.keys(en) as WordId[];

/** Every argument of a message with what it is: `count plural`, `date text`. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const look = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      switch (element.type) {
        case TYPE.argument:
          found.add(`${element.value} text`);
          break;
        case TYPE.number:
          found.add(`${element.value} number`);
          break;
        case TYPE.plural:
          // A count may be written as a number in one language and decide a form in the other.
          found.add(`${element.value} number`);
          for (const { value } of Object.values(element.options)) look(value);
          break;
        case TYPE.select:
          found.add(`${element.value} select ${Object.keys(element.options).toSorted().join(' ')}`);
          for (const { value } of Object.values(element.options)) look(value);
          break;
        case TYPE.date:
        case TYPE.time:
        case TYPE.tag:
          throw new Error(`not used in our words: ${message}`);
        default:
      }
    }
  };
  look(parse(message));
  return [...found].toSorted();
}

describe('the words', () => {
  test('English and French have the same ids', () => {
    expect(Object.keys(fr).toSorted()).toEqual(ids.toSorted());
  });

  test.for(ids)('%s is a message with the same arguments in both languages, and says something', (id) => {
    expect(argumentsOf(fr[id])).toEqual(argumentsOf(en[id]));
    expect(fr[id].trim()).not.toBe('');
    expect(en[id].trim()).not.toBe('');
  });

  test('every refusal has what happened and what to do', () => {
    for (const code of refusalCodeList) {
      expect(ids).toContain(`error.${code}.what`);
      expect(ids).toContain(`error.${code}.todo`);
    }
    const told = ids.flatMap((id) => /^error\.(.+)\.(?:what|todo)$/.exec(id)?.[1] ?? []);
    expect(new Set(told)).toEqual(new Set(refusalCodeList));
  });

  test('every reason and warning of an account of an import has words', () => {
    for (const reason of damageReasons) expect(ids).toContain(`damage.${reason}`);
    for (const reason of keptReasons) expect(ids).toContain(`kept.${reason}`);
    for (const reason of refusalReasons) expect(ids).toContain(`refused.${reason}`);
    for (const code of warningCodes) expect(ids).toContain(`warning.${code}`);
  });

  test('every kind, relation and visibility has words', () => {
    for (const kind of recordKinds) expect(ids).toEqual(expect.arrayContaining([`kind.${kind}`, `kinds.${kind}`]));
    for (const relation of relationNames)
      expect(ids).toEqual(expect.arrayContaining([`relation.${relation}`, `relations.${relation}`]));
    for (const visibility of Visibility.options) expect(ids).toContain(`visibility.${visibility}`);
  });

  test('French has a narrow no-break space before ; : ! ? and inside quotation marks', () => {
    const wrong = Object.entries(fr).filter(([, text]) => {
      const said = withoutSyntax(text);
      return /(?<!\u202f)[;!?»]|(?<!\u202f):(?!\/\/)|«(?!\u202f)|[ \u00a0][;:!?»]/.test(said);
    });
    expect(wrong).toEqual([]);
  });

  test('apostrophes, quotation marks and ellipses are the printer’s', () => {
    for (const [id, text] of [...Object.entries(en), ...Object.entries(fr)])
      expect(withoutSyntax(text), id).not.toMatch(/['"]|\.\.\.|!$/);
  });
});

/** A message's literal text only: the commas and braces of ICU are no punctuation. */
function withoutSyntax(message: string): string {
  const text = (elements: readonly MessageFormatElement[]): string =>
    elements
      .map((element) => {
        if (element.type === TYPE.literal) return element.value;
        if (element.type === TYPE.plural || element.type === TYPE.select)
          return Object.values(element.options)
            .map(({ value }) => text(value))
            .join('\n');
        return '0';
      })
      .join('');
  return text(parse(message));
}
