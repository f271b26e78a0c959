/**
 * The state of a departure, folded from its events. Holds nothing that can be derived: dates are in `clocks.ts`, tasks in `tasks.ts`, the gate in `gate.ts`.
 *
 * Invariants (tested over any sequence of commands): `overridden` only while the account is open or was closed after it; a request is one of four things at a
 * time; a taken-back event leaves no trace but itself. An event that does not fit what was said before it, as happens where two computers' histories are merged, is set
 * aside: it stays in the history and changes nothing.
 */
import type { Answers } from '../../shared/departures/answers.ts';
import { assertNever } from '../../shared/errors.ts';
import type { NetworkFacts } from '../../shared/facts/index.ts';
import type { Look } from '../../shared/outlook.ts';
import type { Answered } from '../letters/deadlines.ts';
import type { Letter } from '../letters/letter.ts';
import type { CheckedCopy, Collection, Event, EventType, From, Numbered, Proof } from './events.ts';
import { fits } from './fits.ts';

/** What a person, or the engine for them, said of a task. */
export type Mark =
  { readonly state: 'done'; readonly at: string } | { readonly state: 'skipped'; readonly at: string; readonly reason: string };

/** The export: asked for, there to be fetched, come to nothing, or not asked for. `since` is when it happened. */
export type Request =
  | { readonly state: 'none' }
  | { readonly state: 'asked'; readonly since: string }
  | { readonly state: 'ready'; readonly since: string; readonly asked: string | null; readonly expires: string | null }
  | { readonly state: 'lost'; readonly since: string; readonly asked: string | null };

export type Closing =
  | { readonly state: 'open' }
  | { readonly state: 'closed'; readonly since: string }
  /** It came back: on purpose, or by accident. */
  | { readonly state: 'reopened'; readonly since: string; readonly closed: string };

/** A letter, when it went out, and what came of it. */
export interface LetterState {
  readonly letter: Letter;
  readonly sent: string | null;
  readonly answered: Answered | null;
}

export interface Override {
  readonly at: string;
  readonly reason: string;
  readonly missing: readonly string[];
}

export interface Departure {
  readonly network: string;
  /** As it is shown: the network's own name, or what the person typed where Adieu does not know it by itself. */
  readonly networkName: string;
  readonly handle: string;
  readonly begunAt: string;
  readonly answers: Answers;
  readonly zone: string;
  readonly facts: NetworkFacts;
  readonly marks: ReadonlyMap<string, Mark>;
  readonly reminders: ReadonlyMap<string, string>;
  readonly request: Request;
  /** When the export was last asked for, whatever became of it. */
  readonly lastAsked: string | null;
  readonly collections: readonly (Collection & { readonly at: string; readonly seq: number })[];
  readonly proof: (Proof & { readonly at: string }) | null;
  readonly copies: readonly (CheckedCopy & { readonly at: string })[];
  readonly recoveryConfirmed: boolean;
  readonly override: Override | null;
  readonly closing: Closing;
  /** The day the network itself showed, where the person wrote it down. */
  readonly graceEnd: string | null;
  readonly looksAgreed: boolean;
  readonly looks: readonly Look[];
  /** In the order in which they were written. */
  readonly letters: readonly LetterState[];
  readonly told: ReadonlySet<string>;
  /** What the computers on which things were said are called, by origin. */
  readonly computers: ReadonlyMap<string, string>;
  /** Numbers of the events that do not fit what was said before them. */
  readonly aside: ReadonlySet<number>;
  /** Every event, those taken back or set aside too. */
  readonly history: readonly Numbered[];
}

/** What can be taken back: what a person said of the world, and may have said wrongly. */
const retractable: ReadonlySet<EventType> = new Set<EventType>([
  'answered',
  'zoneSet',
  'taskDone',
  'taskSkipped',
  'taskReminded',
  'taskUndone',
  'requested',
  'ready',
  'lost',
  'collected',
  'overridden',
  'closed',
  'reopened',
  'graceEndSet',
  'looksAgreed',
  'letterWritten',
  'letterSent',
  'letterAnswered',
]);
export const canBeTakenBack = (event: Event): boolean => retractable.has(event.type);

