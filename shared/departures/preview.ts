/** What leaving a network means, before anything is begun: dates, what is lost, what is known and what is not. Worked out by the engine from the facts. */
import * as z from 'zod';
import { Text } from '../facts/index.ts';
import { Day } from './moment.ts';
import { ShownFact } from './view.ts';

const count = z.number().int().min(0);

export const DeparturePreview = z.object({
  networkName: z.string(),
  researchedOn: Day,
  /** Facts with a source, of all that are looked for. */
  known: count,
  of: count,
  /** In the order in which they come. `day`: if the export were asked for, and the account closed, now; null where nobody knows. */
  dates: z.array(z.object({ fact: ShownFact, day: Day.nullable() })),
  /** The way back, as far as somebody says. */
  back: z.array(ShownFact),
  /** What goes with the account, or is not whole in the export. */
  lost: z.array(ShownFact),
  /** What others keep seeing, or the network keeps. */
  stays: z.array(ShownFact),
  /** What this network is particular about: rules that order the departure. */
  rules: z.array(z.object({ title: Text, fact: ShownFact })),
  /** Places of the facts nobody we can name gives. */
  unknown: z.array(z.string()),
});
export type DeparturePreview = z.infer<typeof DeparturePreview>;

/** How much is known of a network. */
export const FactsSummary = z.object({ network: z.string(), known: count, of: count, researchedOn: Day });
export type FactsSummary = z.infer<typeof FactsSummary>;
