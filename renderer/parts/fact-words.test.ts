import { createIntl } from 'react-intl';
import { expect, test } from 'vitest';
import { en } from '../../shared/words/en.ts';
import { fr } from '../../shared/words/fr.ts';
import { makeSay } from '../say.ts';
import { factLabel, factLines } from './fact-words.ts';

const english = makeSay(createIntl({ locale: 'en-GB', messages: en }));
const french = makeSay(createIntl({ locale: 'fr-FR', messages: fr }));
const plain = (lines: readonly string[]): string[] => lines.map((line) => line.replaceAll(/\s/g, ' '));

test('times, ranges, days and words are said as people say them', () => {
  const inEnglish = (path: string, value: unknown) => plain(factLines(english, { path, value }));
  const inFrench = (path: string, value: unknown) => plain(factLines(french, { path, value }));
  expect(inEnglish('export.linkLifetime', 'P4D')).toEqual(['4 days']);
  expect(inEnglish('export.readyTime', { min: null, typical: 'PT12H', max: 'P3D' })).toEqual([
    'usually 12 hours and at most 3 days',
  ]);
  expect(inFrench('export.readyTime', { min: null, typical: null, max: 'P4D' })).toEqual(['au plus 4 jours']);
  expect(inEnglish('closure.gracePeriodDays', 30)).toEqual(['30 days']);
  expect(inEnglish('closure.gracePeriodDays', 0)).toEqual(['no way back']);
  expect(inFrench('export.contents.mediaFiles', 'partial')).toEqual(['seulement en partie dans l’export']);
  expect(inEnglish('export.available', true)).toEqual(['yes']);
  expect(inFrench('closure.survives', [{ en: 'a copy', fr: 'une copie' }])).toEqual(['une copie']);
  expect(
    inEnglish('gdpr.authorityContact', { name: 'An authority', address: null, email: 'a@b.example', complaintForm: null }),
  ).toEqual(['An authority', 'a@b.example']);
  expect(inEnglish('closure.cancelRule', null)).toEqual([]);
  expect(inEnglish('verification.httpStatusWhenGone', 404)).toEqual(['404']);
});

test('a fact has a name, a rule says itself what it is', () => {
  expect(factLabel(english, 'export.linkLifetime')).toBe('How long the link lives');
  expect(factLabel(english, 'rules.second-export')).toBe('');
});

test('a date is as precise as its source gives it', () => {
  expect(['2026', '2026-08', '2026-08-20'].map((date) => english.partialDate(date))).toEqual([
    '2026',
    'August 2026',
    '20 August 2026',
  ]);
});