/** On this computer, with everything before it known. */
export const saidHere: From = { origin: '', here: true, unseen: [] };

/** Folds a whole history. Null for none. */
export function fold(history: Iterable<Event>): Departure | null {
  let state: Departure | null = null;
  for (const event of history) state = evolve(state, event);
  return state;
}

/** As `fold`, of events that come from several computers. */
export function foldNumbered(history: Iterable<Numbered>): Departure | null {
  let state: Departure | null = null;
  for (const { event, origin, here, unseen } of history) state = evolve(state, event, { origin, here, unseen });
  return state;
}

/** The state after one more event. Pure. Throws only where the history itself is broken: a bug, or a file somebody changed. */
export function evolve(state: Departure | null, event: Event, from: From = saidHere): Departure {
  if (state === null) {
    if (event.type !== 'begun') throw new Error(`a departure begins with begun, not with ${event.type}`);
    return begin(event, from);
  }
  const numbered = { seq: state.history.length + 1, event, ...from };
  const history = [...state.history, numbered];
  if (event.type === 'takenBack') return withoutTakenBack(history);
  return { ...take(state, { ...numbered, event }), history };
}

function begin(event: Extract<Event, { type: 'begun' }>, from: From): Departure {
  return {
    network: event.network,
    networkName: event.name ?? event.facts.name,
    handle: event.handle,
    begunAt: event.at,
    answers: event.answers,
    zone: event.zone,
    facts: event.facts,
    marks: new Map(),
    reminders: new Map(),
    request: { state: 'none' },
    lastAsked: null,
    collections: [],
    proof: null,
    copies: [],
    recoveryConfirmed: false,
    override: null,
    closing: { state: 'open' },
    graceEnd: null,
    looksAgreed: false,
    looks: [],
    letters: [],
    told: new Set(),
    computers: new Map(),
    aside: new Set(),
    history: [{ seq: 1, event, ...from }],
  };
}

/** Folded again as if what was taken back had never been said. */
function withoutTakenBack(history: readonly Numbered[]): Departure {
  const gone = new Set(history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));
  let state: Departure | null = null;
  for (const { seq, event, origin, here, unseen } of history) {
    if (gone.has(seq) || event.type === 'takenBack') continue;
    const from = { origin, here, unseen };
    state = state === null ? evolve(null, event, from) : take(state, { seq, event, ...from });
  }
  if (state === null) throw new Error('the beginning cannot be taken back');
  return { ...state, history };
}

type Standing = Numbered & { readonly event: Exclude<Event, { type: 'takenBack' }> };

function take(state: Departure, said: Standing): Departure {
  return fits(state, said) ? apply(state, said) : { ...state, aside: new Set(state.aside).add(said.seq) };
}

