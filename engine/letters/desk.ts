/** Where letters are put together: from the facts of the departure, the law, the authority and what the person gives. */
import { randomUUID } from 'node:crypto';
import { Refusal } from '../../shared/errors.ts';
import { ProtectingLaw, type Authority, type Fact, type LetterLaw, type NetworkFacts } from '../../shared/facts/index.ts';
import { LetterKind, type LetterDesk, type LetterForm, type LetterWanted, type ShownLetter } from '../../shared/letters/index.ts';
import { dayOf } from '../departures/clocks.ts';
import { missing } from '../departures/gate.ts';
import { plan } from '../departures/plan.ts';
import type { Departure, LetterState } from '../departures/state.ts';
import { authorityFor, authorityPlaces, authoritySources } from './authorities.ts';
import { deadlineOf } from './deadlines.ts';
import { nextFrom } from './decide.ts';
import { follow } from './follow.ts';
import { letterLaw, letterLaws } from './laws.ts';
import { recipientOf, type Earlier, type Letter, type Recipient } from './letter.ts';
import { letterText } from './text.ts';

/**
 * The letter that is wanted, as it would be written now. Throws `Refusal('no-law' | 'no-right' | 'no-controller' | 'no-authority' | 'no-letter' | 'gate-closed')`: what
 * cannot be said under a law is not said.
 */
export async function composeLetter(state: Departure, wanted: LetterWanted, now: Date): Promise<Letter> {
  const { kind, form, language } = wanted;
  const request = kind === 'reminder' || kind === 'complaint' ? requestFor(state, kind, wanted.about) : null;
  // What follows a request is written under the law of the request.
  const law = request?.letter.law ?? (await letterLaw(lawFor(state, wanted.law)));
  const matter = request?.letter.matter ?? (kind === 'erasure' ? 'erasure' : 'access');
  if ((matter === 'access' ? law.access : law.erasure).value === null) throw new Refusal('no-right', { law: law.law });
  const controller = request === null ? controllerOf(state.facts, law.law, form) : (given(form) ?? request.letter.controller);
  if (controller === null) throw new Refusal('no-controller', { operator: state.facts.operator });
  const authority = request === null ? null : await authorityAt(law, form);
  if (kind === 'complaint' && authority === null) throw new Refusal('no-authority', { law: law.law });
  return {
    id: randomUUID(),
    kind,
    about: request?.letter.id ?? null,
    matter,
    language,
    day: dayOf(now.toISOString(), state.zone),
    network: state.networkName,
    handle: state.handle,
    form: { ...form },
    law,
    controller,
    authority,
    before: request === null ? [] : beforeOf(state, request),
    despite: kind === 'erasure' ? notSafe(state, wanted.despite, now) : [],
  };
}

function lawFor(state: Departure, wanted: ProtectingLaw | undefined): ProtectingLaw {
  const { law } = state.answers;
  const chosen = wanted ?? (law === 'other' ? null : law);
  if (chosen === null) throw new Refusal('no-law');
  return chosen;
}

/** An erasure asked for in writing closes the account as surely as the button: the same gate, and the same plain word to go past it. */
function notSafe(state: Departure, despite: boolean, now: Date): string[] {
  if (state.closing.state === 'closed') return [];
  const { gate } = plan(state, now);
  if (gate.open) return [];
  const open = missing(gate);
  if (!despite) throw new Refusal('gate-closed', { missing: open.join(', ') });
  return [...open];
}

function requestFor(state: Departure, kind: LetterKind, about: string | undefined): LetterState {
  const requests = state.letters.filter(({ letter, sent }) => letter.about === null && sent !== null);
  const one = about === undefined ? newestWaiting(state, kind, requests) : requests.find(({ letter }) => letter.id === about);
  if (one === undefined) throw new Refusal('no-letter', { letter: about ?? kind });
  return one;
}

/** The one that offers this very letter; else the newest that was not done. */
function newestWaiting(state: Departure, kind: LetterKind, requests: readonly LetterState[]): LetterState | undefined {
  const offered = follow(state).findLast(({ next }) => next?.kind === kind)?.next?.about;
  return requests.find(({ letter }) => letter.id === offered) ?? requests.findLast(({ answered }) => answered?.how !== 'done');
}

/** The request, and the reminders that went out. */
function beforeOf(state: Departure, request: LetterState): Earlier[] {
  return state.letters.flatMap((one): Earlier[] => {
    const { letter, sent, answered } = one;
    const belongs = one === request || (letter.kind === 'reminder' && letter.about === request.letter.id);
    if (!belongs || sent === null) return [];
    const waited = { kind: letter.kind, matter: letter.matter, law: letter.law, sent };
    const counted = answered?.how === 'extended' ? answered : null;
    return [{ kind: letter.kind, sent, deadline: deadlineOf({ ...waited, answered: counted })?.day ?? null, answered }];
  });
}

const nowhere = { form: null, confidence: null, date: null, sources: [], note: null } as const;

/** Whom the person names goes before whom the facts name. */
function given({ to }: Pick<LetterForm, 'to'>): Recipient | null {
  return to === null ? null : { ...to, ...nowhere, sources: [] };
}

export function controllerOf(facts: NetworkFacts, law: ProtectingLaw, form: Pick<LetterForm, 'to'>): Recipient | null {
  const named = given(form);
  if (named !== null) return named;
  if (law === 'gdpr') return controllerInEurope(facts);
  const one = facts.controllers.find((other) => other.law === law && other.role === 'controller');
  if (one === undefined) return null;
  const { name, address, email, confidence, date, note, sources } = one;
  return { name, address, email, form: null, confidence, date, note, sources: cited(facts, sources) };
}

