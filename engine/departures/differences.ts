/**
 * Where people on different computers said things that exclude each other, neither knowing of the other: closed on different days; one did a task and one left it out. The
 * state takes the one that fits, or the later one; which is right, only they know. Taking the others back settles it, and so does saying it again with both in sight.
 */
import { assertNever } from '../../shared/errors.ts';
import { dayOf } from './clocks.ts';
import type { Event, Numbered } from './events.ts';
import { missing } from './gate.ts';
import { plan } from './plan.ts';
import { foldNumbered, type Departure } from './state.ts';

export type Difference =
  /** `about` is what it is said of, `task:…` with the task's id. */
  | { readonly type: 'apart'; readonly about: string; readonly events: readonly number[] }
  /** It stands on something that was said otherwise, or taken back, elsewhere. */
  | { readonly type: 'out-of-place'; readonly events: readonly number[] }
  /** The account was closed where nobody knew of something that keeps the gate shut, and that is still missing. */
  | { readonly type: 'closed-early'; readonly events: readonly number[]; readonly missing: readonly string[] };

/** In the order in which the first of each was said. None, where all was said on one computer. */
export function differences(state: Departure): Difference[] {
  const { history, zone } = state;
  if (history.every(({ unseen }) => unseen.length === 0)) return [];
  const gone = new Set(history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));
  const standing = history.filter(({ seq, event }) => !gone.has(seq) && event.type !== 'takenBack');
  const found = [...apart(standing, zone)];
  const told = new Set(found.flatMap(({ events }) => events));
  for (const { seq, event } of standing)
    if (state.aside.has(seq) && !told.has(seq) && !isSilent(event) && !isSaidTwice(event, standing, zone))
      found.push({ type: 'out-of-place', events: [seq] });
  found.push(...closedEarly(state, standing));
  return found.sort((a, b) => (a.events[0] ?? 0) - (b.events[0] ?? 0));
}

/** Things said of one thing on both sides, of which none was said with all the others in sight. */
function* apart(standing: readonly Numbered[], zone: string): Generator<Difference> {
  const subjects = Map.groupBy(
    standing.flatMap((said) => subjectsOf(said.event, zone).map((subject) => ({ ...said, ...subject }))),
    ({ about }) => about,
  );
  for (const [about, said] of subjects) {
    // What somebody has gone past, knowing of it, is not in question any more.
    const last = said.filter(({ seq }) => !said.some((later) => later.seq > seq && !later.unseen.includes(seq)));
    if (new Set(last.map(({ value }) => value)).size > 1) yield { type: 'apart', about, events: last.map(({ seq }) => seq) };
  }
}

/** What an event says, and of what: two that say the same agree. */
function subjectsOf(event: Event, zone: string): { about: string; value: string }[] {
  switch (event.type) {
    case 'answered': {
      const { answers, changed = [] } = event;
      return changed.map((question) => ({ about: `answer:${question}`, value: String(answers[question]) }));
    }
    case 'zoneSet':
      return [{ about: 'zone', value: event.zone }];
    case 'taskDone':
    case 'taskSkipped':
    case 'taskUndone':
      return [{ about: `task:${event.task}`, value: event.type }];
    case 'taskReminded':
      return [{ about: `remind:${event.task}`, value: event.on }];
    case 'requested':
    case 'ready':
    case 'lost':
      return [{ about: 'request', value: `${event.type} ${dayOf(event.on, zone)}` }];
    case 'closed':
    case 'reopened':
      return [{ about: 'closing', value: `${event.type} ${dayOf(event.on, zone)}` }];
    case 'graceEndSet':
      return [{ about: 'grace-end', value: event.on }];
    case 'letterSent':
      return [{ about: `letter-sent:${event.letter}`, value: event.day }];
    case 'letterAnswered':
      return [{ about: `letter-answered:${event.letter}`, value: event.how }];
    case 'letterWritten':
    case 'begun':
    case 'factsRenewed':
    case 'collected':
    case 'proved':
    case 'copied':
    case 'recoveryConfirmed':
    case 'overridden':
    case 'looksAgreed':
    case 'looked':
    case 'reminded':
    case 'named':
    case 'takenBack':
      return [];
    default:
      return assertNever(event);
  }
}

/** What is set aside without a loss: it is known already, or belongs to the other computer alone. */
function isSilent({ type }: Event): boolean {
  return type === 'factsRenewed' || type === 'collected' || type === 'overridden' || type === 'taskDone';
}

/** The same was said on both sides: one of the two is enough. */
function isSaidTwice(event: Event, standing: readonly Numbered[], zone: string): boolean {
  const [own] = subjectsOf(event, zone);
  return (
    own !== undefined &&
    standing.some(({ event: other }) => {
      const [of] = subjectsOf(other, zone);
      return other !== event && of?.about === own.about && of.value === own.value;
    })
  );
}

function* closedEarly(state: Departure, standing: readonly Numbered[]): Generator<Difference> {
  const closing = standing.findLast(({ seq, event }) => event.type === 'closed' && !state.aside.has(seq));
  if (closing === undefined || closing.unseen.length === 0 || state.closing.state !== 'closed') return;
  const before = foldNumbered(state.history.slice(0, closing.seq - 1));
  if (before === null) return;
  const at = new Date(closing.event.at);
  const still = missing(plan(state, at).gate);
  const open = missing(plan(before, at).gate).filter((id) => still.includes(id));
  if (open.length > 0 && before.override === null) yield { type: 'closed-early', events: [closing.seq], missing: open };
}
