/**
 * Whether an event fits what was said before it. What is decided here always does; what was said on two computers, neither knowing of the other, may not: closed
 * twice, or ready and never asked for. The commands ask for more (`decide.ts`); this is what no state can take, so that any merged history has one.
 */
import { assertNever } from '../../shared/errors.ts';
import type { Event, Numbered } from './events.ts';
import type { Departure } from './state.ts';

export function fits(state: Departure, said: Numbered & { readonly event: Exclude<Event, { type: 'takenBack' }> }): boolean {
  const { event, unseen } = said;
  const { request, closing } = state;
  if (happenedOn(event) > event.at) return false;
  switch (event.type) {
    case 'begun':
      return false;
    case 'factsRenewed':
      return event.facts.id === state.network && event.facts.researchedOn > state.facts.researchedOn;
    case 'requested':
      return request.state !== 'asked' && request.state !== 'ready';
    case 'ready':
      return request.state !== 'ready' && (request.state !== 'asked' || event.on >= request.since);
    case 'lost':
      return (request.state === 'asked' || request.state === 'ready') && event.on >= request.since;
    case 'collected': {
      const { archive, import: of } = event.collection;
      return !state.collections.some((one) => one.archive === archive && one.import === of);
    }
    case 'taskDone':
      // An account of an import is looked at by who knows of it.
      return event.task !== 'check.account' || !state.collections.some(({ seq }) => unseen.includes(seq));
    case 'overridden':
      return closing.state !== 'closed';
    case 'closed':
      return closing.state === 'open' || (closing.state === 'reopened' && event.on >= closing.since);
    case 'reopened':
      return closing.state === 'closed' && event.on >= closing.since;
    case 'graceEndSet':
      return closing.state === 'closed';
    case 'letterWritten':
      return event.letter.about === null || isSent(state, event.letter.about);
    case 'letterSent':
      return state.letters.some(({ letter, sent }) => letter.id === event.letter && sent === null);
    case 'letterAnswered':
      return state.letters.some(
        ({ letter, sent, answered }) =>
          letter.id === event.letter && sent !== null && sent <= event.day && (answered === null || answered.how === 'extended'),
      );
    case 'answered':
    case 'zoneSet':
    case 'taskSkipped':
    case 'taskReminded':
    case 'taskUndone':
    case 'proved':
    case 'copied':
    case 'recoveryConfirmed':
    case 'looksAgreed':
    case 'looked':
    case 'reminded':
    case 'named':
      return true;
    default:
      return assertNever(event);
  }
}

const isSent = ({ letters }: Departure, id: string): boolean =>
  letters.some(({ letter, sent }) => letter.id === id && sent !== null);

/** When a thing of the world happened: never after it was said. Days that were noted may lie ahead. */
function happenedOn(event: Event): string {
  switch (event.type) {
    case 'requested':
    case 'ready':
    case 'lost':
    case 'closed':
    case 'reopened':
      return event.on;
    default:
      return '';
  }
}
