/**
 * When a letter has to be answered. Counted on the person's calendar, as Regulation (EEC, Euratom) 1182/71 counts: the day it went out (or arrived, where that is the day that
 * was said) is not counted; a month ends on the same date of the next, or on its last day; a last day on a weekend moves to the Monday. Public holidays are not known here: whoever
 * waits a day longer loses nothing. A last day for the person's own next letter never moves.
 */
import { Temporal } from 'temporal-polyfill';
import type { LetterLaw, Text } from '../../shared/facts/index.ts';
import type { AnswerKind, LetterKind } from '../../shared/letters/index.ts';

/** What a letter asks for where the law sets no period: a request, and its reminder. */
export const asked = { request: 'P30D', reminder: 'P14D' } as const;

export interface Answered {
  readonly on: string;
  readonly how: AnswerKind;
  readonly until: string | null;
}

export interface Deadline {
  readonly day: string;
  /** The law that says so; null: it is what the letter asks for. */
  readonly article: Text | null;
}

interface Counted {
  readonly kind: LetterKind;
  readonly matter: 'access' | 'erasure';
  readonly law: LetterLaw;
  readonly sent: string | null;
  readonly answered: Answered | null;
}

/** Null before it was sent, once it was done or refused, and where nobody knows. */
export function deadlineOf(letter: Counted): Deadline | null {
  const { sent, answered } = letter;
  if (sent === null || (answered !== null && answered.how !== 'extended')) return null;
  if (answered?.until != null) return { day: answered.until, article: null };
  if (letter.kind === 'reminder') return { day: onWorkday(after(sent, asked.reminder)), article: null };
  if (letter.kind === 'complaint') {
    const { value } = letter.law.complaintAnswer;
    return value === null ? null : { day: onWorkday(after(sent, value.period)), article: value.article };
  }
  const ends = endOfPeriod(letter, sent, answered !== null);
  return ends === null ? null : { day: onWorkday(ends.day), article: ends.article };
}

/** The last day to turn to the authority, where the law sets one: from the refusal, or from the end of the period. */
export function complaintWithin(letter: Counted): { readonly day: string; readonly article: Text } | null {
  const { value } = letter.law.complaintWithin;
  const { sent, answered, kind } = letter;
  if (value === null || sent === null || (kind !== 'access' && kind !== 'erasure') || answered?.how === 'done') return null;
  const from = answered?.how === 'refused' ? answered.on : (answered?.until ?? endOfPeriod(letter, sent, false)?.day);
  return from == null ? null : { day: after(from, value.period), article: value.article };
}

function endOfPeriod({ matter, law }: Counted, sent: string, extended: boolean): Deadline | null {
  const { value } = matter === 'access' ? law.answerAccess : law.answerErasure;
  if (value === null) return extended ? null : { day: after(sent, asked.request), article: null };
  if (!extended) return { day: after(sent, value.period), article: value.article };
  // One period from the first day, and not one after the other: a month that ends on the 30th would lose a day.
  const { period, extension } = value;
  return extension === null
    ? null
    : { day: Temporal.PlainDate.from(sent).add(together(period, extension)).toString(), article: value.article };
}

function together(a: string, b: string): Temporal.Duration {
  const [one, other] = [Temporal.Duration.from(a), Temporal.Duration.from(b)];
  return Temporal.Duration.from({ months: one.months + other.months, days: one.days + other.days });
}

function after(day: string, period: string): string {
  return Temporal.PlainDate.from(day).add(period).toString();
}

function onWorkday(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.add({ days: date.dayOfWeek > 5 ? 8 - date.dayOfWeek : 0 }).toString();
}
