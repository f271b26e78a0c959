/**
 * For each network: the plan it gives, as a text that is kept beside this test and approved by reading it, in both languages; and a walk through every stage of it.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { planText } from '../../cli/plan-text.ts';
import { unlawful } from '../../engine/departures/decide.ts';
import { collection, copy, Driven, proof } from '../../engine/departures/made.ts';
import { plan } from '../../engine/departures/plan.ts';
import { viewOf } from '../../engine/departures/view.ts';
import { networks } from '../../networks/index.ts';
import { DepartureView, Answers } from '../../shared/departures/index.ts';
import { NetworkFacts, stages, type Stage } from '../../shared/facts/index.ts';

const day = (n: number): string => new Date(Date.UTC(2026, 0, 5, 9) + n * 86_400_000).toISOString().replace('.000Z', 'Z');
const answers = Answers.parse({});
const read = (facts: URL | null): NetworkFacts => {
  if (facts === null) throw new Error('a network has facts');
  return NetworkFacts.parse(JSON.parse(readFileSync(facts, 'utf8')));
};

it('knows 24 networks, and one that stands for any other', () => {
  expect(networks.filter(({ general }) => general !== true)).toHaveLength(24);
  expect(networks.filter(({ general }) => general === true)).toHaveLength(1);
});

describe.each(networks.map(({ id, facts }) => ({ id, facts })))('$id', ({ id, facts: file }) => {
  const facts = read(file);

  it.each(['en', 'fr'] as const)('gives the plan that was approved (%s)', async (language) => {
    const { departure } = new Driven(facts, answers, 'Europe/Paris', day(0));
    const view = DepartureView.parse(viewOf('1'.repeat(8), departure, new Date(day(0)), null));
    const text = planText(view, language);
    expect(text).not.toMatch(/\[object|: undefined|: null/);
    await expect(`${text}\n`).toMatchFileSnapshot(`plans/${id}.${language}.txt`);
  });

  it('can be walked through every stage to its end', () => {
    const one = new Driven(facts, answers, 'Europe/Paris', day(0));
    const stage = (at: string): Stage => plan(one.departure, new Date(at)).stage;
    const seen: Stage[] = [stage(day(0))];
    const finish = (of: Stage, at: string): void => {
      for (const task of plan(one.departure, new Date(at)).tasks)
        if (task.stage === of && task.state === 'open' && task.by === 'person' && task.lockedBy === null)
          one.tell({ type: 'do', task: task.id }, at);
      seen.push(stage(at));
    };
    one.tell({ type: 'answer', answers: { findMe: 'https://example.org' } }, day(0));
    finish('decide', day(0));
    finish('settle', day(1));
    finish('request', day(2));
    one.tell({ type: 'requested' }, day(2));
    finish('request', day(2));
    one.tell({ type: 'ready' }, day(4));
    seen.push(stage(day(4)));
    finish('wait', day(4));
    // Where a network gives no export, none is waited for.
    expect(plan(one.departure, new Date(day(4))).gate.open).toBe(facts.export.available.value === false);
    one.tell({ type: 'collect', collection: collection() }, day(5));
    finish('collect', day(5));
    one.tell({ type: 'prove', proof: proof() }, day(5)).tell({ type: 'copy', copy: copy() }, day(5));
    finish('check', day(5));
    finish('people', day(6));
    finish('farewell', day(7));
    finish('close', day(9));
    const { gate } = plan(one.departure, new Date(day(9)));
    expect(gate.conditions.filter(({ met }) => !met)).toEqual([]);
    one.tell({ type: 'closed' }, day(9));
    seen.push(stage(day(9)));
    // Where nobody knows for how long it can come back, the network itself may show it.
    if (facts.closure.gracePeriodDays.value === null) one.tell({ type: 'grace-ends', on: day(39).slice(0, 10) }, day(9));
    seen.push(stage(day(800)));
    finish('confirm', day(800));
    finish('done', day(800));
    expect(stages.filter((name) => seen.includes(name))).toEqual(
      stages.filter((name) => name !== 'grace' || facts.closure.gracePeriodDays.value !== 0),
    );
    expect(seen.map((name) => stages.indexOf(name))).toEqual(seen.map((name) => stages.indexOf(name)).toSorted((a, b) => a - b));
    expect(unlawful(one.events)).toEqual([]);
  });
});
