/** Taking back what was said: the state is then as if it had never been. What stands on something else is taken back first. */
import type { RefusalCode } from '../../shared/errors.ts';
import { letterStandsOn } from '../letters/decide.ts';
import type { Decision } from './decide.ts';
import type { EventType } from './events.ts';
import { canBeTakenBack, type Departure } from './state.ts';

const refuse = (code: RefusalCode, detail: Record<string, string | number>): Decision => ({ refused: { code, detail } });

/** What depends on what: the later of these stands on the earlier. */
const chains: readonly (readonly EventType[])[] = [
  ['requested', 'ready', 'lost', 'collected'],
  ['overridden', 'closed', 'reopened', 'graceEndSet'],
];

/** The newest event of those that stand on one of this type, itself among them; null where nothing does. Only that one can be taken back. */
export function standingOn({ history, aside }: Departure, seq: number, type: EventType): number | null {
  const chain = chains.find((types) => types.includes(type));
  // On what was set aside, nothing stands.
  if (chain === undefined || aside.has(seq)) return null;
  const gone = new Set(history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));
  return history.findLast((one) => chain.includes(one.event.type) && !gone.has(one.seq) && !aside.has(one.seq))?.seq ?? null;
}

/** Refused with `cannot-unsay`; `first` is what has to be taken back before it. */
export function unsay(state: Departure, seq: number, at: string): Decision {
  const { history } = state;
  const gone = new Set(history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));
  const target = history.find((one) => one.seq === seq)?.event;
  if (target === undefined || gone.has(seq) || !canBeTakenBack(target)) return refuse('cannot-unsay', { event: seq });
  const letter = history.findLast(
    (one) => !gone.has(one.seq) && !state.aside.has(one.seq) && one.seq > seq && letterStandsOn(one.event, target),
  );
  if (letter !== undefined) return refuse('cannot-unsay', { event: seq, first: letter.seq });
  // The later one first: it stands on this one.
  const later = standingOn(state, seq, target.type);
  if (later !== null && later !== seq) return refuse('cannot-unsay', { event: seq, first: later });
  return { events: [{ type: 'takenBack', at, event: seq }] };
}
