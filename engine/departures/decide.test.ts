import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stages } from '../../shared/facts/index.ts';
import { decide, unlawful, type Command } from './decide.ts';
import { Event } from './events.ts';
import { missing } from './gate.ts';
import { begun, collection, copy, Driven, nobody, pigeonFacts, proof, rule } from './made.ts';
import { plan } from './plan.ts';
import { evolve, fold } from './state.ts';

const day = (n: number): string => new Date(Date.parse(begun) + n * 86_400_000).toISOString().replace('.000Z', 'Z');
const stageOf = (driven: Driven, at: string) => plan(driven.departure, new Date(at)).stage;
const gateOf = (driven: Driven, at: string) => missing(plan(driven.departure, new Date(at)).gate);
const taskOf = (driven: Driven, id: string, at = day(1)) =>
  plan(driven.departure, new Date(at)).tasks.find((task) => task.id === id);

describe('a departure from the first question to the last look', () => {
  it('goes through the stages in their order as things happen', () => {
    const one = new Driven();
    const seen = [stageOf(one, day(0))];
    const then = (at: string, ...commands: Command[]): void => {
      for (const command of commands) one.tell(command, at);
      seen.push(stageOf(one, at));
    };
    then(day(0), { type: 'do', task: 'decide.know' });
    then(day(1), { type: 'requested' });
    then(day(3), { type: 'ready' });
    then(day(4), { type: 'collect', collection: collection() });
    then(day(4), { type: 'do', task: 'check.account' }, { type: 'prove', proof: proof() }, { type: 'copy', copy: copy() });
    then(day(5), { type: 'do', task: 'people.keep' }, { type: 'do', task: 'people.tell' });
    then(day(6), { type: 'do', task: 'farewell.post' }, { type: 'skip', task: 'farewell.bio', reason: 'no bio here' });
    then(day(9), { type: 'closed' });
    seen.push(stageOf(one, day(40)));
    then(day(150), { type: 'do', task: 'confirm.look' });
    then(day(150), { type: 'do', task: 'done.receipt' });
    expect([...new Set(seen)]).toEqual([
      'decide',
      'request',
      'wait',
      'collect',
      'check',
      'people',
      'farewell',
      'close',
      'grace',
      'confirm',
      'done',
    ]);
    expect(stages).toEqual(expect.arrayContaining(seen));
    expect(unlawful(one.events)).toEqual([]);
  });

  it('can be walked in another order where that does no harm', () => {
    const one = new Driven();
    one.tell({ type: 'do', task: 'farewell.post' }, day(0)).tell({ type: 'collect', collection: collection() }, day(0));
    expect(taskOf(one, 'farewell.post')?.state).toBe('done');
    expect(taskOf(one, 'request.export')?.state).toBe('done');
  });

  it('asks only about what the answers leave open', () => {
    const settle = (money: 'yes' | 'no' | 'unsure') =>
      plan(new Driven(pigeonFacts(), { ...nobody, money }).departure, new Date(begun))
        .tasks.filter(({ stage }) => stage === 'settle')
        .map(({ id }) => id);
    expect(settle('no')).toEqual([]);
    expect(settle('unsure')).toEqual(['settle.balance', 'settle.creator-payouts', 'settle.subscriptions']);
  });
});

