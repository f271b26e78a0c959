import type { DamageReason } from '../../../shared/account-of-import.ts';
import type { RandomAccess } from './random-access.ts';

/** One file found in a container or folder. There may be a million of them: classes with few fields, not objects with functions of their own. */
export interface Item {
  readonly path: string;
  /** Uncompressed size as the container declares it. */
  readonly bytes: number;
  /** As `ExportFile.open`. */
  open(): AsyncIterable<Buffer>;
  /** The same bytes with random access, where the container gives that without reading through; the caller closes it. */
  readonly access?: (() => Promise<RandomAccess>) | undefined;
}

export interface Problem {
  /** What it is about: `entry` is one file that is not in the list because it cannot be read at all, `input` the container as a whole. */
  readonly of: 'entry' | 'input';
  /** The entry's name, made fit to be shown; for `input` the name of the container. */
  readonly file: string;
  /** Size of the entry as declared; 0 for `input`. */
  readonly bytes: number;
  readonly reason: DamageReason;
  readonly detail?: string;
}

export interface Contents {
  readonly kind: 'zip' | 'tar' | 'folder' | 'file';
  readonly items: readonly Item[];
  readonly problems: readonly Problem[];
}
