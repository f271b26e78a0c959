/** The shapes that pass between the page and the engine. Every string and list that comes from outside has a limit. */
import * as z from 'zod';
import { AccountOfImport, fates } from '../account-of-import.ts';
import { AnyRecord, RecordKind, RelationName } from '../records.ts';
import { Comparison } from './comparison.ts';

export const Id = z.string().regex(/^[0-9a-zA-Z_-]{1,64}$/);
export const NetworkId = z.string().regex(/^[a-z][a-z0-9-]{0,30}$/);
const Count = z.number().int().nonnegative();
export const Offset = z.number().int().min(0).max(1e9);
export const Limit = z.number().int().min(1).max(500);

/** A picked file or folder. The engine keeps the path; the page only ever sees this. */
export const PickedFile = z.object({ token: Id, name: z.string().max(1024), bytes: Count, kind: z.enum(['file', 'folder']) });
export type PickedFile = z.infer<typeof PickedFile>;
export const Tokens = z.array(Id).min(1).max(10_000);

export const Protection = z.enum(['keychain', 'passphrase', 'none']);
export type Protection = z.infer<typeof Protection>;
export const VaultState = z.object({
  state: z.enum(['new', 'locked', 'open']),
  protection: Protection.nullable(),
  keychain: z.enum(['available', 'unavailable']),
  recoveryConfirmed: z.boolean(),
});
export type VaultState = z.infer<typeof VaultState>;

export const Settings = z.object({
  language: z.enum(['system', 'en', 'fr']),
  theme: z.enum(['system', 'light', 'dark']),
});
export type Settings = z.infer<typeof Settings>;

export const NetworkSummary = z.object({
  id: NetworkId,
  name: z.string(),
  /** Other names by which people look for it. */
  aliases: z.array(z.string()),
  reads: z.boolean(),
  /** Stands for any network Adieu does not know by itself: the person types its name. */
  general: z.boolean(),
});
export type NetworkSummary = z.infer<typeof NetworkSummary>;

export const About = z.object({
  version: z.string(),
  door: z.enum(['electron', 'browser', 'direct']),
  /** Where everything lives, as the person knows the place (`~/.local/share/adieu`), and the bytes free there; not a path the page could use. */
  kept: z.object({
    place: z.string(),
    free: Count.nullable(),
    /** `asked`: said when Adieu was started, by `--home` or `ADIEU_HOME`; it cannot be changed from within. */
    by: z.enum(['asked', 'usual', 'chosen']),
  }),
  /** The door tells reminders through the system; otherwise the page does, while it is open. */
  notifies: z.boolean(),
  /** A way for the page to hand over dropped files: by the door's own bridge, or by upload over loopback. */
  picks: z.enum(['bridge', 'upload']),
  networks: z.array(NetworkSummary),
});
export type About = z.infer<typeof About>;

/** What the engine sees in picked files before anything is imported. */
export const Inspection = z.object({
  /** Best first. Empty: nobody knows it. Two: the person is asked. */
  fits: z.array(
    z.object({
      network: NetworkId,
      name: z.string(),
      fit: z.number(),
      layout: z.string(),
      language: z.string().nullable(),
      account: z.string().nullable(),
      /** An archive of this account that is there already; the import would add to it. */
      archive: Id.nullable(),
    }),
  ),
  /** True where the best fit stands alone. */
  sure: z.boolean(),
  files: Count,
  bytes: Count,
  /** Room the import may need on the disk, and what is free, in bytes. */
  roomNeeded: Count,
  roomFree: Count.nullable(),
  problems: z.array(z.object({ file: z.string(), reason: z.string() })).max(1000),
});
export type Inspection = z.infer<typeof Inspection>;

export const FilesQuery = z.object({
  archive: Id,
  import: Id,
  became: z.enum(fates).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(10_000).default(200),
});
export type FilesQuery = z.infer<typeof FilesQuery>;

export const Expect = z.partialRecord(RelationName, Count.max(1e10));
export const ImportOptions = z.object({
  tokens: Tokens,
  network: NetworkId.optional(),
  /** Add to this archive, whatever account the export names. */
  into: Id.optional(),
  expect: Expect.default({}),
  /** False: the original is not copied into the vault, only its name, size and SHA-256. */
  keepOriginal: z.boolean().default(true),
});

