/** What the page offers to undo, said of real departures: everything is then as it was before. */
import { describe, expect, it } from 'vitest';
import { Driven, pigeonFacts } from '../../engine/departures/made.ts';
import { viewOf } from '../../engine/departures/view.ts';
import { inverse, undoOf } from '../../renderer/departure/inverse.ts';
import { Answers } from '../../shared/departures/answers.ts';
import { DepartureView, type Say } from '../../shared/departures/index.ts';

type Said = Exclude<Say, { type: 'collected' }>;

const day = (n: number): string => new Date(Date.UTC(2026, 2, 1 + n, 9)).toISOString().replace('.000Z', 'Z');

/** A departure on that day, as the page sees it. */
function seen(driven: Driven, at: string): DepartureView {
  return DepartureView.parse(viewOf('1'.repeat(8), driven.departure, new Date(at), null));
}

/** What can be told apart by a person; the record keeps what was said and that it was taken back. */
function asItStands({
  tasks,
  clocks,
  gate,
  request,
  closing,
  override,
  grace,
  answers,
  zone,
  looksAgreed,
  stage,
}: DepartureView) {
  return { tasks, clocks, gate, request, closing, override, grace, answers, zone, looksAgreed, stage };
}

function undoing(driven: Driven, say: Said, at: string): Say[] {
  const before = seen(driven, at);
  driven.tell(say, at);
  const after = seen(driven, at);
  expect(asItStands(after)).not.toEqual(asItStands(before));
  const undo = inverse(before, say, after);
  for (const one of undo) driven.tell(one as Said, at);
  expect(asItStands(seen(driven, at))).toEqual(asItStands(before));
  return undo;
}

const begun = (): Driven => new Driven(pigeonFacts(), Answers.parse({}), 'Europe/Paris', day(0));

describe('undoing what was just said', () => {
  it.each<Said>([
    { type: 'do', task: 'decide.know' },
    { type: 'skip', task: 'settle.balance', reason: 'no corn' },
    { type: 'remind', task: 'settle.team', on: '2026-03-05' },
    { type: 'answer', answers: { money: 'no', findMe: 'example.org' } },
    { type: 'requested' },
    { type: 'override', handle: 'dove', reason: 'it is empty' },
    { type: 'zone', zone: 'America/Lima' },
    { type: 'looks', agreed: true },
  ])('$type', (say) => {
    undoing(begun(), say, day(1));
  });

  it('of a task that was done, left out or reminded of before sets what it was then', () => {
    const reminded = begun().tell({ type: 'remind', task: 'settle.team', on: '2026-03-05' }, day(1));
    undoing(reminded, { type: 'do', task: 'settle.team' }, day(1));
    const skipped = begun().tell({ type: 'skip', task: 'settle.balance', reason: 'no corn' }, day(1));
    undoing(skipped, { type: 'do', task: 'settle.balance' }, day(2));
  });

  it('of what follows from each other: ready, closed, another last day, open again', () => {
    const one = begun().tell({ type: 'requested' }, day(1));
    undoing(one, { type: 'ready' }, day(2));
    one.tell({ type: 'override', handle: 'dove', reason: 'it is empty' }, day(3));
    undoing(one, { type: 'closed' }, day(3));
    one.tell({ type: 'closed' }, day(3));
    undoing(one, { type: 'grace-ends', on: '2026-03-20' }, day(4));
    undoing(one, { type: 'reopened' }, day(5));
  });

  it('of taking back says it again', () => {
    const one = begun().tell({ type: 'requested', on: day(1) }, day(1));
    const requested = seen(one, day(2)).events.findLast(({ type }) => type === 'requested');
    expect(undoing(one, { type: 'unsay', event: requested?.seq ?? 0 }, day(2))).toEqual([{ type: 'requested', on: day(1) }]);
  });
});

describe('the undo of a task', () => {
  it('is none where it is open', () => expect(undoOf(seen(begun(), day(0)), 'decide.know')).toBeNull());

  it('takes the tick away where a person ticked it, and what happened back where that made it', () => {
    const one = begun().tell({ type: 'do', task: 'decide.know' }, day(1)).tell({ type: 'requested' }, day(1));
    const view = seen(one, day(1));
    expect(undoOf(view, 'decide.know')).toEqual({ type: 'undo', task: 'decide.know' });
    expect(undoOf(view, 'request.export')).toMatchObject({ type: 'unsay' });
  });
});
