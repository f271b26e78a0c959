/** What the engine and its two threads say to each other during an import. */
import type { MessagePort } from 'node:worker_threads';
import type { RefusalCode } from '../../shared/errors.ts';
import type { Batch, Warning } from '../archive/batch.ts';
import type { StoredInput } from './inputs.ts';
import type { Metered } from './meter.ts';
import type { PackedFiles } from './packed-files.ts';
import type { AccountName } from './toolkit/reader.ts';

/** What the thread that reads is born with: it can be there before anybody knows what is to be read. */
export interface ReadingData {
  /** Module that exports `networks`. */
  readonly networks: string;
}

export type ToReading =
  /** The first message: what there is to read. */
  | {
      readonly type: 'open';
      readonly inputs: readonly StoredInput[];
      /** 32 bytes, for inputs and originals in the vault. */
      readonly key: Uint8Array;
    }
  /** Look at the inputs. */
  | { readonly type: 'inspect' }
  /** Take up one network's reader. */
  | { readonly type: 'plan'; readonly network: string }
  /** The files once more: what `inspect` answered with. */
  | { readonly type: 'list' }
  /** The hash of each input. */
  | { readonly type: 'hash' }
  /** Read; batches go to the writer, `Taken` comes back. */
  | {
      readonly type: 'read';
      readonly writer: MessagePort;
      /** The position of each file in the account of the import. */
      readonly positions: Uint32Array;
      /** How many things are in already, by the position of their file. */
      readonly done: Uint32Array;
    }
  | { readonly type: 'cancel' };

export interface Fit {
  readonly network: string;
  readonly name: string;
  readonly fit: number;
  readonly layout: string;
  readonly language: string | null;
  readonly account: AccountName;
}

export interface Inspected {
  readonly fits: readonly Fit[];
  /** Files that can be read, then entries that cannot: their place here is their position in the account of the import. */
  readonly files: PackedFiles;
  /** `of`: an input as a whole, or one file in it. */
  readonly problems: readonly { of: 'input' | 'entry'; file: string; reason: string }[];
  /** Of the inputs that do not lie in the vault already, as they lie on the disk. */
  readonly outsideBytes: number;
}

export type FromReading =
  | { readonly type: 'inspected'; readonly inspected: Inspected }
  | { readonly type: 'planned'; readonly fit: Fit; readonly warnings: readonly Warning[]; readonly apartFrom: readonly string[] }
  | { readonly type: 'listed'; readonly files: PackedFiles }
  | { readonly type: 'hashed'; readonly sha256: readonly string[] }
  | Measured
  | { readonly type: 'ended'; readonly cancelled: boolean }
  | Refused;

/** How far a thread has come with the piece of work it is at. */
export type Measured = { readonly type: 'measured' } & Metered;
export interface Refused {
  readonly type: 'refused';
  readonly code: RefusalCode;
  readonly detail: Readonly<Record<string, string | number>>;
}

export interface KeptInput {
  readonly name: string;
  readonly bytes: number;
  readonly files: number;
  /** Of the one file; of a folder, over the list of its files' hashes. */
  readonly sha256: string;
}

/** What the thread that writes is told. */
export type ToWriter =
  /** Keep the originals: one encrypted file an input; null where it is not to be kept, only hashed. Before `write`, or not at all. */
  | {
      readonly type: 'keep';
      readonly inputs: readonly StoredInput[];
      readonly into: readonly (string | null)[];
      readonly key: Uint8Array;
    }
  /** The last one. */
  | ({ readonly type: 'write' } & WritingOrder)
  | { readonly type: 'cancel' };

export interface WritingOrder {
  readonly file: string;
  readonly key: Uint8Array;
  readonly importSeq: number;
  /** `import_file.id` of the file at position 0; the others follow. */
  readonly firstFile: number;
  readonly warnings: readonly Warning[];
  /** Records a transaction, where it is not the usual number. */
  readonly commitRecords?: number | undefined;
  /** The present moment, by the engine's clock. */
  readonly now: string;
  /** Seconds the import has taken before: looking, and keeping the original. */
  readonly spent: number;
  readonly batches: MessagePort;
}

export type ToWriting = { readonly type: 'batch'; readonly batch: Batch } | { readonly type: 'end'; readonly cancelled: boolean };
/** One for every batch. */
export type Taken = 'taken';
export type FromWriting =
  | { readonly type: 'kept'; readonly originals: readonly (KeptInput | null)[] }
  | Measured
  | Refused
  | { readonly type: 'progress'; readonly records: number }
  | { readonly type: 'ended' }
  | { readonly type: 'no-room' };
