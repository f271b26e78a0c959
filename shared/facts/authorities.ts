/** Who takes a complaint about personal data, and where: `engine/letters/authorities.json`. The same rules as for the facts of a network. */
import * as z from 'zod';
import { dateOf, fact, Source, type Fact } from './fact.ts';
import { ProtectingLaw } from './law.ts';
import { FactId } from './rule.ts';
import { Text } from './text.ts';

const line = z.string().min(1).max(500);
const addressPage = z.url({ protocol: /^https$/ }).max(1000);

export const Authority = z.strictObject({
  id: FactId,
  law: ProtectingLaw,
  /** ISO 3166-1, `FR`. */
  country: z.string().regex(/^[A-Z]{2}$/),
  /** ISO 3166-2, `DE-BE`, where it answers for a part of the country only. */
  region: z
    .string()
    .regex(/^[A-Z]{2}-[A-Z]{2}$/)
    .nullable(),
  /** In its own language. */
  name: line,
  /** By post, on one line. */
  address: fact(line),
  email: fact(line),
  complaintForm: fact(addressPage),
  /** What to know before writing to it. */
  remark: fact(Text),
});
export type Authority = z.infer<typeof Authority>;

/** For one law and place the first is the one to write to. */
export const Authorities = z
  .strictObject({
    schema: z.literal(1),
    researchedOn: z.iso.date(),
    authorities: z.array(Authority).min(1).max(200),
    sources: z.array(Source).max(400),
  })
  .superRefine(({ authorities, sources }, context) => {
    const known = new Map(sources.map((source) => [source.id, source]));
    const say = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
    if (known.size !== sources.length) say(['sources'], 'an id stands twice');
    if (new Set(authorities.map(({ id }) => id)).size !== authorities.length) say(['authorities'], 'an id stands twice');
    for (const authority of authorities) {
      const { id, country, region } = authority;
      if (region !== null && !region.startsWith(`${country}-`)) say(['authorities', id, 'region'], `is not in ${country}`);
      for (const name of ['address', 'email', 'complaintForm', 'remark'] as const) {
        const stated: Fact<unknown> = authority[name];
        if (stated.value === null) continue;
        for (const source of [...stated.sources, ...stated.contradicts.flatMap((other) => other.sources)])
          if (!known.has(source)) say(['authorities', id, name], `source ${source} is not in the list`);
        const date = dateOf(stated, known);
        if (date !== stated.date)
          say(['authorities', id, name], `its date is that of the source that earns it its confidence: ${String(date)}`);
      }
    }
  });
export type Authorities = z.infer<typeof Authorities>;