function controllerInEurope(facts: NetworkFacts): Recipient | null {
  const { controllerEea, postalAddress, contactEmail, contactForm } = facts.gdpr;
  if (controllerEea.value === null) return null;
  const { confidence, date, note, sources } = controllerEea;
  const also = [postalAddress, contactEmail].flatMap((fact: Fact<string>) => (fact.value === null ? [] : fact.sources));
  return {
    name: controllerEea.value,
    address: postalAddress.value,
    email: contactEmail.value,
    form: typeof contactForm.value === 'string' ? contactForm.value : null,
    confidence,
    date,
    note,
    sources: cited(facts, [...new Set([...sources, ...also])]),
  };
}

function cited(facts: NetworkFacts, ids: readonly string[]): Recipient['sources'] {
  return facts.sources.filter(({ id }) => ids.includes(id)).map(({ title, url }) => ({ title, url }));
}

async function authorityAt({ law }: LetterLaw, { country, region }: LetterForm): Promise<Recipient | null> {
  // A law of one country has its authority there, wherever the person lives now.
  const several = (await authorityPlaces(law)).length > 1;
  const one = await authorityFor(law, several ? (country ?? undefined) : undefined, several ? (region ?? undefined) : undefined);
  return one === null ? null : asRecipient(one, await authoritySources(one));
}

function asRecipient({ name, address, email, complaintForm, remark }: Authority, sources: Recipient['sources']): Recipient {
  const basis = [address, email, complaintForm].find(({ value }) => value !== null);
  return {
    name,
    address: address.value,
    email: email.value,
    form: complaintForm.value,
    confidence: basis === undefined || basis.value === null ? null : basis.confidence,
    date: basis === undefined || basis.value === null ? null : basis.date,
    sources,
    note: remark.value,
  };
}

export function showLetters(state: Departure, now: Date): ShownLetter[] {
  const today = dayOf(now.toISOString(), state.zone);
  return follow(state).map(({ one, deadline, within, next }) => {
    const { letter, sent, answered } = one;
    const to = recipientOf(letter);
    return {
      id: letter.id,
      kind: letter.kind,
      law: letter.law.law,
      lawName: letter.law.name,
      language: letter.language,
      day: letter.day,
      about: letter.about,
      subject: letterText(letter).subject,
      to: { ...to, sources: [...to.sources] },
      without: withoutWhat(letter),
      sent,
      answered: answered === null ? null : { ...answered },
      deadline: deadline === null ? null : { ...deadline, over: deadline.day < today },
      within: within === null ? null : { ...within, over: within.day < today },
      next: next !== null && (next.at === 'once' || (deadline !== null && deadline.day < today)) ? next.kind : null,
      events: eventsOf(state, letter.id),
    };
  });
}

export function withoutWhat(letter: Letter): ShownLetter['without'] {
  const { form } = letter;
  const to = recipientOf(letter);
  return [
    ...(form.address === null ? (['address'] as const) : []),
    ...(form.email === null ? (['email'] as const) : []),
    ...(to.address === null ? (['to-address'] as const) : []),
    ...(to.email === null ? (['to-email'] as const) : []),
    ...(form.accountEmail === null ? (['account-email'] as const) : []),
  ];
}

/** What was said of a letter and still stands, the last first. */
function eventsOf({ history }: Departure, id: string): number[] {
  const gone = new Set(history.flatMap(({ event }) => (event.type === 'takenBack' ? event.event : [])));
  return history
    .filter(({ seq, event }) => {
      if (gone.has(seq)) return false;
      return event.type === 'letterWritten'
        ? event.letter.id === id
        : (event.type === 'letterSent' || event.type === 'letterAnswered') && event.letter === id;
    })
    .map(({ seq }) => seq)
    .toReversed();
}

/** What can be written now, and what is known for it. `law`: another than the departure's. */
export async function deskOf(state: Departure, law: ProtectingLaw | null, now: Date): Promise<LetterDesk> {
  const chosen = law ?? (state.answers.law === 'other' ? null : state.answers.law);
  const { laws } = await letterLaws();
  const to = chosen === null ? null : controllerOf(state.facts, chosen, { to: null });
  const today = dayOf(now.toISOString(), state.zone);
  return {
    law: chosen,
    laws: laws.flatMap(({ law: id, name, access, erasure }) =>
      access.value === null ? [] : [{ law: id, name, access: access.value, erasure: erasure.value }],
    ),
    to: to === null ? null : { ...to, sources: [...to.sources] },
    operator: state.facts.operator,
    kinds: LetterKind.options.map((kind) => kindOf(state, kind, chosen, today, now)),
    places: chosen === null ? [] : await authorityPlaces(chosen),
    form: state.letters.at(-1)?.letter.form ?? null,
    today,
    letters: showLetters(state, now),
  };
}

function kindOf(
  state: Departure,
  kind: LetterKind,
  law: ProtectingLaw | null,
  today: string,
  now: Date,
): LetterDesk['kinds'][number] {
  if (kind === 'access' || kind === 'erasure') {
    const shut = kind === 'erasure' && state.closing.state !== 'closed' && !plan(state, now).gate.open;
    return { kind, about: null, from: null, refused: law === null ? 'no-law' : shut ? 'gate-closed' : null };
  }
  const requests = state.letters.filter(({ letter, sent }) => letter.about === null && sent !== null);
  const about = newestWaiting(state, kind, requests);
  if (about === undefined) return { kind, about: null, from: null, refused: 'no-letter' };
  const from = nextFrom(about);
  return { kind, about: about.letter.id, from, refused: from === null || from > today ? 'letter-early' : null };
}
