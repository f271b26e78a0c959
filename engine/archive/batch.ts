import type { AccountOfImport, DamageReason, KeptReason, RefusalReason } from '../../shared/account-of-import.ts';
import type { Person, RecordKind } from '../../shared/records.ts';

/** How many records a batch, and so a block of `raw`, may hold; `record.place` counts on it. */
export const blockSize = 4096;

/**
 * Records on their way from the thread that reads to the thread that writes: column by column, so that crossing costs little. All lists of columns
 * have `ids.length / 16` members.
 */
export interface Batch {
  /** 16 bytes a record. */
  readonly ids: Uint8Array;
  readonly kinds: Uint8Array;
  /** Milliseconds since 1970, NaN where there is no date. */
  readonly ats: Float64Array;
  /** Position of the file in the import's list of files. */
  readonly files: Uint32Array;
  readonly subs: readonly (string | null)[];
  readonly texts: readonly (string | null)[];
  readonly words: readonly (string | null)[];
  readonly bodies: readonly string[];
  /** Bits of `flag` in `facets.ts`. */
  readonly flags: Uint8Array;
  /** Of the few that the index of words does not serve: their place in the batch, and their tokens (`scripts.ts`). */
  readonly runs: readonly { readonly i: number; readonly text: string; readonly words: string }[];
  /** Ids in hexadecimal of the records they belong to. */
  readonly ofs: readonly (string | null)[];
  /** Of relations: who. */
  readonly persons: readonly (Partial<Person> | null)[];
  /** zstd: one JSON line a record, `[atAsGiven, locator, raw]`. */
  readonly block: Uint8Array;
  readonly refusals: readonly { file: number; kind: RecordKind; locator: string; reason: RefusalReason }[];
  readonly warnings: readonly Warning[];
  /** Checkpoints: so many things of the file have come, this batch included. */
  readonly emitted: ReadonlyMap<number, number>;
  /** Files that are at their end. */
  readonly fates: readonly Fate[];
  /** Media whose content was hashed, by record id. */
  readonly hashes: readonly { id: string; bytes: number; sha256: string }[];
}

export type Warning = AccountOfImport['warnings'][number];

export interface Fate {
  readonly file: number;
  readonly became: 'read' | 'kept' | 'damaged';
  readonly by: string | null;
  readonly reason: KeptReason | DamageReason | null;
}
