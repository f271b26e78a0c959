/**
 * What a network's reader is: it recognises an export, says whose it is, and turns its files into records.
 * A reader never opens, writes or counts anything itself: it is handed files and an `Out`.
 */
import type { DamageReason, KeptReason, RefusalReason, WarningCode } from '../../../shared/account-of-import.ts';
import type { AnyRecord, RecordKind } from '../../../shared/records.ts';

/** One file of the export, wherever it lies (zip, tar, folder, kept original). Reading is sequential and may be repeated. */
export interface ExportFile {
  /** Inside the export, `/` between the parts, as the export names it (wrapper folders included). */
  readonly path: string;
  /** Uncompressed size in bytes as the container declares it. */
  readonly bytes: number;
  /** Which of the inputs it came from, from 0. */
  readonly input: number;
  /** The file's bytes. Throws `DamagedFile` where they cannot be had, after everything before the damage was delivered. */
  open(): AsyncIterable<Buffer>;
}

/** Thrown by `ExportFile.open()` iteration and by the toolkit's walkers: the rest of this file cannot be read. */
export class DamagedFile extends Error {
  readonly reason: DamageReason;
  constructor(reason: DamageReason, message: string = reason, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DamagedFile';
    this.reason = reason;
  }
}

/** What a reader may look at before anything is imported. */
export interface Look {
  readonly files: readonly ExportFile[];
  /** The first bytes of a file as text (BOM dropped, UTF-16 understood). Empty where the file is damaged. */
  head(file: ExportFile, bytes?: number): Promise<string>;
  /** A small file whole, as text; null where it is damaged or larger than `limit` bytes (default 8 MiB). */
  whole(file: ExportFile, limit?: number): Promise<string | null>;
}

/** What fits less than this may as well be another network's. */
export const maybe = 0.3;

export interface Recognition {
  /** 0 to 1: 0.9 and more means that names and content agree; below `maybe` the person is asked. */
  readonly fit: number;
  /** e.g. `json-profile-and-settings`, `js-tweets`. */
  readonly layout: string;
  /** Language of the export's own names (BCP 47), null where nothing tells. */
  readonly language: string | null;
}

export interface AccountName {
  readonly handle: string | null;
  readonly networkId: string | null;
  readonly name: string | null;
}

export interface Step {
  readonly file: ExportFile;
  /** Shown in the account of the import, e.g. `tiktok/json`. */
  readonly by: string;
  /** Emits the file's records always in the same order: a resumed import skips what it already has by counting. */
  read(out: Out): Promise<void>;
}

export interface Plan {
  readonly account: AccountName;
  /** In the order in which they are read. Files in no step are kept as they are. */
  readonly steps: Iterable<Step>;
  /** Why files in no step are kept, where it is not `not-understood`. */
  readonly kept?: ReadonlyMap<ExportFile, KeptReason>;
  readonly warnings?: readonly { code: WarningCode; file: string | null; detail?: string }[];
  /** Readers (`by`) that give the same things other keys, because their files lack what this plan's have: what an earlier import read so will be there twice. */
  readonly apartFrom?: readonly string[];
}

export interface ExportReader {
  recognise(look: Look): Promise<Recognition | null>;
  plan(look: Look, recognition: Recognition): Promise<Plan>;
}

type Given = 'id' | 'network' | 'account' | 'source' | 'raw' | 'at' | 'atAsGiven';
type DraftOf<R> = R extends AnyRecord ? Omit<R, Given> : never;
/**
 * A record before it has an id. Lists and fields a network has nothing for are left out and become `[]` and `null`.
 * `kind` and the fields that tell what it is must be there.
 */
export type Draft = Loose<DraftOf<AnyRecord>> & {
  /** The natural key: what makes this thing the same thing in every export of this account. Unique within its kind. */
  readonly key: string;
  /** ISO instant in UTC, or null. */
  readonly at?: string | null;
  readonly atAsGiven?: string | number | null;
  /** JSON pointer, `line N`, `row N`. */
  readonly locator: string;
  /** What the kind has no room for, as it came. */
  readonly raw?: Readonly<Record<string, unknown>>;
  /** Only where the record belongs to another network than the reader's. */
  readonly network?: string;
};
type Must = 'kind' | 'relation' | 'person' | 'form' | 'reaction' | 'conversation' | 'topic' | 'state';
type Loose<D> = D extends unknown ? Pick<D, Extract<keyof D, Must>> & LooseRest<Omit<D, Must>> : never;
type LooseRest<D> = {
  readonly [K in keyof D]?: D[K] extends readonly unknown[] | boolean | null | string | number | undefined
    ? D[K]
    : D[K] | Partial<D[K]>;
};

/** Where a reader puts what it finds. Synchronous, so that a hot loop stays hot; `breathe` once per batch of values. */
export interface Out {
  record(draft: Draft): void;
  /** Something that should have been a record and cannot be. */
  refuse(kind: RecordKind, locator: string, reason: RefusalReason): void;
  warn(code: WarningCode, detail?: string): void;
  /** Waits where the writer is behind; throws where the import was cancelled. */
  breathe(): Promise<void>;
}
