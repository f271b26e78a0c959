import { expect, test } from 'vitest';
import { answersOf, readDraft } from './draft.ts';

test('what was kept comes back, and what is damaged or missing is left open', () => {
  const draft = { network: 'x', name: '', handle: '@exemple', findMe: ' example.org ', answers: { money: 'no', law: 'gdpr' } };
  expect(readDraft(JSON.stringify(draft))).toMatchObject({ handle: '@exemple', answers: { money: 'no', team: 'unsure' } });
  expect(answersOf(readDraft(JSON.stringify(draft)))).toMatchObject({ findMe: 'example.org', law: 'gdpr', pages: 'unsure' });
  for (const damaged of [null, '{', '7', '[]', JSON.stringify({ network: 7, answers: { money: 'maybe' } })])
    expect(answersOf(readDraft(damaged))).toEqual({
      money: 'unsure',
      logins: 'unsure',
      pages: 'unsure',
      team: 'unsure',
      findMe: null,
      law: null,
    });
});
