/** What can be said of letters. Pure, as all of `departures/decide.ts`; what a letter says was put together before (`desk.ts`). */
import { dayOf } from '../departures/clocks.ts';
import type { Command, Decision } from '../departures/decide.ts';
import type { Event } from '../departures/events.ts';
import type { Departure, LetterState } from '../departures/state.ts';
import type { RefusalCode } from '../../shared/errors.ts';
import { deadlineOf } from './deadlines.ts';
import type { Letter } from './letter.ts';

type LetterCommand = Extract<Command, { type: 'write' | 'letter-sent' | 'letter-answered' }>;

const refuse = (code: RefusalCode, detail: Record<string, string | number> = {}): Decision => ({ refused: { code, detail } });
/** No law of these is older, and a letter of last century is a slip. */
const earliest = '1995-01-01';

export function decideLetter(state: Departure, command: LetterCommand, now: Date): Decision {
  const at = now.toISOString().replace(/\.\d+Z$/, 'Z');
  const today = dayOf(at, state.zone);
  if (command.type === 'write') return write(state, command.letter, at, today);
  const { letter: id } = command;
  const one = state.letters.find(({ letter }) => letter.id === id);
  if (one === undefined) return refuse('no-letter', { letter: id });
  const day = command.day ?? today;
  if (day > today) return refuse('in-future', { on: day });
  if (command.type === 'letter-sent') {
    if (one.sent !== null) return refuse('not-now', { command: command.type, because: 'sent' });
    return day < earliest ? refuse('bad-date', { on: day }) : { events: [{ type: 'letterSent', at, letter: id, day }] };
  }
  const { sent, answered } = one;
  if (sent === null) return refuse('not-now', { command: command.type, because: 'not-sent' });
  // More time is not the last word; what was done or refused is.
  if (answered !== null && answered.how !== 'extended') return refuse('not-now', { command: command.type, because: 'answered' });
  if (day < sent) return refuse('bad-date', { on: day });
  const until = command.how === 'extended' ? (command.until ?? null) : null;
  if (until !== null && until < day) return refuse('bad-date', { on: until });
  return { events: [{ type: 'letterAnswered', at, letter: id, day, how: command.how, until }] };
}

function write(state: Departure, letter: Letter, at: string, today: string): Decision {
  const known = state.letters.find((one) => one.sent === null && sameLetter(one.letter, letter));
  if (known !== undefined) return { events: [] };
  const early = tooEarly(state, letter, today);
  return early ?? { events: [{ type: 'letterWritten', at, letter }] };
}

/** A reminder comes when the time for the answer is over; a complaint then, or after a refusal. */
function tooEarly(state: Departure, { kind, about }: Letter, today: string): Decision | null {
  if (kind === 'access' || kind === 'erasure') return null;
  const request = state.letters.find(({ letter }) => letter.id === about);
  if (request === undefined || request.sent === null) return refuse('no-letter', { letter: about ?? kind });
  const from = nextFrom(request);
  return from === null || from > today ? refuse('letter-early', from === null ? {} : { from }) : null;
}

/** The first day on which a reminder or a complaint about this request fits; null: never, or nobody knows when. */
export function nextFrom(request: LetterState): string | null {
  const { letter, answered } = request;
  if (answered?.how === 'refused') return answered.on;
  const deadline = deadlineOf({ ...request, kind: letter.kind, matter: letter.matter, law: letter.law });
  return deadline === null ? null : following(deadline.day);
}

const following = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The same to the letter, but for its number. */
const sameLetter = (a: Letter, b: Letter): boolean => JSON.stringify({ ...a, id: '' }) === JSON.stringify({ ...b, id: '' });

/** Whether an event that came later rests on an earlier one: what came of a letter on its being sent, that on its being written, and the next letter on both. */
export function letterStandsOn(later: Event, earlier: Event): boolean {
  const of = earlier.type === 'letterWritten' ? earlier.letter.id : isAbout(earlier) ? earlier.letter : null;
  if (of === null) return false;
  if (later.type === 'letterWritten') return later.letter.about === of;
  if (!isAbout(later) || later.letter !== of) return false;
  return later.type === 'letterAnswered' || earlier.type === 'letterWritten';
}

type About = Extract<Event, { type: 'letterSent' | 'letterAnswered' }>;
const isAbout = (event: Event): event is About => event.type === 'letterSent' || event.type === 'letterAnswered';
