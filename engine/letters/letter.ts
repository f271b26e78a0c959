/** A letter with all it is made of. It travels in the event of the day it was written, so it can be written again at any time and is the same. */
import * as z from 'zod';
import { Day } from '../../shared/departures/moment.ts';
import { LetterLaw, PartialDate, Text, Confidence, type ProtectingLaw } from '../../shared/facts/index.ts';
import { AnswerKind, LetterForm, LetterId, LetterKind, LetterLanguage } from '../../shared/letters/index.ts';

const line = z.string().max(1000);

/** Whom it goes to, and where that is known from; no basis where the person gave it. */
export const Recipient = z.strictObject({
  name: line,
  address: line.nullable(),
  email: line.nullable(),
  form: line.nullable(),
  confidence: Confidence.nullable(),
  date: PartialDate.nullable(),
  sources: z.array(z.strictObject({ title: line, url: line.nullable() })).max(40),
  note: Text.nullable(),
});
export type Recipient = z.infer<typeof Recipient>;

/** What was written before, and what came of it. */
export const Earlier = z.strictObject({
  kind: LetterKind,
  sent: Day,
  /** The last day for the answer. */
  deadline: Day.nullable(),
  answered: z.strictObject({ on: Day, how: AnswerKind, until: Day.nullable() }).nullable(),
});
export type Earlier = z.infer<typeof Earlier>;

export const Letter = z.strictObject({
  id: LetterId,
  kind: LetterKind,
  /** The request a reminder or a complaint is about, and which of the two that was. */
  about: LetterId.nullable(),
  matter: z.enum(['access', 'erasure']),
  language: LetterLanguage,
  day: Day,
  network: line,
  handle: line,
  form: LetterForm,
  law: LetterLaw,
  /** Who answers for the data. */
  controller: Recipient,
  /** Of a complaint, and of a reminder that names it. */
  authority: Recipient.nullable(),
  /** The request first, then its reminders. */
  before: z.array(Earlier).max(50),
  /** What was not safe yet when an erasure was asked for, as the gate names it. */
  despite: z.array(line).max(200),
});
export type Letter = z.infer<typeof Letter>;

export const recipientOf = (letter: Letter): Recipient =>
  letter.kind === 'complaint' && letter.authority !== null ? letter.authority : letter.controller;

export const lawOf = (letter: Letter): ProtectingLaw => letter.law.law;