describe('the gate', () => {
  it('names what is missing, and opens when nothing is', () => {
    const one = new Driven(pigeonFacts(), { ...nobody, money: 'yes' });
    expect(gateOf(one, day(1))).toEqual([
      'export-in',
      'settle.balance',
      'settle.creator-payouts',
      'settle.subscriptions',
      'check.account',
      'check.archive',
      'check.safe',
    ]);
    expect(one.say({ type: 'closed' }, day(1))).toBe('gate-closed');
    one.ready(day(2));
    for (const task of ['settle.balance', 'settle.creator-payouts']) one.tell({ type: 'do', task }, day(2));
    expect(gateOf(one, day(2))).toEqual(['settle.subscriptions']);
    one.tell({ type: 'skip', task: 'settle.subscriptions', reason: 'none' }, day(2));
    expect(gateOf(one, day(2))).toEqual([]);
    one.tell({ type: 'closed' }, day(2));
  });

  it('shuts again when a newer export comes in that nobody has looked at', () => {
    const one = new Driven().ready(day(2));
    expect(gateOf(one, day(2))).toEqual([]);
    one.tell({ type: 'collect', collection: collection('two', 'second') }, day(3));
    expect(gateOf(one, day(3))).toEqual(['check.account', 'check.archive', 'check.safe']);
  });

  it('stays shut for an archive whose original no longer fits its checksums', () => {
    const one = new Driven().ready(day(2)).tell({ type: 'prove', proof: proof('one', 0) }, day(3));
    expect(gateOf(one, day(3))).toEqual(['check.archive']);
  });

  it('is overridden with the handle typed and a reason, and keeps both and what was missing', () => {
    const one = new Driven();
    expect(one.say({ type: 'override', handle: 'pigeon', reason: 'because' }, day(1))).toBe('handle-differs');
    one.tell({ type: 'override', handle: '@Dove', reason: 'The account was stolen.' }, day(1));
    expect(one.departure.override).toEqual({
      at: day(1),
      reason: 'The account was stolen.',
      missing: ['export-in', 'check.account', 'check.archive', 'check.safe'],
    });
    one.tell({ type: 'closed' }, day(1));
  });

  it('has to be passed again after the account came back', () => {
    const one = new Driven()
      .tell({ type: 'override', handle: 'dove', reason: 'now' }, day(1))
      .tell({ type: 'closed' }, day(1))
      .tell({ type: 'reopened' }, day(2));
    expect(one.say({ type: 'closed' }, day(3))).toBe('gate-closed');
  });
});

describe('the order that protects people', () => {
  const withRule = (id: string, effect: Parameters<typeof rule>[1]) =>
    new Driven(pigeonFacts((facts) => void facts.rules.push(rule(id, effect))));

  it('locks closing while an export is pending that closing would drop', () => {
    const one = withRule('export-dropped', { type: 'pending-export-locks-close' })
      .ready(day(1))
      .tell({ type: 'requested' }, day(2));
    expect(gateOf(one, day(2))).toEqual(['no-pending-export']);
    expect(one.say({ type: 'closed' }, day(2))).toBe('gate-closed');
    one.tell({ type: 'lost' }, day(3)).tell({ type: 'closed' }, day(3));
  });

  it('locks closing until the balance is empty, and takes no reason for it', () => {
    const one = withRule('empty-first', { type: 'balance-locks-close' }).ready(day(1));
    expect(gateOf(one, day(1))).toEqual(['settle.balance']);
    expect(one.say({ type: 'skip', task: 'settle.balance', reason: 'later' }, day(1))).toBe('not-skippable');
    one.tell({ type: 'do', task: 'settle.balance' }, day(1)).tell({ type: 'closed' }, day(1));
  });

  it('asks about what would be lost even where somebody said that there is no money', () => {
    expect(taskOf(withRule('corn-lost', { type: 'balance-lost' }), 'settle.balance')?.facts).toContain('rules.corn-lost');
  });

  it('asks for a second export where one is not enough', () => {
    const one = withRule('letters-too', { type: 'second-export' }).ready(day(1));
    expect(gateOf(one, day(1))).toEqual(['request.letters-too']);
  });

  it('locks the request until the page that also deletes was read about', () => {
    const one = withRule('mind-the-page', { type: 'page-also-deletes' });
    expect(one.say({ type: 'requested' }, day(1))).toBe('task-locked');
    expect(one.say({ type: 'do', task: 'request.export' }, day(1))).toBe('task-locked');
    one.tell({ type: 'do', task: 'request.mind-the-page' }, day(1)).tell({ type: 'requested' }, day(1));
  });

  it('makes tasks of media that the export lacks, of accounts that hang together, and of what is left', () => {
    expect(taskOf(withRule('pictures-apart', { type: 'media-apart' }), 'collect.pictures-apart')?.stage).toBe('collect');
    expect(taskOf(withRule('with-dovecote', { type: 'hangs-on', network: 'dovecote' }), 'decide.with-dovecote')?.stage).toBe(
      'decide',
    );
    expect(taskOf(withRule('feathers', { type: 'task', stage: 'settle', asks: null }), 'settle.feathers')?.stage).toBe('settle');
    expect(taskOf(withRule('feathers', { type: 'task', stage: 'settle', asks: 'pages' }), 'settle.feathers')).toBeUndefined();
  });

  it('lets nothing be removed before the export is in, and a rule say what a prerequisite says too early', () => {
    const one = new Driven(
      pigeonFacts((facts) => {
        facts.rules.push(rule('remove-letters', { type: 'task', stage: 'close', asks: null, insteadOf: 'balance' }));
      }),
      { ...nobody, money: 'yes' },
    );
    expect(taskOf(one, 'settle.balance')).toBeUndefined();
    expect(one.say({ type: 'do', task: 'close.remove-letters' }, day(1))).toBe('task-locked');
    one.tell({ type: 'collect', collection: collection() }, day(1)).tell({ type: 'do', task: 'close.remove-letters' }, day(1));
  });

  it('names the export first where nothing can be had afterwards', () => {
    expect(
      plan(withRule('nothing-afterwards', { type: 'nothing-after-close' }).departure, new Date(begun)).gate.conditions[0],
    ).toMatchObject({ id: 'export-in', fact: 'rules.nothing-afterwards' });
  });
});

