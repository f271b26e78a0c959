/** Facts that order a departure: each becomes a task or a lock. */
import * as z from 'zod';
import { basis } from './fact.ts';
import { Text } from './text.ts';

export const FactId = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/);
/** The stages of a departure, in their order. */
export const stages = [
  'decide',
  'settle',
  'request',
  'wait',
  'collect',
  'check',
  'people',
  'farewell',
  'close',
  'grace',
  'confirm',
  'done',
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;
/** The plain questions that decide which tasks apply (two more ask where people will find you, and which law protects you). */
export const Question = z.enum(['money', 'logins', 'pages', 'team']);
export type Question = z.infer<typeof Question>;

export const Effect = z.discriminatedUnion('type', [
  /** A request that is under way is dropped when the account closes: closing is locked while one is pending. */
  z.strictObject({ type: z.literal('pending-export-locks-close') }),
  /** After closing nothing can be had any more: closing is locked until an export is in, override or not. */
  z.strictObject({ type: z.literal('nothing-after-close') }),
  /** One export is not enough: a task beside the request, which the gate asks for. */
  z.strictObject({ type: z.literal('second-export') }),
  /** This account and one of another network hang together. */
  z.strictObject({ type: z.literal('hangs-on'), network: FactId }),
  /** The export has no pictures or videos: a task to save them apart. */
  z.strictObject({ type: z.literal('media-apart') }),
  /** The network does not close an account that still holds money: closing is locked until that task is done; a reason does not replace it. */
  z.strictObject({ type: z.literal('balance-locks-close') }),
  /** What is not spent is lost. */
  z.strictObject({ type: z.literal('balance-lost') }),
  /** The page that gives the export also deletes the account: the request is locked until this was read. */
  z.strictObject({ type: z.literal('page-also-deletes') }),
  /**
   * One more task of a stage; with `asks`, only where that question was not answered with no. Those of `close` wait until an export is in: what they remove would be
   * missing from it. `insteadOf` names the fact of `prerequisites` that this task says better, or later: that one then makes none.
   */
  z.strictObject({
    type: z.literal('task'),
    stage: Stage,
    asks: Question.nullable(),
    insteadOf: z.string().max(40).optional(),
  }),
]);
export type Effect = z.infer<typeof Effect>;

/** `why` says what happens otherwise; `how` what to do, in order. */
const advice = { title: Text, why: Text, how: z.array(Text).max(20), ...basis };

export const Rule = z.strictObject({ id: FactId, effect: Effect, ...advice });
export type Rule = z.infer<typeof Rule>;
/** A way in which a closed account comes back by accident: a task of the grace period. */
export const Trap = z.strictObject({ id: FactId, ...advice });
export type Trap = z.infer<typeof Trap>;
