import type { DamageReason } from '../../../shared/account-of-import.ts';
import type { OpenedFile } from './opened-file.ts';

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
  readonly files: readonly OpenedFile[];
  readonly problems: readonly Problem[];
}
