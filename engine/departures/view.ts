/** A departure as it is shown. */
import type { ClockId, DepartureSummary, DepartureView, ShownFact } from '../../shared/departures/view.ts';
import type { Basis, Fact, NetworkFacts } from '../../shared/facts/index.ts';
import { sum } from '../outlook/index.ts';
import { letterDates } from '../letters/dates.ts';
import { showLetters } from '../letters/desk.ts';
import { computersOf } from './computers.ts';
import { clocks, dayOf, daysBetween, endOfDay, graceEnds, hasGrace } from './clocks.ts';
import { differences } from './differences.ts';
import { dateWords } from './date-words.ts';
import type { Event } from './events.ts';
import { missing } from './gate.ts';
import { plan, type Plan } from './plan.ts';
import { reminders } from './reminders.ts';
import { canBeTakenBack, type Departure } from './state.ts';
import { standingOn } from './take-back.ts';
import { factAt } from './tasks.ts';

export function summaryOf(id: string, state: Departure, now: Date): DepartureSummary {
  return summarise(id, state, plan(state, now), now);
}

function summarise(id: string, state: Departure, { tasks, stage, stages }: Plan, now: Date): DepartureSummary {
  const next = tasks.find((task) => task.stage === stage && task.state === 'open') ?? null;
  return {
    id,
    network: state.network,
    networkName: state.networkName,
    handle: state.handle,
    begunAt: state.begunAt,
    stage,
    stages: stages.map((one) => ({ ...one })),
    next: next === null ? null : { task: next.id, title: next.title },
    nextDate: nextDate(state, now),
    archives: [...new Set(state.collections.map(({ archive }) => archive))],
  };
}

/** `newer`: when the facts that are at hand now were put together; null where they cannot be had. */
export function viewOf(id: string, state: Departure, now: Date, newer: string | null): DepartureView {
  const made = plan(state, now);
  const { facts, zone } = state;
  const letters = computersOf(state);
  const shown = (path: string): ShownFact => showFact(facts, path);
  const gone = new Set(state.history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));
  return {
    ...summarise(id, state, made, now),
    now: now.toISOString(),
    today: dayOf(now.toISOString(), zone),
    zone,
    answers: state.answers,
    tasks: made.tasks.map((task) => ({ ...task, how: task.how.map((one) => ({ ...one })), facts: task.facts.map(shown) })),
    clocks: clocks(state).map((clock) => ({
      ...clock,
      day: clock.at === null ? null : dayOf(clock.at, zone),
      over: clock.at !== null && Date.parse(clock.at) <= now.getTime(),
    })),
    gate: { ...made.gate, conditions: made.gate.conditions.map((one) => ({ ...one })), missing: missing(made.gate) },
    request: state.request.state,
    closing: state.closing.state,
    override: state.override === null ? null : { ...state.override, missing: [...state.override.missing] },
    grace: graceOf(state, now),
    looksAgreed: state.looksAgreed,
    looks: [...state.looks],
    outlook: state.looks.length === 0 ? null : sum(state.looks),
    letters: showLetters(state, now),
    reminders: reminders(state, made.tasks).map((one) => ({ ...one, due: Date.parse(one.at) <= now.getTime() })),
    events: state.history.map(({ seq, event, origin }) => ({
      seq,
      at: event.at,
      type: event.type,
      data: dataOf(event),
      computer: letters.get(origin)?.letter ?? '',
      aside: state.aside.has(seq),
      takenBack: gone.has(seq),
      canBeTakenBack: canBeTakenBack(event) && !gone.has(seq) && (standingOn(state, seq, event.type) ?? seq) === seq,
    })),
    computers: [...letters.values()],
    differences: differences(state).map((one) => ({
      type: one.type,
      about: one.type === 'apart' ? one.about : null,
      events: [...one.events],
      missing: one.type === 'closed-early' ? [...one.missing] : [],
    })),
    facts: { researchedOn: facts.researchedOn, newer: newer !== null && newer > facts.researchedOn },
  };
}

