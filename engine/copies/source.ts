/** What an open copy is written from. The archive gives it; nothing here knows how an archive is kept. */
import type { AccountOfImport, FileFate } from '../../shared/account-of-import.ts';
import type { PersonRow } from '../../shared/contract/schemas.ts';
import type { AnyRecord, RecordKind, RecordOf, RelationName } from '../../shared/records.ts';

/** One input of an import (a zip, a folder, a loose file), kept byte for byte. */
export interface KeptOriginal {
  /** The name of what the person dropped: a file's or a folder's. */
  readonly name: string;
  /** How many files it holds. */
  readonly count: number;
  /** Paths inside it with `/`; of a single file its own name. `sha256` as 64 lower-case hexadecimal digits. */
  files(): Iterable<{ readonly path: string; readonly bytes: number; readonly sha256: string }>;
  stream(path: string): AsyncIterable<Buffer>;
}

/** A medium whose file is in the kept original. */
export interface KeptMedium {
  readonly record: RecordOf<'media'>;
  stream(): AsyncIterable<Buffer>;
}

/**
 * Everything streams: no call may hold an archive of a million records in memory. Iterables are read one at a time, each to its end or not, never two
 * at once.
 */
export interface CopySource {
  readonly archive: {
    readonly id: string;
    readonly network: string;
    readonly networkName: string;
    /** Handle, name or network id; null where no export said. */
    readonly account: string | null;
    readonly name: string | null;
    readonly createdAt: string;
    readonly changedAt: string;
  };
  counts(): Readonly<Record<RecordKind, number>>;
  /** In the order in which the network listed them. */
  records(kind: RecordKind): Iterable<AnyRecord>;
  /** Everybody in a list, `mutual` included (follower and following); `null`: everybody. */
  people(relation: RelationName | null): Iterable<PersonRow>;
  /** The lists that hold anybody. */
  relations(): readonly RelationName[];
  originals(): Iterable<KeptOriginal>;
  /** Only the media that are there. A file that several records name may come several times. */
  media(): AsyncIterable<KeptMedium> | Iterable<KeptMedium>;
  imports(): readonly AccountOfImport[];
  /** Every file of one of them, in the order of the export. */
  importFiles(id: string): Iterable<FileFate>;
}
