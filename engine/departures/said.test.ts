import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../shared/errors.ts';
import { decide, unlawful, type Command } from './decide.ts';
import { differences } from './differences.ts';
import { begun, collection, copy, nobody, pigeonFacts, proof } from './made.ts';
import { checkHistory, heads, keep, merge, number, type Said } from './said.ts';
import { foldNumbered, type Departure } from './state.ts';

const hex = (from: string): string => Buffer.from(from).toString('hex').padEnd(32, '0').slice(0, 32);
let names = 0;

/** One computer with its history, on which things are said and to which histories come. */
class Computer {
  readonly origin: string;
  history: Said[];

  constructor(name: string, history: readonly Said[] = []) {
    this.origin = hex(name);
    this.history = [...history];
  }

  static begin(): Computer {
    const one = new Computer('a');
    one.tell(
      { type: 'begin', network: 'pigeon', handle: 'dove', answers: nobody, zone: 'Europe/Paris', facts: pigeonFacts() },
      0,
    );
    return one;
  }

  get state(): Departure {
    const state = this.#stateOf();
    if (state === null) throw new Error('not begun');
    return state;
  }

  #stateOf(): Departure | null {
    return foldNumbered(number(this.history, this.origin));
  }

  /** The code of the refusal, or null. `hours` after the beginning. */
  say(command: Command, hours: number): string | null {
    const now = new Date(Date.parse(begun) + hours * 3_600_000);
    const decision = decide(this.#stateOf(), command, now);
    if ('refused' in decision) return decision.refused.code;
    for (const event of decision.events)
      this.history.push({
        name: hex(`${++names}`.padStart(16, '0')),
        origin: this.origin,
        clock: Math.max(now.getTime(), (this.history.at(-1)?.clock ?? 0) + 1),
        after: heads(this.history),
        event: keep(event, this.history),
      });
    return null;
  }

  tell(command: Command, hours: number): this {
    const refused = this.say(command, hours);
    if (refused !== null) throw new Error(`${command.type} was refused: ${refused}`);
    return this;
  }

  take(other: Computer): this {
    this.history = merge(this.history, other.history);
    return this;
  }

  /** Another computer that was handed this history. */
  hand(name: string): Computer {
    return new Computer(name, this.history);
  }
}

const ready = (one: Computer, hours: number, archive = 'one'): Computer =>
  one
    .tell({ type: 'collect', collection: collection(archive, archive) }, hours)
    .tell({ type: 'do', task: 'check.account' }, hours)
    .tell({ type: 'prove', proof: proof(archive) }, hours)
    .tell({ type: 'copy', copy: copy(archive) }, hours);
function faultsOf({ history }: Departure): string[] {
  const from = history.map(({ origin, here, unseen }) => ({ origin, here, unseen }));
  const faults = unlawful(
    history.map(({ event }) => event),
    from,
  );
  // The account is closed in the world, whatever the other computer had still to ask.
  return faults.filter((fault) => fault !== 'closed behind a shut gate');
}
const kinds = (state: Departure) => differences(state).map(({ type, events }) => [type, ...events]);

describe('two histories of one departure', () => {
  it('become one in which both have said what they said', () => {
    const a = Computer.begin();
    const b = a.hand('b');
    a.tell({ type: 'do', task: 'decide.know' }, 1).tell({ type: 'requested' }, 2);
    b.tell({ type: 'do', task: 'people.tell' }, 1).tell({ type: 'do', task: 'farewell.post' }, 3);
    a.take(b);
    expect([...a.state.marks.keys()].sort()).toEqual(['decide.know', 'farewell.post', 'people.tell']);
    expect(a.state.request.state).toBe('asked');
    expect(differences(a.state)).toEqual([]);
    expect(a.state.history.map(({ here }) => here)).toEqual([true, true, false, true, false]);
  });

  it('keep both answers where two people answered two questions', () => {
    const a = Computer.begin();
    const b = a.hand('b');
    a.tell({ type: 'answer', answers: { money: 'yes' } }, 1);
    b.tell({ type: 'answer', answers: { logins: 'yes' } }, 2);
    expect(a.take(b).state.answers).toMatchObject({ money: 'yes', logins: 'yes', pages: 'no' });
    expect(differences(a.state)).toEqual([]);
  });

  it('let nobody agree to looks for another computer', () => {
    const a = Computer.begin();
    const b = a.hand('b').tell({ type: 'looks', agreed: true }, 1);
    expect(b.state.looksAgreed).toBe(true);
    expect(a.take(b).state.looksAgreed).toBe(false);
  });

  it('keep what was found out about the newest export, whatever somebody finds out about an older one', () => {
    const a = ready(Computer.begin(), 1);
    const b = a.hand('b');
    ready(a, 2, 'two');
    b.tell({ type: 'prove', proof: proof() }, 3);
    expect(a.take(b).state.proof?.archive).toBe('two');
  });

  it('ask for a look at an export that only the other has looked past', () => {
    const a = Computer.begin().tell({ type: 'collect', collection: collection('one', 'one') }, 1);
    const b = a.hand('b').tell({ type: 'collect', collection: collection('two', 'two') }, 2);
    a.tell({ type: 'do', task: 'check.account' }, 3);
    expect(a.take(b).state.marks.has('check.account')).toBe(false);
    a.tell({ type: 'do', task: 'check.account' }, 4);
    expect(a.state.marks.has('check.account')).toBe(true);
  });

  it('call their computers by the names people gave them', () => {
    const a = Computer.begin().tell({ type: 'name', name: 'Office' }, 1);
    const b = a.hand('b').tell({ type: 'name', name: 'Press room' }, 2);
    expect([...a.take(b).state.computers.values()]).toEqual(['Office', 'Press room']);
    expect(a.say({ type: 'name', name: 'Office' }, 3)).toBeNull();
    expect(a.state.history).toHaveLength(3);
  });
});