describe('the way back', () => {
  it('is open while there is time, and says so when it is not', () => {
    const closed = () => new Driven().ready(day(1)).tell({ type: 'closed' }, day(1));
    expect(closed().say({ type: 'reopened' }, day(30))).toBeNull();
    expect(closed().say({ type: 'reopened' }, day(31))).toBe('too-late');
    const none = new Driven(pigeonFacts((facts) => Object.assign(facts.closure.gracePeriodDays, { value: 0 })))
      .ready(day(1))
      .tell({ type: 'closed' }, day(1));
    expect(none.say({ type: 'reopened' }, day(1))).toBe('no-way-back');
  });

  it('takes the last day that the network itself shows for truer than any fact', () => {
    const one = new Driven()
      .ready(day(1))
      .tell({ type: 'closed' }, day(1))
      .tell({ type: 'grace-ends', on: '2026-03-10' }, day(2));
    expect(one.say({ type: 'reopened' }, '2026-03-10T22:59:00Z')).toBeNull();
    const two = new Driven()
      .ready(day(1))
      .tell({ type: 'closed' }, day(1))
      .tell({ type: 'grace-ends', on: '2026-03-10' }, day(2));
    expect(two.say({ type: 'reopened' }, '2026-03-10T23:00:00Z')).toBe('too-late');
  });
});

describe('taking back', () => {
  it('leaves the state as if it had never been said, and the record of both', () => {
    const one = new Driven().tell({ type: 'requested' }, day(1));
    const before = one.departure;
    one.tell({ type: 'ready' }, day(2)).tell({ type: 'unsay', event: 3 }, day(2));
    expect({ ...one.departure, history: [] }).toEqual({ ...before, history: [] });
    expect(one.departure.history.map(({ event }) => event.type)).toEqual(['begun', 'requested', 'ready', 'takenBack']);
    expect(one.say({ type: 'unsay', event: 3 }, day(2))).toBe('cannot-unsay');
  });

  it('wants what stands on it taken back first', () => {
    const one = new Driven().tell({ type: 'requested' }, day(1)).tell({ type: 'ready' }, day(2));
    expect(one.say({ type: 'unsay', event: 2 }, day(3))).toBe('cannot-unsay');
    expect(one.say({ type: 'unsay', event: 1 }, day(3))).toBe('cannot-unsay');
    expect(one.say({ type: 'unsay', event: 99 }, day(3))).toBe('cannot-unsay');
  });

  it('undoes a task', () => {
    const one = new Driven()
      .tell({ type: 'do', task: 'decide.know' }, day(1))
      .tell({ type: 'undo', task: 'decide.know' }, day(1));
    expect(taskOf(one, 'decide.know')?.state).toBe('open');
  });
});

it('refuses dates that are still to come, too old, or before what they follow', () => {
  const one = new Driven();
  expect(one.say({ type: 'requested', on: day(2) }, day(1))).toBe('in-future');
  expect(one.say({ type: 'requested', on: '1970-01-01T00:00:00Z' }, day(1))).toBe('bad-date');
  one.tell({ type: 'requested', on: day(1) }, day(3));
  expect(one.say({ type: 'ready', on: day(0) }, day(3))).toBe('bad-date');
});

it('never goes back to older facts, nor to those of another network', () => {
  const one = new Driven();
  one.tell({ type: 'renew', facts: pigeonFacts((facts) => (facts.researchedOn = '2026-01-01')) }, day(1));
  one.tell(
    { type: 'renew', facts: pigeonFacts((facts) => Object.assign(facts, { id: 'crow', researchedOn: '2027-01-01' })) },
    day(1),
  );
  expect(one.events).toHaveLength(1);
  one.tell({ type: 'renew', facts: pigeonFacts((facts) => (facts.researchedOn = '2026-02-28')) }, day(1));
  expect(one.departure.facts.researchedOn).toBe('2026-02-28');
});

