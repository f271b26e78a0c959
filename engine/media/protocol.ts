/** What passes between the engine and the thread that reads media. */
import type { MediaPart } from '../../shared/contract/index.ts';
import type { RefusalCode } from '../../shared/errors.ts';

/** `worker_threads`' `workerData`. */
export interface MediaOrder {
  /** The archive's database, the folder of its originals, and the key of both. */
  readonly file: string;
  readonly originals: string;
  readonly key: Uint8Array;
}

export interface ToMedia {
  readonly ask: number;
  /** In hexadecimal. */
  readonly id: string;
  readonly from: number;
  readonly purpose: 'show' | 'save';
}

type Part = Extract<MediaPart, { is: 'part' }>;
/** `content` as bytes. */
export type ReadPart = (Omit<Part, 'content'> & { readonly content: Uint8Array }) | Extract<MediaPart, { is: 'nothing' }>;

export type FromMedia =
  | { readonly type: 'part'; readonly ask: number; readonly part: ReadPart }
  | {
      readonly type: 'refused';
      readonly ask: number;
      readonly code: RefusalCode;
      readonly detail: Readonly<Record<string, string | number>>;
    };