describe('what excludes each other', () => {
  it('is shown where one did a task and one left it out, until one of them is taken back', () => {
    const a = Computer.begin();
    const b = a.hand('b').tell({ type: 'skip', task: 'people.tell', reason: 'no time' }, 1);
    a.tell({ type: 'do', task: 'people.tell' }, 2).take(b);
    expect(differences(a.state)).toEqual([{ type: 'apart', about: 'task:people.tell', events: [2, 3] }]);
    a.tell({ type: 'unsay', event: 3 }, 3);
    expect(differences(a.state)).toEqual([]);
    expect(a.state.marks.get('people.tell')?.state).toBe('skipped');
  });

  it('is shown where both closed on different days; the first counts until somebody says otherwise', () => {
    const a = ready(Computer.begin(), 1);
    const b = a.hand('b').tell({ type: 'closed' }, 60);
    a.tell({ type: 'closed' }, 10).take(b);
    const [difference] = differences(a.state);
    expect(difference).toMatchObject({ type: 'apart', about: 'closing', events: [6, 7] });
    expect(a.state.closing).toEqual({ state: 'closed', since: '2026-03-01T19:00:00Z' });
    a.tell({ type: 'unsay', event: 6 }, 70);
    expect(a.state.closing).toEqual({ state: 'closed', since: '2026-03-03T21:00:00Z' });
    expect(differences(a.state)).toEqual([]);
  });

  it('is nothing where both say the same', () => {
    const a = ready(Computer.begin(), 1);
    const b = a.hand('b').tell({ type: 'closed', on: begun }, 3);
    a.tell({ type: 'closed', on: begun }, 2).take(b);
    expect(differences(a.state)).toEqual([]);
  });

  it('is shown where somebody came back to an account whose closing the other took back', () => {
    const a = ready(Computer.begin(), 1).tell({ type: 'closed' }, 2);
    const b = a.hand('b').tell({ type: 'reopened' }, 3);
    a.tell({ type: 'unsay', event: 6 }, 4).take(b);
    expect(kinds(a.state)).toEqual([['out-of-place', 7]]);
    expect(a.state.closing.state).toBe('open');
  });

  it('is shown where an account was closed while the other had an export that nobody had looked at', () => {
    const a = ready(Computer.begin(), 1);
    const b = a.hand('b').tell({ type: 'collect', collection: collection('two', 'two') }, 2);
    a.tell({ type: 'closed' }, 3).take(b);
    expect(differences(a.state)).toEqual([
      { type: 'closed-early', events: [7], missing: ['check.account', 'check.archive', 'check.safe'] },
    ]);
    expect(a.state.closing.state).toBe('closed');
    // Made up for afterwards, it is no question any more.
    a.tell({ type: 'do', task: 'check.account' }, 4).tell({ type: 'prove', proof: proof('two') }, 5);
    expect(differences(a.state)).toMatchObject([{ missing: ['check.safe'] }]);
    expect(differences(a.tell({ type: 'copy', copy: copy('two') }, 6).state)).toEqual([]);
  });
});

