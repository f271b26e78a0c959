/** What came of the letters of a departure: until when an answer is due, and which letter is next. */
import type { Text } from '../../shared/facts/index.ts';
import type { LetterKind } from '../../shared/letters/index.ts';
import type { Departure, LetterState } from '../departures/state.ts';
import { complaintWithin, deadlineOf, type Deadline } from './deadlines.ts';
import { lawOf } from './letter.ts';

export interface Followed {
  readonly one: LetterState;
  readonly deadline: Deadline | null;
  readonly within: { readonly day: string; readonly article: Text } | null;
  /** The letter that follows when the deadline is over, or at once after a refusal. */
  readonly next: { readonly kind: LetterKind; readonly about: string; readonly at: 'once' | 'deadline' } | null;
}

export function follow(state: Departure): Followed[] {
  return state.letters.map((one) => {
    const counted = { ...one, kind: one.letter.kind, matter: one.letter.matter, law: one.letter.law };
    const complained = has(state, one, 'complaint');
    return {
      one,
      deadline: superseded(state, one) ? null : deadlineOf(counted),
      within: complained ? null : complaintWithin(counted),
      next: nextOf(state, one),
    };
  });
}

const requestOf = ({ letter }: LetterState): string => letter.about ?? letter.id;

function has(state: Departure, one: LetterState, kind: LetterKind): boolean {
  return state.letters.some(({ letter }) => letter.kind === kind && letter.about === requestOf(one));
}

/** What a later letter has taken up, or an answer to another letter of the same matter has settled, waits no longer. */
function superseded(state: Departure, one: LetterState): boolean {
  const same = state.letters.filter((other) => requestOf(other) === requestOf(one));
  const later = same.slice(same.indexOf(one) + 1);
  return later.some(({ sent }) => sent !== null) || settled(same, one);
}

function settled(same: readonly LetterState[], one: LetterState): boolean {
  return same.some((other) => other !== one && other.answered !== null && other.answered.how !== 'extended');
}

function nextOf(state: Departure, one: LetterState): Followed['next'] {
  const { letter, sent, answered } = one;
  if (sent === null || letter.kind === 'complaint' || answered?.how === 'done') return null;
  const about = requestOf(one);
  const same = state.letters.filter((other) => requestOf(other) === about);
  const later = same.slice(same.indexOf(one) + 1);
  if (later.length > 0 || settled(same, one)) return null;
  if (answered?.how === 'refused') return { kind: 'complaint', about, at: 'once' };
  // Québec counts the days for its Commission from the end of the first period: a reminder would eat them up.
  const kind = letter.kind === 'reminder' || lawOf(letter) === 'quebec' ? 'complaint' : 'reminder';
  return { kind, about, at: 'deadline' };
}
