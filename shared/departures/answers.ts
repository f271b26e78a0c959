/** The six plain questions of a new departure. Their answers decide which tasks apply. */
import * as z from 'zod';
import { ProtectingLaw, Question } from '../facts/index.ts';

export const YesNo = z.enum(['yes', 'no', 'unsure']);
/** Whose law protects the person: EU/EEA, United Kingdom, Switzerland, California, Brazil, Québec, or another. */
export const Law = z.enum([...ProtectingLaw.options, 'other']);
export type Law = z.infer<typeof Law>;

export const Answers = z.strictObject({
  /** Is there money in it: coins, a balance, payouts, subscriptions? */
  money: YesNo.default('unsure'),
  /** Does the person log in elsewhere with it? */
  logins: YesNo.default('unsure'),
  /** Does it own pages, groups, ads or servers? */
  pages: YesNo.default('unsure'),
  /** Is it shared with a team? */
  team: YesNo.default('unsure'),
  /** Where people will find the person; null while that is open. */
  findMe: z.string().trim().min(1).max(500).nullable().default(null),
  law: Law.nullable().default(null),
});
export type Answers = z.infer<typeof Answers>;
export type Asked = z.infer<typeof Question>;

/** A change of some answers; what is not named stays. */
export const AnswersChange = z
  .strictObject({
    money: YesNo,
    logins: YesNo,
    pages: YesNo,
    team: YesNo,
    findMe: z.string().trim().min(1).max(500).nullable(),
    law: Law.nullable(),
  })
  .partial();
