/** Where a look from outside may look, and what an answer says. */
import * as z from 'zod';
import { basis } from './fact.ts';
import { FactId } from './rule.ts';
import { Text } from './text.ts';

/** All that is given must hold. Texts are looked for in the first part of the answer, as they stand. */
export const Condition = z
  .strictObject({
    status: z.array(z.number().int().min(100).max(599)).min(1).max(10).optional(),
    includes: z.array(z.string().min(1).max(300)).min(1).max(10).optional(),
    lacks: z.array(z.string().min(1).max(300)).min(1).max(10).optional(),
    /** Begins the path of the address that a redirect names (`/login`), or is a whole address. */
    redirectsTo: z.string().min(1).max(300).optional(),
  })
  .refine((condition) => Object.values(condition).some((value) => value !== undefined), 'a condition asks for something');
export type Condition = z.infer<typeof Condition>;

export const Signal = z.strictObject({ when: Condition, says: z.enum(['present', 'gone']) });

/**
 * `weight`: `clear` where the sources say that the answer tells the two apart; `hint` where it may be wrong (blocked, asks for a login, checks the client…): hints
 * alone never make a verdict. `address`: https, with `{username}`, `{handle}`, `{id}` or `{server}` in it. What no signal fits says nothing.
 */
export const Probe = z.strictObject({
  id: FactId,
  address: z
    .string()
    .regex(/^https:\/\/[^\s{}]*(\{(?:username|handle|id|server)\}[^\s{}]*)*$/)
    .max(500),
  signals: z.array(Signal).min(1).max(10),
  weight: z.enum(['clear', 'hint']),
  note: Text.nullable(),
  ...basis,
});
export type Probe = z.infer<typeof Probe>;
