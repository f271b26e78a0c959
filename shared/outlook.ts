/** PLACEHOLDER until the outlook lands. */
import * as z from 'zod';
export const Look = z.object({
  at: z.string(),
  verdict: z.enum(['gone', 'present', 'unsure']),
  because: z.string(),
  caveat: z.string().nullable(),
  answers: z.array(
    z.object({
      probe: z.string(),
      address: z.string(),
      status: z.number().nullable(),
      says: z.enum(['present', 'gone']).nullable(),
      signal: z.string().nullable(),
      failed: z.string().nullable(),
      redirects: z.array(z.string()),
      milliseconds: z.number(),
    }),
  ),
});
export type Look = z.infer<typeof Look>;
export const LookSum = z.object({
  verdict: z.enum(['gone', 'present', 'unsure']),
  because: z.string(),
  lookAgainOn: z.string().nullable(),
});
export type LookSum = z.infer<typeof LookSum>;
