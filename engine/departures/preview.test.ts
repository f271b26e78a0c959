import { expect, it } from 'vitest';
import { Answers, DeparturePreview } from '../../shared/departures/index.ts';
import { pigeonFacts } from './made.ts';
import { previewOf } from './preview.ts';

const now = new Date('2026-03-20T10:00:00Z');
const preview = (facts = pigeonFacts(), answers = {}) =>
  DeparturePreview.parse(
    previewOf({ network: 'pigeon', networkName: 'Pigeon', facts, answers: Answers.parse(answers), zone: 'Europe/Paris' }, now),
  );
const unknown = { value: null, note: null };

it('says the days as if everything were done now, on the calendar of the person', () => {
  const { dates } = preview();
  expect(dates.map(({ fact, day }) => [fact.path, day])).toEqual([
    ['export.readyTime', '2026-03-22'],
    ['export.linkLifetime', '2026-03-26'],
    ['closure.gracePeriodDays', '2026-04-19'],
    ['closure.fullErasureDays', '2026-07-18'],
  ]);
});

it('gives no day that nobody knows, and none that would have to be counted from one', () => {
  const { dates, unknown: open } = preview(
    pigeonFacts((facts) => {
      facts.export.readyTime = unknown;
      facts.closure.gracePeriodDays = unknown;
    }),
  );
  expect(dates.map(({ day }) => day)).toEqual([null, null, null, null]);
  expect(open).toEqual(expect.arrayContaining(['export.readyTime', 'closure.gracePeriodDays']));
});

it('names what the export lacks, and what the answers put at stake', () => {
  const facts = pigeonFacts((change) => {
    const { contents } = change.export;
    contents.mediaFiles = { ...contents.mediaFiles, value: 'partial' } as typeof contents.mediaFiles;
    contents.followers = { ...contents.followers, value: 'no' } as typeof contents.followers;
  });
  const lost = (answers: object) => preview(facts, answers).lost.map(({ path }) => path);
  expect(lost({})).toEqual(['export.contents.followers', 'export.contents.mediaFiles', 'prerequisites.balance']);
  expect(lost({ money: 'no' })).toEqual(['export.contents.followers', 'export.contents.mediaFiles']);
});

it('counts every fact once, as known or not', () => {
  const { known, of, unknown: open } = preview();
  expect(known).toBeGreaterThan(30);
  expect(known + open.length).toBeLessThanOrEqual(of);
});
