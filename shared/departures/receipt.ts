/** The receipt of a departure, as it is shown; the same that is written as HTML and as PDF. */
import * as z from 'zod';
import { Instant } from './moment.ts';

const line = z.string();

export const ReceiptBlock = z.discriminatedUnion('type', [
  z.object({ type: z.literal('heading'), text: line }),
  z.object({ type: z.literal('text'), text: line }),
  z.object({ type: z.literal('table'), head: z.array(line), rows: z.array(z.array(line).readonly()).readonly() }),
]);
export type ReceiptBlock = z.infer<typeof ReceiptBlock>;

export const Receipt = z.object({
  language: z.enum(['en', 'fr']),
  title: line,
  /** Label and value. */
  about: z.array(z.tuple([line, line])),
  blocks: z.array(ReceiptBlock),
  foot: line,
  /** Of the last event: the receipt is as of then. */
  asOf: Instant,
});
export type Receipt = z.infer<typeof Receipt>;
