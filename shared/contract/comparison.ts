/** Two imports of one archive beside each other: what stands only in the later, what only in the earlier, and how sure that is. */
import * as z from 'zod';
import { RecordKind } from '../records.ts';

const Count = z.number().int().nonnegative();

/** Why a difference is not certain. Each has words in `cli/words`. */
export const doubtCodes = [
  'damaged-file', // a file of the export ends in damage: what stood behind it is not known
  'damaged-input', // the container itself is damaged: whole files may be missing
  'part-missing', // the export's own index names a file that is not there
  'count-differs', // the export's own index names another number than was found
  'partial-export', // the network says that this is a part only
  'two-exports', // several exports in one: what one of them lacks, another may hold
  'refused', // things that should have been records name nobody and nothing: they may be what is missed
  'other-format', // the two were written in different formats, and what only a moment tells apart is not recognised as the same
  'other-layout', // the two were laid out differently, and events are told apart by all that stands in them
] as const;
export type DoubtCode = (typeof doubtCodes)[number];
const DoubtCode = z.enum(doubtCodes);

export const ComparedImport = z.object({
  import: z.string(),
  at: z.string(),
  layout: z.string(),
  /** How many different records it held. */
  records: Count,
  /** Its newest dated record, ISO: tells whether the imports came in the order of the exports. */
  newest: z.string().nullable(),
});
export type ComparedImport = z.infer<typeof ComparedImport>;

/**
 * How far a list can be compared. `not-in-from`, `not-in-to`: nothing of it stands in that export; whether the list is empty or was left out, an export
 * does not tell. `unknown`: Adieu reads it differently today from when it was imported.
 */
export const listStates = ['compared', 'not-in-from', 'not-in-to', 'unknown'] as const;
export const ComparedList = z.object({
  /** Relation, form, reaction, topic…; null where the kind has none, and for what is left where there are very many. */
  sub: z.string().nullable(),
  /** How many stand in the one export and in the other. */
  from: Count,
  to: Count,
  state: z.enum(listStates),
  /** Only in `to`, only in `from`; null unless `compared`. */
  came: Count.nullable(),
  gone: Count.nullable(),
  /** Some came, some are gone, and some of them have no network id: one who changed their handle is among both. */
  byHandle: z.boolean(),
  /** None: the numbers are certain. */
  doubts: z.array(DoubtCode),
});
export type ComparedList = z.infer<typeof ComparedList>;

export const Comparison = z.object({
  /** For `archives.differences`. */
  comparison: z.string(),
  archive: z.string(),
  from: ComparedImport,
  to: ComparedImport,
  kinds: z.array(
    z.object({
      kind: RecordKind,
      from: Count,
      to: Count,
      /** Over the lists that could be compared; null where none could. */
      came: Count.nullable(),
      gone: Count.nullable(),
      lists: z.array(ComparedList).max(1000),
    }),
  ),
  doubts: z
    .array(
      z.object({ side: z.enum(['from', 'to']), code: DoubtCode, file: z.string().nullable(), detail: z.string().nullable() }),
    )
    .max(1000),
});
export type Comparison = z.infer<typeof Comparison>;
