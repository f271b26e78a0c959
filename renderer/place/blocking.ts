import type { RefusalTold } from '../refusal.ts';

/** Refusals after which nothing but the place can be spoken of. */
const blocking = ['place-gone', 'place-unknown', 'place-unfinished', 'in-use', 'moving'] as const;
export type Blocking = (typeof blocking)[number];

export function blockingOf(refusal: RefusalTold | null): Blocking | null {
  return blocking.find((code) => code === refusal?.code) ?? null;
}