const Progress = z.object({
  files: Count,
  filesOf: Count,
  records: Count,
  bytes: Count,
  bytesOf: Count,
  /** Seconds; null while nothing can be said. */
  secondsLeft: z.number().nullable(),
});
export type Progress = z.infer<typeof Progress>;

export const CopyReport = z.object({
  /** How the person knows the place, e.g. `~/Documents/adieu-tiktok-x`; not a path the page could use. */
  place: z.string(),
  /** Its file or folder name. */
  name: z.string(),
  /** For `copies.check`, to look at this copy at once. */
  token: Id.optional(),
  files: Count,
  bytes: Count,
  records: Count,
});
export type CopyReport = z.infer<typeof CopyReport>;
export const CheckReport = z.object({
  intact: z.boolean(),
  files: Count,
  bytes: Count,
  missing: z.array(z.string()).max(10_000),
  changed: z.array(z.string()).max(10_000),
  extra: z.array(z.string()).max(10_000),
  /** What is wrong with the bag itself: `no-bagit`, `no-manifest`, `bad-line`, `bad-version`, `oxum-differs`, `unsafe-path`. */
  faults: z.array(z.object({ code: z.string(), detail: z.string() })).max(1000),
});
export type CheckReport = z.infer<typeof CheckReport>;
/** What was found when an archive was opened, searched and its kept originals read again. */
export const ProofReport = z.object({ archive: Id, opens: z.boolean(), searches: z.boolean(), whole: Count, of: Count });
export type ProofReport = z.infer<typeof ProofReport>;

/** `place` as the person knows it. */
export const MoveReport = z.object({ place: z.string(), files: Count, bytes: Count });
export type MoveReport = z.infer<typeof MoveReport>;
/** What a move would mean: `needed` and `free` are bytes on the new place's disk. */
export const MovePlan = MoveReport.extend({ needed: Count, free: Count.nullable() });
export type MovePlan = z.infer<typeof MovePlan>;

export const JobResult = z.discriminatedUnion('job', [
  z.object({ job: z.literal('import'), account: AccountOfImport }),
  z.object({ job: z.literal('copy'), copy: CopyReport }),
  z.object({ job: z.literal('check'), check: CheckReport }),
  z.object({ job: z.literal('prove'), proof: ProofReport }),
  z.object({ job: z.literal('compare'), compare: Comparison }),
  z.object({ job: z.literal('move'), move: MoveReport }),
]);
export type JobResult = z.infer<typeof JobResult>;

/** How a job stands. The last one an iterator gives is `done`, `stopped` or `failed`. */
export const JobState = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('running'),
    stage: z.enum(['looking', 'keeping', 'reading', 'finishing', 'writing', 'checking', 'comparing', 'moving']),
    progress: Progress,
    /** The archive it works on, once that is known. */
    archive: Id.nullable(),
  }),
  z.object({ state: z.literal('done'), result: JobResult }),
  /** Stopped by the person; what was read is kept and the job can be resumed. */
  z.object({ state: z.literal('stopped'), archive: Id.nullable(), import: Id.nullable() }),
  z.object({
    state: z.literal('failed'),
    code: z.string(),
    detail: z.record(z.string(), z.union([z.string(), z.number()])),
    archive: Id.nullable(),
  }),
]);
export type JobState = z.infer<typeof JobState>;

