/** The engine's clock. Every door takes it from here: the system's, or, for trying things out, one that stands still at an instant somebody names. */
import { Refusal } from '../shared/errors.ts';

/** `at`: `2027-01-04`, `2027-01-04T09:00:00Z`; nothing, or an empty variable, is the present. Throws `Refusal('bad-input')`. */
export function clockAt(at: string | undefined): () => Date {
  if (at === undefined || at === '') return () => new Date();
  const instant = Date.parse(at);
  if (Number.isNaN(instant)) throw new Refusal('bad-input', { reason: `not an instant: ${at.slice(0, 100)}` });
  return () => new Date(instant);
}
