/** The account of an import: what became of every file, and of everything found in it. `found = kept + duplicate + refused` for each kind. */
import * as z from 'zod';
import { RecordKind, RelationName } from './records.ts';

/** Why a thing in a file was not kept as a record. Each has a sentence in `shared/words`. */
export const refusalReasons = [
  'empty-item', // a list held nothing where a record should be (null, {} or "")
  'no-identity', // nothing in it says who or what it is
  'not-json', // the text is not JSON
  'wrong-shape', // not the type of thing that stands there in every known layout
  'too-large', // larger than one record may be
  'too-deep', // nested deeper than one record may be
] as const;
export type RefusalReason = (typeof refusalReasons)[number];
export const RefusalReason = z.enum(refusalReasons);

/** Why a file is damaged. What was readable before the damage is kept. */
export const damageReasons = [
  'cut-off', // ends in the middle
  'bad-checksum', // the CRC of the container does not fit
  'bad-compression', // the compressed data cannot be read
  'bad-structure', // not well-formed after a certain point
  'encrypted', // needs a password
  'too-large', // expands beyond the limits (a bomb)
  'unreadable', // the system could not read it
  'bad-name', // its name climbs out of the export, or is absolute
] as const;
export type DamageReason = (typeof damageReasons)[number];
export const DamageReason = z.enum(damageReasons);

/** Why a file is kept as it is. */
export const keptReasons = [
  'not-understood', // no reader knows this file
  'system-file', // left there by an operating system (__MACOSX, .DS_Store, Thumbs.db)
  'not-data', // the network's own viewer, read-me, icons
  'repeats', // the same content stands in another file of this export
  'empty', // nothing in it
] as const;
export type KeptReason = (typeof keptReasons)[number];
export const KeptReason = z.enum(keptReasons);

/** Things a person should know about an import as a whole or about one file. */
export const warningCodes = [
  'section-missing', // a list that an export normally has is not there (missing is not empty)
  'section-unknown', // a section no reader knew; kept as events
  'part-missing', // the export's own index names a file that is not there
  'count-differs', // the export's own index names another number than was found
  'partial-export', // the network says that this is a part only
  'other-format', // an earlier export in another format is in the archive; what only a moment tells apart is there twice
  'two-exports', // several exports of this account in one; merged
  'links-only', // pictures and videos are links that will die
  'media-missing', // a picture or video is referenced and not there
  'invalid-utf8', // bytes that are no text were replaced
  'labels-unknown', // labels in an unknown language; read by position
  'account-unknown', // the export does not say whose it is
  'no-line-end', // a text or a table ends in the middle of a line: it may have been cut off
  'changed', // a thing known from an earlier export reads differently in this one; the first reading is kept
  'damaged-input', // the container itself is damaged; what could be reached was read
] as const;
export type WarningCode = (typeof warningCodes)[number];
export const WarningCode = z.enum(warningCodes);

/** What becomes of a file, what a person should see first in front. */
export const fates = ['damaged', 'kept', 'read'] as const;

export const FileFate = z.object({
  file: z.string(),
  bytes: z.number(),
  became: z.enum(fates),
  /** Which reader read it, e.g. `tiktok/json`; null where none did. */
  by: z.string().nullable(),
  reason: z.union([KeptReason, DamageReason]).nullable(),
  records: z.number(),
});
export type FileFate = z.infer<typeof FileFate>;

export const Tally = z.object({ found: z.number(), kept: z.number(), duplicate: z.number(), refused: z.number() });
export type Tally = z.infer<typeof Tally>;

/** What the person expected ("about 80,000 followers") beside what the archive holds now. */
export const Expectation = z.object({ what: RelationName, expected: z.number(), found: z.number(), difference: z.number() });
export type Expectation = z.infer<typeof Expectation>;

export const AccountOfImport = z.object({
  import: z.string(),
  archive: z.string(),
  network: z.string(),
  account: z.string().nullable(),
  layout: z.string(),
  language: z.string().nullable(),
  /** Seconds of work, over all sittings of a resumed import. */
  seconds: z.number(),
  state: z.enum(['running', 'stopped', 'done']),
  at: z.string(),
  /** How many files became what. */
  fileCounts: z.object({ damaged: z.number(), kept: z.number(), read: z.number() }),
  /** The first 1,000 of them; `imports.files` gives all, page by page. */
  files: z.array(FileFate),
  records: z.partialRecord(RecordKind, Tally),
  /** At most 1,000 of them; `records.*.refused` counts all. */
  refused: z.array(z.object({ file: z.string(), locator: z.string(), reason: RefusalReason })),
  expected: z.array(Expectation),
  warnings: z.array(z.object({ code: WarningCode, file: z.string().nullable(), detail: z.string().nullable() })),
});
export type AccountOfImport = z.infer<typeof AccountOfImport>;
