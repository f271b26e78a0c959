import { expect, it } from 'vitest';
import { Driven, nobody, pigeonFacts } from './made.ts';
import { plan } from './plan.ts';
import { due } from './reminders.ts';

const told = (one: Driven, at: string): string[] => {
  const { tell, keys } = due(one.departure, plan(one.departure, new Date(at)).tasks, new Date(at));
  if (keys.length > 0) one.tell({ type: 'told', keys }, at);
  return tell.map(({ key }) => key.replace(/@.*/, ''));
};
const closed = (): Driven =>
  new Driven(pigeonFacts(), nobody, 'UTC', '2026-01-01T00:00:00Z')
    .ready('2026-01-01T00:00:00Z')
    .tell({ type: 'closed' }, '2026-01-01T00:00:00Z');

it('tells each once', () => {
  const one = new Driven(pigeonFacts(), nobody, 'UTC', '2026-01-01T00:00:00Z').tell(
    { type: 'requested' },
    '2026-01-01T00:00:00Z',
  );
  expect(told(one, '2026-01-02T00:00:00Z')).toEqual([]);
  expect(told(one, '2026-01-03T00:00:00Z')).toEqual(['expected']);
  expect(told(one, '2026-01-04T00:00:00Z')).toEqual([]);
});

it('warns before the last day on which a closed account can come back', () => {
  const one = closed();
  expect(told(one, '2026-01-27T23:00:00Z')).toEqual([]);
  expect(told(one, '2026-01-28T00:00:00Z')).toEqual(['grace']);
  expect(told(one, '2026-01-31T00:00:00Z')).toEqual(['grace']);
});

it('tells the newest alone after a computer slept through several, and none of them later', () => {
  const one = new Driven(pigeonFacts(), nobody, 'UTC', '2026-01-01T00:00:00Z').tell({ type: 'ready' }, '2026-01-01T00:00:00Z');
  expect(told(one, '2026-02-01T00:00:00Z')).toEqual(['link']);
  expect(told(one, '2026-02-02T00:00:00Z')).toEqual([]);
});

it('forgets what is over: an export that came in, an account that came back', () => {
  const one = new Driven(pigeonFacts(), nobody, 'UTC', '2026-01-01T00:00:00Z')
    .tell({ type: 'requested' }, '2026-01-01T00:00:00Z')
    .ready('2026-01-02T00:00:00Z');
  expect(told(one, '2026-01-09T00:00:00Z')).toEqual([]);
  const back = closed().tell({ type: 'reopened' }, '2026-01-10T00:00:00Z');
  expect(told(back, '2026-02-09T00:00:00Z')).toEqual([]);
});

it('reminds again when the date moves', () => {
  const one = closed();
  expect(told(one, '2026-01-28T00:00:00Z')).toEqual(['grace']);
  one.tell({ type: 'grace-ends', on: '2026-02-20' }, '2026-01-28T01:00:00Z');
  expect(told(one, '2026-01-29T00:00:00Z')).toEqual([]);
  expect(told(one, '2026-02-18T00:00:00Z')).toEqual(['grace']);
});

it('reminds of a task in the morning of the person’s own day, until it is done', () => {
  const make = (): Driven =>
    new Driven(pigeonFacts(), nobody, 'America/New_York', '2026-01-01T00:00:00Z').tell(
      { type: 'remind', task: 'people.tell', on: '2026-01-05' },
      '2026-01-01T00:00:00Z',
    );
  expect(told(make(), '2026-01-05T13:59:00Z')).toEqual([]);
  expect(told(make(), '2026-01-05T14:00:00Z')).toEqual(['people.tell']);
  expect(told(make().tell({ type: 'do', task: 'people.tell' }, '2026-01-02T00:00:00Z'), '2026-01-05T14:00:00Z')).toEqual([]);
});