export const ArchiveSummary = z.object({
  id: Id,
  network: NetworkId,
  networkName: z.string(),
  /** Handle, name or network id; null where no export said. */
  account: z.string().nullable(),
  name: z.string().nullable(),
  createdAt: z.string(),
  changedAt: z.string(),
  /** `importing`: an import is under way or was stopped and can be resumed. */
  state: z.enum(['ready', 'importing']),
  /** The import that can be resumed, if any. */
  resumable: Id.nullable(),
  /** First and last dated record, ISO. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  counts: z.partialRecord(RecordKind, Count),
  relations: z.partialRecord(RelationName, Count),
  people: Count,
  bytes: Count,
});
export type ArchiveSummary = z.infer<typeof ArchiveSummary>;

export const ArchiveDetail = ArchiveSummary.extend({
  /** How many records of a form, reaction or topic: `{ post: { video: 120 } }`. */
  subs: z.partialRecord(RecordKind, z.record(z.string(), Count)),
  /** Dated posts, messages, comments and reactions a month, in order: `2024-03`. */
  months: z.array(z.object({ month: z.string(), post: Count, message: Count, comment: Count, reaction: Count })),
  imports: z.array(
    z.object({
      id: Id,
      at: z.string(),
      state: z.enum(['running', 'stopped', 'done']),
      layout: z.string(),
      files: Count,
      kept: Count,
      duplicate: Count,
      refused: Count,
      damaged: Count,
      originalKept: z.boolean(),
    }),
  ),
});
export type ArchiveDetail = z.infer<typeof ArchiveDetail>;

/** A person of an archive, with the lists in which they stand. `mutual` is derived: follower and following. */
export const PersonRow = z.object({
  id: Id,
  handle: z.string().nullable(),
  name: z.string().nullable(),
  networkId: z.string().nullable(),
  url: z.string().nullable(),
  relations: z.array(RelationName),
  /** When they first appear with a date in one of the lists asked for, ISO. */
  since: z.string().nullable(),
});
export type PersonRow = z.infer<typeof PersonRow>;

export const PeopleQuery = z.object({
  archive: Id,
  /** Everybody in at least one of these lists; empty: everybody. `mutual` means follower and following. */
  relations: z.array(RelationName).max(20).default([]),
  find: z.string().max(200).default(''),
  sort: z.enum(['name', 'since', 'list']).default('list'),
  descending: z.boolean().default(false),
  offset: Offset.default(0),
  limit: Limit.default(100),
});
export const PeoplePage = z.object({ total: Count, people: z.array(PersonRow) });

export const RecordsQuery = z.object({
  archive: Id,
  kinds: z.array(RecordKind).min(1).max(9),
  /** Forms, reactions, relations or topics; empty: all. */
  subs: z.array(z.string().max(200)).max(100).default([]),
  /** Only media of, messages in… this record. */
  of: Id.optional(),
  order: z.enum(['newest', 'oldest', 'list']).default('newest'),
  offset: Offset.default(0),
  limit: Limit.default(50),
});
export const RecordsPage = z.object({ total: Count, records: z.array(AnyRecord) });

/** Two imports of one archive; without them, the two newest that came to their end. */
export const CompareQuery = z.object({ archive: Id, from: Id.optional(), to: Id.optional() });
export const DifferencesQuery = z.object({
  comparison: Id,
  kind: RecordKind,
  /** One of its lists; without it all of them. */
  sub: z.string().max(1000).nullable().optional(),
  change: z.enum(['came', 'gone']),
  offset: Offset.default(0),
  limit: Limit.default(100),
});

export const ConversationRow = z.object({
  id: Id,
  title: z.string().nullable(),
  group: z.boolean().nullable(),
  participants: z.array(z.string()),
  messages: Count,
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** The beginning of the newest message. */
  snippet: z.string().nullable(),
});
export type ConversationRow = z.infer<typeof ConversationRow>;

export const SearchQuery = z.object({
  words: z.string().max(1000),
  archive: Id.optional(),
  kinds: z.array(RecordKind).max(9).default([]),
  offset: Offset.max(100_000).default(0),
  limit: Limit.default(20),
  /** With `raw`, `atAsGiven` and the place in the file. Without them a page comes several times sooner, and `records.get` has them. */
  whole: z.boolean().default(false),
});
/** A piece of text, cut so that hits can be marked without any markup. */
export const Marked = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type Marked = z.infer<typeof Marked>;
export const SearchHit = z.object({ archive: Id, marked: Marked, record: AnyRecord });
export type SearchHit = z.infer<typeof SearchHit>;
export const SearchPage = z.object({ total: Count, hits: z.array(SearchHit), milliseconds: z.number() });

/** A place where an open copy can be put. */
export const Place = z.object({ token: Id, label: z.string(), free: Count.nullable() });
export type Place = z.infer<typeof Place>;