function apply(state: Departure, { seq, event, origin, here }: Standing): Departure {
  const marked = (task: string, mark: Mark): Departure => ({ ...state, marks: new Map(state.marks).set(task, mark) });
  switch (event.type) {
    case 'begun':
      throw new Error('a departure begins once');
    case 'factsRenewed':
      return { ...state, facts: event.facts, networkName: nameIn(state) ?? event.facts.name };
    case 'answered':
      return { ...state, answers: { ...state.answers, ...saidNow(event) } };
    case 'zoneSet':
      return { ...state, zone: event.zone };
    case 'taskDone':
      return marked(event.task, { state: 'done', at: event.at });
    case 'taskSkipped':
      return marked(event.task, { state: 'skipped', at: event.at, reason: event.reason });
    case 'taskReminded':
      return { ...state, reminders: new Map(state.reminders).set(event.task, event.on) };
    case 'taskUndone': {
      const [marks, reminders] = [new Map(state.marks), new Map(state.reminders)];
      marks.delete(event.task);
      reminders.delete(event.task);
      return { ...state, marks, reminders };
    }
    case 'requested':
      return { ...state, request: { state: 'asked', since: event.on }, lastAsked: event.on };
    case 'ready':
      return { ...state, request: { state: 'ready', since: event.on, asked: askedOn(state.request), expires: event.expires } };
    case 'lost':
      return { ...state, request: { state: 'lost', since: event.on, asked: askedOn(state.request) } };
    case 'collected':
      // What was found out about an earlier archive says nothing of this one.
      return {
        ...state,
        request: { state: 'none' },
        collections: [...state.collections, { ...event.collection, at: event.at, seq }],
        proof: null,
        marks: without(state.marks, 'check.account'),
      };
    case 'proved':
      // Somebody else's look at an older archive takes nothing from what was found out about the newest.
      return state.proof?.archive === state.collections.at(-1)?.archive && state.proof?.archive !== event.proof.archive
        ? state
        : { ...state, proof: { ...event.proof, at: event.at } };
    case 'copied':
      return { ...state, copies: [...state.copies, { ...event.copy, at: event.at }] };
    case 'recoveryConfirmed':
      return { ...state, recoveryConfirmed: true };
    case 'overridden':
      return { ...state, override: { at: event.at, reason: event.reason, missing: event.missing } };
    case 'closed':
      return { ...state, closing: { state: 'closed', since: event.on }, graceEnd: null, looks: [] };
    case 'reopened':
      // Whatever was agreed for the first closing has to be agreed again for a second.
      return {
        ...state,
        closing: { state: 'reopened', since: event.on, closed: closedOn(state.closing) ?? event.on },
        override: null,
        graceEnd: null,
      };
    case 'graceEndSet':
      return { ...state, graceEnd: event.on };
    case 'looksAgreed':
      // Whoever agrees does so for the computer in front of them.
      return here ? { ...state, looksAgreed: event.agreed } : state;
    case 'looked':
      return { ...state, looks: [...state.looks, event.look] };
    case 'letterWritten':
      // Written anew before it went out: the one before is no letter any more.
      return { ...state, letters: [...state.letters.filter((one) => !isDraftOf(one, event.letter)), fresh(event.letter)] };
    case 'letterSent':
      return {
        ...state,
        letters: state.letters.map((one) => (one.letter.id === event.letter ? { ...one, sent: event.day } : one)),
      };
    case 'letterAnswered': {
      const { day: on, how, until } = event;
      return {
        ...state,
        letters: state.letters.map((one) => (one.letter.id === event.letter ? { ...one, answered: { on, how, until } } : one)),
      };
    }
    case 'reminded':
      return { ...state, told: new Set([...state.told, ...event.keys]) };
    case 'named':
      return { ...state, computers: new Map(state.computers).set(origin, event.name) };
    default:
      return assertNever(event);
  }
}

/** The name that was typed when it began. */
function nameIn({ history }: Departure): string | undefined {
  const first = history[0]?.event;
  return first?.type === 'begun' ? first.name : undefined;
}

/** The answers that were given now: others may have been given elsewhere meanwhile. */
function saidNow({ answers, changed }: Extract<Event, { type: 'answered' }>): Partial<Answers> {
  return changed === undefined ? answers : Object.fromEntries(changed.map((question) => [question, answers[question]]));
}
const fresh = (letter: Letter): LetterState => ({ letter, sent: null, answered: null });
const isDraftOf = ({ letter, sent }: LetterState, { kind, about }: Letter): boolean =>
  sent === null && letter.kind === kind && letter.about === about;

function without(marks: ReadonlyMap<string, Mark>, task: string): ReadonlyMap<string, Mark> {
  const left = new Map(marks);
  left.delete(task);
  return left;
}

function askedOn(request: Request): string | null {
  switch (request.state) {
    case 'none':
      return null;
    case 'asked':
      return request.since;
    case 'ready':
    case 'lost':
      return request.asked;
    default:
      return assertNever(request);
  }
}

/** When it was closed last; null where it never was. */
export function closedOn(closing: Closing): string | null {
  switch (closing.state) {
    case 'open':
      return null;
    case 'closed':
      return closing.since;
    case 'reopened':
      return closing.closed;
    default:
      return assertNever(closing);
  }
}
