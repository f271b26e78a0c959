/** What a law gives to whoever writes a letter under it: `engine/letters/laws.json`. The same rules as for the facts of a network. */
import * as z from 'zod';
import { dateOf, fact, Source, type Fact } from './fact.ts';
import { ProtectingLaw } from './law.ts';
import { Text } from './text.ts';

const Period = z.string().regex(/^P[1-9]\d{0,2}[MD]$/);
const Answer = fact(z.strictObject({ period: Period, extension: Period.nullable(), article: Text }));
const Within = fact(z.strictObject({ period: Period, article: Text }));

/** Articles as they are cited; periods as ISO 8601. What is not known, or not there, is null and no letter speaks of it. */
export const LetterLaw = z.strictObject({
  law: ProtectingLaw,
  name: Text,
  access: fact(Text),
  erasure: fact(Text),
  answerAccess: Answer,
  answerErasure: Answer,
  complaint: fact(Text),
  /** Until when one has to turn to the authority, from the end of the period for the answer. */
  complaintWithin: Within,
  /** When the authority should have told how it stands. */
  complaintAnswer: Within,
});
export type LetterLaw = z.infer<typeof LetterLaw>;

/** `read`: when its text was read for this file; null: cited as it is known, and not read again. */
const LawSource = Source.omit({ retrieved: true }).extend({ read: z.iso.date().nullable() });

export const LetterLaws = z
  .strictObject({
    schema: z.literal(1),
    researchedOn: z.iso.date(),
    laws: z.array(LetterLaw).length(ProtectingLaw.options.length),
    sources: z.array(LawSource).max(100),
  })
  .superRefine(({ laws, sources }, context) => {
    const known = new Map(sources.map((source) => [source.id, source]));
    const say = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
    if (known.size !== sources.length) say(['sources'], 'an id stands twice');
    for (const entry of laws) {
      const { law, name: _name, ...facts } = entry;
      for (const [name, stated] of Object.entries(facts) as [string, Fact<unknown>][]) {
        if (stated.value === null) continue;
        for (const id of stated.sources) if (!known.has(id)) say(['laws', law, name], `source ${id} is not in the list`);
        const date = dateOf(stated, known);
        if (date !== stated.date) say(['laws', law, name], `its date is that of its newest source: ${String(date)}`);
      }
    }
    for (const law of ProtectingLaw.options) if (!laws.some((one) => one.law === law)) say(['laws'], `${law} is missing`);
  });
export type LetterLaws = z.infer<typeof LetterLaws>;
