/**
 * Events as they are kept: each with a name of its own, the computer on which it was said, its place in time and what was known when it was said. A history is a set of
 * them, so merging two is their union: nothing is lost, whoever merges first, and however often.
 *
 * The order is that of a hybrid logical clock (https://cse.buffalo.edu/tech-reports/2014-04.pdf): the time of day in milliseconds, but never before anything that was
 * known. What was said elsewhere at the same time stands beside it by the clock; where even that is the same, by computer and by name.
 */
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { Refusal } from '../../shared/errors.ts';
import { EventName, KeptEvent, type Event, type Numbered } from './events.ts';

/** Far more than a departure of many years has. */
export const mostEvents = 4000;

export const Said = z.strictObject({
  name: EventName,
  /** The computer. */
  origin: EventName,
  /** Milliseconds since 1970, or one more than anything known. */
  clock: z.number().int().min(0).max(9e15),
  /** Names of what was said last, of all that was known then; more than one after a merge. */
  after: z.array(EventName).max(mostEvents),
  event: KeptEvent,
});
export type Said = z.infer<typeof Said>;

/** Both, in the one order there is. Throws `Refusal('damaged')` where one name stands for two things. */
export function merge(one: readonly Said[], other: readonly Said[]): Said[] {
  const all = new Map(one.map((said) => [said.name, said]));
  for (const said of other) {
    const known = all.get(said.name);
    if (known === undefined) all.set(said.name, said);
    else if (known !== said && !isDeepStrictEqual(known, said)) throw new Refusal('damaged');
  }
  return [...all.values()].sort(inOrder);
}

function inOrder(a: Said, b: Said): number {
  return a.clock - b.clock || compare(a.origin, b.origin) || compare(a.name, b.name);
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What makes a set of events, in order, a history: it begins, and everything names only what stands before it. Throws `Refusal('damaged')`; for a file from elsewhere.
 */
export function checkHistory(history: readonly Said[]): void {
  const [first] = history;
  if (first?.event.type !== 'begun') throw new Refusal('damaged', { reason: 'beginning' });
  const before = new Map<string, Said>();
  for (const said of history) {
    const { name, after, event } = said;
    if (after.some((one) => !before.has(one))) throw new Refusal('damaged', { reason: 'order' });
    if (event.type === 'takenBack') {
      const target = before.get(event.said)?.event.type ?? 'begun';
      if (target === 'begun' || target === 'takenBack') throw new Refusal('damaged', { reason: 'taken back' });
    }
    before.set(name, said);
  }
}

/** Events with their numbers. `history` is in order; `here` is this computer. */
export function number(history: readonly Said[], here: string): Numbered[] {
  const seqs = new Map(history.map(({ name }, index) => [name, index + 1]));
  const unseen = unseenOf(history, seqs);
  return history.map((said, index) => ({
    seq: index + 1,
    event: numberedEvent(said.event, seqs),
    origin: said.origin,
    here: said.origin === here,
    unseen: unseen[index] ?? [],
  }));
}

function numberedEvent(event: KeptEvent, seqs: ReadonlyMap<string, number>): Event {
  if (event.type !== 'takenBack') return event;
  const { said, ...rest } = event;
  return { ...rest, event: seqs.get(said) ?? 1 };
}

/** The event as it is kept: what it takes back is called by its name. */
export function keep(event: Event, history: readonly Said[]): KeptEvent {
  if (event.type !== 'takenBack') return event;
  const { event: seq, ...rest } = event;
  const target = history[seq - 1];
  if (target === undefined) throw new Error('takes back what was not said');
  return { ...rest, said: target.name };
}

/** For each, the numbers of those before it that nobody knew of there: none, as long as all is said on one computer. */
function unseenOf(history: readonly Said[], seqs: ReadonlyMap<string, number>): number[][] {
  const unseen: number[][] = [];
  for (const [index, { after }] of history.entries()) {
    let own: number[] | null = null;
    for (const name of after) {
      const parent = seqs.get(name) ?? 0;
      // Unknown by way of one that was known: what that one did not know, and what came after it.
      const past = [...(unseen[parent - 1] ?? []), ...from(parent + 1, index)];
      const both: Set<number> | null = own === null ? null : new Set(past);
      own = own === null || both === null ? past : own.filter((seq) => both.has(seq));
    }
    unseen.push(own ?? from(1, index));
  }
  return unseen;
}
const from = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

/** Names that nothing comes after: what was said last, on each computer since they parted. */
export function heads(history: readonly Said[]): string[] {
  const followed = new Set(history.flatMap(({ after }) => after));
  return history.flatMap(({ name }) => (followed.has(name) ? [] : name));
}
