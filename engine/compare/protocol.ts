/** What the engine and the thread that compares say to each other. */
import type { ComparedImport, ComparedList, Comparison } from '../../shared/contract/index.ts';
import type { RefusalCode } from '../../shared/errors.ts';
import type { RecordKind } from '../../shared/records.ts';
import type { StoredInput } from '../intake/inputs.ts';

/** One of the two imports. */
export interface Side {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly network: string;
  readonly layout: string;
  readonly language: string | null;
  /** Its kept originals, to be read again; null where the archive's own rows tell all it held. */
  readonly inputs: readonly StoredInput[] | null;
  /** So many records were found at most. */
  readonly most: number;
}

/** What the thread is born with. */
export interface CompareOrder {
  /** Module that exports `networks`. */
  readonly networks: string;
  /** The archive's database. */
  readonly file: string;
  /** 32 bytes. */
  readonly key: Uint8Array;
  readonly from: Side;
  readonly to: Side;
}

/** A list with its members, as `seq`s in the order in which they came into the archive. */
export interface Difference extends Omit<ComparedList, 'came' | 'gone'> {
  readonly kind: RecordKind;
  readonly came: Uint32Array;
  readonly gone: Uint32Array;
}

export interface Outcome {
  readonly from: ComparedImport;
  readonly to: ComparedImport;
  readonly lists: readonly Difference[];
  readonly doubts: Comparison['doubts'];
}

export type FromComparing =
  | {
      readonly type: 'reading';
      readonly files: number;
      readonly bytes: number;
      readonly bytesOf: number;
      readonly records: number;
    }
  | { readonly type: 'comparing'; readonly records: number }
  | { readonly type: 'done'; readonly outcome: Outcome }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly detail: Readonly<Record<string, string | number>> };