describe('any histories', () => {
  const tasks = ['decide.know', 'settle.balance', 'check.account', 'people.keep', 'people.tell', 'close.account', 'done.receipt'];
  const task = fc.constantFrom(...tasks);
  const command: fc.Arbitrary<Command> = fc.oneof(
    fc.record({ type: fc.constantFrom('do' as const, 'undo' as const), task }),
    task.map((id) => ({ type: 'skip' as const, task: id, reason: 'no' })),
    fc
      .constantFrom('requested' as const, 'ready' as const, 'lost' as const, 'closed' as const, 'reopened' as const)
      .map((type) => ({ type })),
    fc.constantFrom('one', 'two').map((archive) => ({ type: 'collect' as const, collection: collection(archive, archive) })),
    fc.constantFrom('one', 'two').map((archive) => ({ type: 'prove' as const, proof: proof(archive) })),
    fc.constantFrom('one', 'two').map((archive) => ({ type: 'copy' as const, copy: copy(archive) })),
    fc.constant({ type: 'override' as const, handle: 'dove', reason: 'why not' }),
    fc.integer({ min: 1, max: 30 }).map((event) => ({ type: 'unsay' as const, event })),
    fc.constantFrom('Europe/Paris', 'Pacific/Apia').map((zone) => ({ type: 'zone' as const, zone })),
    fc.constantFrom('yes' as const, 'no' as const).map((money) => ({ type: 'answer' as const, answers: { money } })),
    fc.constantFrom('2026-03-20', '2026-06-01').map((last) => ({ type: 'grace-ends' as const, on: last })),
    fc.boolean().map((agreed) => ({ type: 'looks' as const, agreed })),
    fc.constantFrom('Office', 'Attic').map((name) => ({ type: 'name' as const, name })),
  );
  /** Who says something and how many hours later, or from whom somebody takes over what there is. */
  const step = fc.record({
    who: fc.nat(2),
    from: fc.oneof({ arbitrary: fc.constant(null), weight: 4 }, { arbitrary: fc.nat(2), weight: 1 }),
    command,
    hours: fc.integer({ min: 0, max: 40 }),
  });
  const world = fc.array(step, { maxLength: 40, size: 'max' }).map((steps) => {
    const first = Computer.begin();
    const computers = [first, first.hand('b'), first.hand('c')];
    let hours = 0;
    for (const { who, from, command: said, hours: later } of steps) {
      const [one, other] = [computers[who], from === null ? undefined : computers[from]];
      hours += later;
      if (other === undefined) one?.say(said, hours);
      else one?.take(other);
    }
    return computers as [Computer, Computer, Computer];
  });

  it('merge to the same, whoever merges first, and however often', () => {
    fc.assert(
      fc.property(world, ([a, b, c]) => {
        const ab = merge(a.history, b.history);
        expect(ab).toEqual(merge(b.history, a.history));
        expect(merge(ab, c.history)).toEqual(merge(a.history, merge(b.history, c.history)));
        expect(merge(ab, ab)).toEqual(ab);
        expect(merge(ab, a.history)).toEqual(ab);
        expect(merge(a.history, a.history)).toEqual(a.history);
      }),
      { numRuns: 200 },
    );
  });

  it('lose nothing of either', () => {
    fc.assert(
      fc.property(world, ([a, b]) => {
        const both = merge(a.history, b.history);
        expect(new Set(both)).toEqual(new Set([...a.history, ...b.history]));
        for (const { history } of [a, b]) expect(both.filter((said) => history.includes(said))).toEqual(history);
        expect(foldNumbered(number(both, a.origin))?.history).toHaveLength(both.length);
      }),
      { numRuns: 200 },
    );
  });

  it('leave a lawful departure, with which can be gone on', () => {
    fc.assert(
      fc.property(world, command, ([a, b, c], said) => {
        a.take(b).take(c);
        checkHistory(a.history);
        expect(faultsOf(a.state)).toEqual([]);
        const before = a.history.length;
        a.say(said, 5000);
        for (const one of a.history.slice(before))
          expect(a.history.every((other) => other === one || other.clock < one.clock)).toBe(true);
        expect(a.state.history.slice(before).flatMap(({ unseen }) => unseen)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('set nothing aside that was said on one computer', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.integer({ min: 0, max: 40 })), { maxLength: 40 }), (said) => {
        const one = Computer.begin();
        let hours = 0;
        for (const [what, later] of said) one.say(what, (hours += later));
        expect(one.state.aside.size).toBe(0);
        expect(differences(one.state)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('are settled, whatever is said differently, by whatever is right', () => {
    let settled = 0;
    fc.assert(
      fc.property(world, ([a, b, c]) => {
        a.take(b).take(c);
        for (const difference of differences(a.state)) {
          if (difference.type !== 'apart') continue;
          const { about, events } = difference;
          for (const event of events) {
            const one = a.hand('a');
            const refused = one.say({ type: 'settle', about, event }, 5000);
            expect(['cannot-unsay', 'gate-closed', null]).toContain(refused);
            if (refused !== null) expect(one.history).toEqual(a.history);
            else {
              settled += 1;
              expect(differences(one.state).filter((left) => left.type === 'apart' && left.about === about)).toEqual([]);
              expect(faultsOf(one.state)).toEqual([]);
            }
          }
        }
      }),
      { numRuns: 600 },
    );
    expect(settled).toBeGreaterThan(0);
  });
});

describe('settling', () => {
  it('keeps what others answered in the same breath', () => {
    const a = Computer.begin();
    const b = a.hand('b').tell({ type: 'answer', answers: { money: 'no', team: 'yes' } }, 1);
    b.tell({ type: 'answer', answers: { money: 'unsure' } }, 2);
    a.tell({ type: 'answer', answers: { money: 'yes', pages: 'yes' } }, 3).take(b);
    expect(kinds(a.state)).toEqual([['apart', 3, 4]]);
    a.tell({ type: 'settle', about: 'answer:money', event: 3 }, 4);
    expect(a.state.answers).toMatchObject({ money: 'unsure', team: 'yes', pages: 'yes' });
    expect(differences(a.state)).toEqual([]);
  });

  it('takes back what others said of a task, and keeps when it was done', () => {
    const a = Computer.begin();
    const b = a.hand('b').tell({ type: 'do', task: 'people.tell' }, 1);
    a.tell({ type: 'skip', task: 'people.tell', reason: 'no time' }, 2).take(b);
    a.tell({ type: 'settle', about: 'task:people.tell', event: 2 }, 3);
    expect(a.state.marks.get('people.tell')).toEqual({ state: 'done', at: '2026-03-01T10:00:00Z' });
    expect(a.say({ type: 'settle', about: 'task:people.tell', event: 2 }, 4)).toBe('not-now');
  });

  it('says again what stood on what is taken back', () => {
    const a = ready(Computer.begin(), 1);
    const b = a.hand('b').tell({ type: 'closed' }, 60);
    a.tell({ type: 'closed' }, 10).tell({ type: 'grace-ends', on: '2026-04-05' }, 11).take(b);
    a.tell({ type: 'settle', about: 'closing', event: 8 }, 70);
    expect(a.state.closing).toEqual({ state: 'closed', since: '2026-03-03T21:00:00Z' });
    expect(a.state.graceEnd).toBe('2026-04-05');
    expect(differences(a.state)).toEqual([]);
  });

  it('is refused where an export came in on what would be taken back', () => {
    const a = Computer.begin();
    const b = a.hand('b').tell({ type: 'requested' }, 5);
    a.tell({ type: 'requested' }, 1).tell({ type: 'ready' }, 2);
    b.tell({ type: 'lost' }, 80);
    a.take(b);
    const [difference] = differences(a.state);
    expect(difference).toMatchObject({ type: 'apart', about: 'request' });
    a.tell({ type: 'collect', collection: collection('one', 'one') }, 90);
    const before = a.history.length;
    for (const event of difference?.events ?? [])
      expect([null, 'cannot-unsay', 'not-now']).toContain(a.hand('a').say({ type: 'settle', about: 'request', event }, 91));
    expect(a.history).toHaveLength(before);
  });
});

it('is refused where a name stands for two things, or something comes before what it names', () => {
  const one = Computer.begin().tell({ type: 'requested' }, 1);
  const [first, second] = one.history;
  if (first === undefined || second === undefined) throw new Error('two were said');
  const damaged = (work: () => void): void =>
    expect(work).toThrow(expect.objectContaining({ code: 'damaged' } satisfies Partial<Refusal>));
  damaged(() => merge(one.history, [first, { ...second, clock: second.clock + 1 }]));
  damaged(() => checkHistory([]));
  damaged(() => checkHistory([second]));
  damaged(() => checkHistory([first, { ...second, after: [hex('nobody')] }]));
  damaged(() => checkHistory([first, { ...second, event: { type: 'takenBack', at: begun, said: first.name } }]));
  damaged(() => checkHistory([first, { ...second, event: { type: 'takenBack', at: begun, said: hex('later') } }]));
});
