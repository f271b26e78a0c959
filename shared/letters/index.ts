/** Letters under the laws that protect a person's data: what a person gives for one, and how one is shown. */
import * as z from 'zod';
import { Day } from '../departures/moment.ts';
import { Confidence, PartialDate, ProtectingLaw, Text } from '../facts/index.ts';

/** Access and a copy; erasure; the reminder of either; the complaint to the authority. */
export const LetterKind = z.enum(['access', 'erasure', 'reminder', 'complaint']);
export type LetterKind = z.infer<typeof LetterKind>;
export const LetterLanguage = z.enum(['en', 'fr']);
export type LetterLanguage = z.infer<typeof LetterLanguage>;
export const LetterFormat = z.enum(['pdf', 'text', 'eml']);
export type LetterFormat = z.infer<typeof LetterFormat>;
export const LetterId = z.string().regex(/^[0-9a-f-]{8,36}$/);

/** Text on one line: what could begin a line of its own in a letter or in the head of an e-mail is no part of it. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u);
const lines = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}]*(?:\r?\n[^\p{Cc}]*)*$/u);
const email = z.email().max(320);

/** Whom a letter goes to. At least a name; what is not known is left out. */
export const Addressee = z.strictObject({
  name: line(500),
  address: line(500).nullable().default(null),
  email: email.nullable().default(null),
});
export type Addressee = z.infer<typeof Addressee>;

/** What keeps the person from doing it in the account: nothing, locked out, access lost, no such button. */
export const Situation = z.enum(['open', 'locked', 'lost', 'no-button']);
export type Situation = z.infer<typeof Situation>;

/** What the person gives. A letter that nobody could answer is none: a postal address or an e-mail is needed. */
export const LetterForm = z
  .strictObject({
    name: line(200),
    address: lines(500).nullable().default(null),
    email: email.nullable().default(null),
    /** The e-mail the account is registered with. */
    accountEmail: email.nullable().default(null),
    /** The address of the account on the web. */
    accountUrl: z
      .url({ protocol: /^https?$/ })
      .max(1000)
      .nullable()
      .default(null),
    situation: Situation.default('open'),
    since: Day.nullable().default(null),
    /** What else they want to say. */
    more: lines(3000).nullable().default(null),
    /** Where the person lives, ISO 3166: it decides on the authority. */
    country: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .nullable()
      .default(null),
    region: z
      .string()
      .regex(/^[A-Z]{2}-[A-Z]{2}$/)
      .nullable()
      .default(null),
    /** In the place of whom the facts name. */
    to: Addressee.nullable().default(null),
  })
  .refine(({ address, email }) => address !== null || email !== null, 'a postal address or an e-mail is needed, for the answer');
export type LetterForm = z.infer<typeof LetterForm>;

/** A letter that is wanted. */
export const LetterWanted = z.object({
  kind: LetterKind,
  /** Which request a reminder or a complaint is about; the newest that waits, where none is named. */
  about: LetterId.optional(),
  /** The one of the departure, where none is named. */
  law: ProtectingLaw.optional(),
  language: LetterLanguage,
  form: LetterForm,
  /** For an erasure before everything is safe: the person knows that it cannot be taken back. */
  despite: z.boolean().default(false),
});
export type LetterWanted = z.infer<typeof LetterWanted>;

/** What came of it: done as asked, time asked for, refused or not what was asked. */
export const AnswerKind = z.enum(['done', 'extended', 'refused']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** Somebody a letter can go to, with where that is known from. */
export const KnownAddressee = Addressee.extend({
  /** A page with a form, where there is one. */
  form: z.string().nullable(),
  confidence: Confidence.nullable(),
  date: PartialDate.nullable(),
  sources: z.array(z.object({ title: z.string(), url: z.string().nullable() })),
  note: Text.nullable(),
});
export type KnownAddressee = z.infer<typeof KnownAddressee>;

export const ShownLetter = z.object({
  id: LetterId,
  kind: LetterKind,
  law: ProtectingLaw,
  lawName: Text,
  language: LetterLanguage,
  /** The day it was written, on the person's calendar. */
  day: Day,
  about: LetterId.nullable(),
  subject: z.string(),
  to: KnownAddressee,
  /** What the letter goes without, and the person should know. */
  without: z.array(z.enum(['address', 'email', 'to-address', 'to-email', 'account-email'])),
  sent: Day.nullable(),
  answered: z.object({ on: Day, how: AnswerKind, until: Day.nullable() }).nullable(),
  /** The last day for an answer. `article`: the law that says so; null: it is what the letter asks for. */
  deadline: z.object({ day: Day, article: Text.nullable(), over: z.boolean() }).nullable(),
  /** The last day for the next letter, where the law sets one. */
  within: z.object({ day: Day, article: Text, over: z.boolean() }).nullable(),
  /** The letter that is offered now, and where nothing is left to do, null. */
  next: LetterKind.nullable(),
  /** Numbers of the events that can be taken back, the last first. */
  events: z.array(z.number().int()),
});
export type ShownLetter = z.infer<typeof ShownLetter>;

/** What can be written in a departure, and what is already known for it. */
export const LetterDesk = z.object({
  law: ProtectingLaw.nullable(),
  laws: z.array(z.object({ law: ProtectingLaw, name: Text, access: Text, erasure: Text.nullable() })),
  to: KnownAddressee.nullable(),
  /** Who runs the network, where the facts do not say who answers for the data under this law. */
  operator: z.string(),
  kinds: z.array(
    z.object({
      kind: LetterKind,
      about: LetterId.nullable(),
      /** The refusal it would meet now; null: it can be written. */
      refused: z.string().nullable(),
      /** From this day on. */
      from: Day.nullable(),
    }),
  ),
  /** Countries whose authority is known under this law; for one of them the regions that have their own. */
  places: z.array(z.object({ country: z.string(), regions: z.array(z.string()) })),
  /** As it was given last. */
  form: LetterForm.nullable(),
  today: Day,
  letters: z.array(ShownLetter),
});
export type LetterDesk = z.infer<typeof LetterDesk>;
