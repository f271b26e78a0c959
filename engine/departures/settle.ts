/**
 * Settling what was said differently on several computers: of all that was said about one thing, one is so. The others are taken back; what stood on them is said again,
 * where it still fits. An answer is said again instead: what others answered in the same breath stays.
 */
import { Answers } from '../../shared/departures/answers.ts';
import type { RefusalCode } from '../../shared/errors.ts';
import type { Decision } from './decide.ts';
import { differences } from './differences.ts';
import type { Event, EventType } from './events.ts';
import { fits } from './fits.ts';
import { missing } from './gate.ts';
import { plan } from './plan.ts';
import { evolve, saidHere, type Departure } from './state.ts';
import { unsay } from './take-back.ts';

interface Settle {
  readonly about: string;
  readonly event: number;
}

const refuse = (code: RefusalCode, detail: Record<string, string | number>): Decision => ({ refused: { code, detail } });

/** What says all that it says in itself, and so can be said once more. */
const sayable: ReadonlySet<EventType> = new Set<EventType>([
  'requested',
  'ready',
  'lost',
  'closed',
  'reopened',
  'graceEndSet',
  'letterSent',
  'letterAnswered',
]);

/** Refused with `not-now` where this is no difference (any more), with `cannot-unsay` or `gate-closed` where something stands on it that cannot be said again. */
export function settle(state: Departure, { about, event: kept }: Settle, now: Date): Decision {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  if (othersThan(state, about, kept).length === 0) return refuse('not-now', { command: 'settle' });
  const chosen = state.history[kept - 1]?.event;
  if (chosen?.type === 'answered') {
    const question = Answers.keyof().parse(about.slice('answer:'.length));
    const answers = { ...state.answers, [question]: chosen.answers[question] };
    return { events: [{ type: 'answered', at, answers, changed: [question] }] };
  }
  const events: Event[] = [];
  let after = state;
  const tell = (event: Event): void => {
    events.push(event);
    after = evolve(after, event);
  };
  const again: number[] = [];
  const takeAway = (seq: number, others: readonly number[]): Decision | null => {
    const taken = unsay(after, seq, at);
    if ('events' in taken) {
      taken.events.forEach(tell);
      return null;
    }
    const { first } = taken.refused.detail;
    const standing = typeof first === 'number' ? state.history[first - 1] : undefined;
    if (standing === undefined || !sayable.has(standing.event.type)) return taken;
    if (!others.includes(standing.seq)) again.push(standing.seq);
    return takeAway(standing.seq, others) ?? takeAway(seq, others);
  };
  // As long as it is said differently: what one of the others had gone past comes forward again.
  for (let others = othersThan(after, about, kept); others.length > 0; others = othersThan(after, about, kept)) {
    const refused = takeAway(others.at(-1) ?? kept, others);
    if (refused !== null) return refused;
  }
  for (const seq of again.toSorted((a, b) => a - b)) {
    const before = state.history[seq - 1]?.event;
    if (before === undefined || before.type === 'takenBack') continue;
    const event = { ...before, at };
    if (!fits(after, { seq: after.history.length + 1, event, ...saidHere }))
      return refuse('cannot-unsay', { event: kept, first: seq });
    if (event.type === 'closed') {
      const { gate } = plan(after, now);
      if (!gate.open) return refuse('gate-closed', { missing: missing(gate).join(', ') });
    }
    tell(event);
  }
  return { events };
}

/** Numbers of what else is said about it, in their order; none where nobody says otherwise. */
function othersThan(state: Departure, about: string, kept: number): number[] {
  const found = differences(state).find((one) => one.type === 'apart' && one.about === about && one.events.includes(kept));
  return found?.events.filter((seq) => seq !== kept) ?? [];
}