describe('any sequence of commands', () => {
  const tasks = [
    'decide.know',
    'decide.where',
    'settle.balance',
    'request.export',
    'wait.ready',
    'collect.import',
    'check.account',
    'check.archive',
    'check.safe',
    'people.keep',
    'close.account',
    'grace.apps',
    'confirm.look',
    'done.receipt',
    'no.such',
  ];
  const task = fc.constantFrom(...tasks);
  /** Days before now at which something happened; sometimes in the future, to be refused. */
  const on = fc.option(fc.integer({ min: -400, max: 5 }), { nil: undefined });
  type Make = (now: Date) => Command;
  const at = (now: Date, days: number | undefined) =>
    days === undefined ? {} : { on: new Date(now.getTime() + days * 86_400_000).toISOString() };
  const command: fc.Arbitrary<Make> = fc.oneof(
    fc.record({ type: fc.constantFrom('do' as const, 'undo' as const), task }).map((said) => () => said),
    task.map((id) => () => ({ type: 'skip' as const, task: id, reason: 'no' })),
    fc
      .tuple(fc.constantFrom('requested' as const, 'lost' as const, 'closed' as const, 'reopened' as const, 'ready' as const), on)
      .map(([type, days]) => (now: Date) => ({ type, ...at(now, days) })),
    fc
      .constantFrom('one', 'two')
      .map((archive) => () => ({ type: 'collect' as const, collection: collection(archive, archive) })),
    fc
      .tuple(fc.constantFrom('one', 'two'), fc.integer({ min: 0, max: 1 }))
      .map(([archive, whole]) => () => ({ type: 'prove' as const, proof: proof(archive, whole) })),
    fc.constantFrom('one', 'two').map((archive) => () => ({ type: 'copy' as const, copy: copy(archive) })),
    fc.constantFrom('dove', 'hawk').map((handle) => () => ({ type: 'override' as const, handle, reason: 'why not' })),
    fc.integer({ min: 1, max: 30 }).map((event) => () => ({ type: 'unsay' as const, event })),
    fc.constantFrom('Europe/Paris', 'Pacific/Apia', 'America/New_York').map((zone) => () => ({ type: 'zone' as const, zone })),
    fc.constantFrom('yes' as const, 'no' as const).map((money) => () => ({ type: 'answer' as const, answers: { money } })),
    fc.constant(() => ({ type: 'confirmRecovery' as const })),
    fc.constantFrom('2026-03-20', '2026-06-01').map((last) => () => ({ type: 'grace-ends' as const, on: last })),
  );
  const steps = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 40 })), { maxLength: 40 });
  const drive = (made: readonly [Make, number][]): Driven => {
    const one = new Driven();
    let now = Date.parse(begun);
    for (const [make, days] of made) {
      now += days * 3_600_000;
      one.say(make(new Date(now)), new Date(now).toISOString());
    }
    return one;
  };

  it('leaves a lawful history and a plan that can be made', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const { departure, events } = drive(made);
        expect(unlawful(events)).toEqual([]);
        const { tasks: all, stage, stages: states } = plan(departure, new Date('2026-08-01T00:00:00Z'));
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        expect(states.filter(({ state }) => state === 'current').map(({ id }) => id)).toEqual([stage]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same when it is replayed from what was written down', () => {
    fc.assert(
      fc.property(steps, (made) => {
        const { departure, events } = drive(made);
        expect(fold(events.map((event) => Event.parse(JSON.parse(JSON.stringify(event)))))).toEqual(departure);
      }),
      { numRuns: 100 },
    );
  });

  it('decides without changing what it was given', () => {
    fc.assert(
      fc.property(steps, command, (made, make) => {
        const { departure } = drive(made);
        const before = structuredClone(departure);
        const decision = decide(departure, make(new Date('2026-09-01T00:00:00Z')), new Date('2026-09-01T00:00:00Z'));
        if ('events' in decision) for (const event of decision.events) evolve(departure, event);
        expect(departure).toEqual(before);
      }),
      { numRuns: 100 },
    );
  });
});
