/** What a person can say about a departure. */
import * as z from 'zod';
import { AnswerKind, LetterId } from '../letters/index.ts';
import { AnswersChange } from './answers.ts';
import { Day, Instant, Zone } from './moment.ts';

export const TaskId = z.string().regex(/^[a-z]+\.[a-z0-9-]{1,64}$/);
export const Handle = z.string().trim().min(1).max(200);
/** The name of a network that Adieu does not know by itself. */
export const NetworkName = z.string().trim().min(1).max(100);
/** What a person calls a computer, for those to whom they hand a departure over. */
export const ComputerName = z.string().trim().min(1).max(60);
const reason = z.string().trim().min(1).max(2000);
const task = TaskId;
/** When it happened: an instant, or a day on the person's calendar; now, where nothing is said. */
const on = z.union([Instant, Day]).optional();

export const Say = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer'), answers: AnswersChange }),
  z.strictObject({ type: z.literal('do'), task }),
  /** "Not for me", and why. */
  z.strictObject({ type: z.literal('skip'), task, reason }),
  z.strictObject({ type: z.literal('remind'), task, on: Day }),
  /** Takes back done, not for me and remind me. */
  z.strictObject({ type: z.literal('undo'), task }),
  z.strictObject({ type: z.literal('requested'), on }),
  z.strictObject({
    type: z.literal('ready'),
    on,
    /** When the link dies, where the network says so. */ expires: z.union([Instant, Day]).optional(),
  }),
  /** The request came to nothing: refused, cancelled, link dead. */
  z.strictObject({ type: z.literal('lost'), on }),
  z.strictObject({ type: z.literal('collected'), archive: z.string().max(200) }),
  z.strictObject({ type: z.literal('override'), handle: Handle, reason }),
  z.strictObject({ type: z.literal('closed'), on }),
  z.strictObject({ type: z.literal('reopened'), on }),
  /** The last day on which it can come back, as the network itself showed it. */
  z.strictObject({ type: z.literal('grace-ends'), on: Day }),
  /** Looks from outside may be made for this departure, or no longer. */
  z.strictObject({ type: z.literal('looks'), agreed: z.boolean() }),
  z.strictObject({ type: z.literal('zone'), zone: Zone }),
  /** A letter went out, on that day or today; by post, the day it arrived, where that is known. */
  z.strictObject({ type: z.literal('letter-sent'), letter: LetterId, day: Day.optional() }),
  z.strictObject({
    type: z.literal('letter-answered'),
    letter: LetterId,
    day: Day.optional(),
    how: AnswerKind,
    until: Day.optional(),
  }),
  /** Takes back what was said, by its number. */
  z.strictObject({ type: z.literal('unsay'), event: z.number().int().min(1) }),
  /** Of what was said differently about one thing on several computers, this is so: the number of its event. `about`: as the difference names it. */
  z.strictObject({ type: z.literal('settle'), about: z.string().max(200), event: z.number().int().min(1) }),
]);
export type Say = z.infer<typeof Say>;