function graceOf(state: Departure, now: Date): DepartureView['grace'] {
  if (state.closing.state !== 'closed' || !hasGrace(state)) return null;
  const ends = graceEnds(state);
  const { closure } = state.facts;
  const over = ends !== null && Date.parse(ends) <= now.getTime();
  return {
    daysLeft: ends === null ? null : Math.max(0, daysBetween(now.toISOString(), ends, state.zone)),
    lastDay: clockDay(state, 'last-day-back'),
    ends,
    signingInRevives: closure.loginCancelsDeletion.value,
    changeMind: over ? null : showFact(state.facts, 'closure.cancelRule'),
  };
}

function clockDay(state: Departure, id: ClockId): string | null {
  const at = clocks(state).find((clock) => clock.id === id)?.at ?? null;
  return at === null ? null : dayOf(at, state.zone);
}

/** The fact of a task or a clock, or the rule or trap that is one. */
export function showFact(facts: NetworkFacts, path: string): ShownFact {
  const [group, id] = path.split('.');
  const named = group === 'rules' || group === 'traps' ? facts[group].find((one) => one.id === id) : undefined;
  if (named !== undefined) return { path, value: named.why, note: null, contradicts: [], ...shownBasis(facts, named) };
  const limit = group === 'limits' ? facts.limits.find((one) => one.id === id) : undefined;
  if (limit !== undefined) return showKnown(facts, path, limit);
  const fact = factAt(facts, path);
  if (fact === null || fact.value === null)
    return { path, value: null, confidence: null, date: null, note: fact?.note ?? null, contradicts: [], sources: [] };
  return showKnown(facts, path, fact);
}

function showKnown(facts: NetworkFacts, path: string, fact: Exclude<Fact<unknown>, { value: null }>): ShownFact {
  return {
    path,
    value: fact.value,
    note: fact.note,
    contradicts: fact.contradicts.map(({ says }) => says),
    ...shownBasis(facts, fact),
  };
}

function shownBasis(
  facts: NetworkFacts,
  { confidence, date, sources }: Basis,
): Pick<ShownFact, 'confidence' | 'date' | 'sources'> {
  const cited = facts.sources.filter(({ id }) => sources.includes(id));
  return { confidence, date, sources: cited.map(({ title, url, date: when, kind }) => ({ title, url, date: when, kind })) };
}

/** Dates on which something is missed for good, and from how many days before they press. */
const pressing: ReadonlySet<string> = new Set(['link-dies', 'last-day-back', 'complaint-by']);
const near = 3;

function nextDate(state: Departure, now: Date): DepartureSummary['nextDate'] {
  const counted = clocks(state).flatMap(({ id, at }) =>
    at === null || id === 'backups-erased' ? [] : [{ what: id as string, at, text: dateWords[id].title }],
  );
  const letters = letterDates(state).flatMap(({ what, day, text }) =>
    what === 'letter-sent' ? [] : [{ what: what as string, at: endOfDay(day, state.zone), text }],
  );
  const ahead = [...counted, ...letters].filter(({ at }) => Date.parse(at) > now.getTime());
  const [first] = ahead.sort((a, b) => (a.at < b.at ? -1 : 1));
  if (first === undefined) return null;
  const inDays = daysBetween(now.toISOString(), first.at, state.zone);
  return { ...first, day: dayOf(first.at, state.zone), inDays, presses: pressing.has(first.what) && inDays <= near };
}

function dataOf(event: Event): Record<string, unknown> {
  // Names and addresses stay in the letter.
  if (event.type === 'letterWritten') return { letter: event.letter.id, kind: event.letter.kind, law: event.letter.law.law };
  const { type: _type, at: _at, ...data } = event;
  return 'facts' in data ? { ...data, facts: { researchedOn: data.facts.researchedOn } } : data;
}
