import type * as z from 'zod';
import { Refusal } from '../shared/errors.ts';

/** What the schema does not take is bad input, in one line. */
export function parsed<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const { data, error } = schema.safeParse(given);
  if (error === undefined) return data;
  throw new Refusal('bad-input', { reason: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') });
}
