/** One fact: a value with where it comes from, when, and how sure we are; or the plain word that nobody knows. */
import * as z from 'zod';
import { Text } from './text.ts';

/**
 * `official`: the network itself says so. `secondary`: somebody else does. `unsure`: contradictory, inferred or weakly supported.
 */
export const Confidence = z.enum(['official', 'secondary', 'unsure']);
export type Confidence = z.infer<typeof Confidence>;

/** As precise as the source gives it: `2026`, `2026-08` or `2026-08-20`. */
export const PartialDate = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/);
export const SourceId = z.string().regex(/^[A-Za-z0-9]{1,40}$/);

/** What a statement rests on. `date`: of the newest source that earns it its confidence; null where none of those says when it was written. */
export const basis = {
  confidence: Confidence,
  date: PartialDate.nullable(),
  sources: z.array(SourceId).min(1).max(40),
};
export const Basis = z.strictObject(basis);
export type Basis = z.infer<typeof Basis>;

/** Another source that says something else, in short. */
const Contradiction = z.strictObject({ says: Text, sources: z.array(SourceId).min(1).max(40) });

/** `note`: limits, wordings, older values. */
export function fact<T extends z.ZodType>(value: T) {
  return z.union([
    z.strictObject({ value: z.null(), note: Text.nullable() }),
    z.strictObject({ value, ...basis, note: Text.nullable(), contradicts: z.array(Contradiction).max(10) }),
  ]);
}

export type Known<T> = Basis & { value: T; note: Text | null; contradicts: z.infer<typeof Contradiction>[] };
export type Fact<T> = Known<T> | { value: null; note: Text | null };

export const Source = z.strictObject({
  id: SourceId,
  /** Null where no address is known; the title then says where it stands. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(1000)
    .nullable(),
  /** As the source gives it, in its own language. */
  title: z.string().min(1).max(500),
  date: PartialDate.nullable(),
  kind: z.enum(['official', 'secondary']),
  retrieved: PartialDate,
  /** What it says, in our words. */
  summary: z.string().min(1).max(2000),
});
export type Source = z.infer<typeof Source>;

/** The date that may be shown with a statement: of the newest source of the kind that earns it its confidence. */
export function dateOf(
  { confidence, sources }: Pick<Basis, 'confidence' | 'sources'>,
  all: ReadonlyMap<string, Pick<Source, 'date' | 'kind'>>,
): string | null {
  const cited = sources.flatMap((id) => all.get(id) ?? []);
  const earning = confidence === 'unsure' ? cited : cited.filter(({ kind }) => kind === confidence);
  const dates = (earning.length > 0 ? earning : cited).flatMap(({ date }) => date ?? []);
  return dates.toSorted().at(-1) ?? null;
}
