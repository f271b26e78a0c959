/** What passes between the door and the engine's process. Both ends are ours; nothing of it can be reached from a page except the text of a frame. */
import type { PickedFile } from '../shared/contract/index.ts';
import type { RefusalCode } from '../shared/errors.ts';

/** `page` and `upload` are numbers the door gives out, never reused. */
export type ToEngine =
  | { readonly to: 'open'; readonly page: number }
  | { readonly to: 'frame'; readonly page: number; readonly text: string }
  | { readonly to: 'shut'; readonly page: number }
  | { readonly to: 'upload'; readonly upload: number; readonly name: string }
  | { readonly to: 'bytes'; readonly upload: number; readonly bytes: Uint8Array }
  | { readonly to: 'end'; readonly upload: number }
  | { readonly to: 'abort'; readonly upload: number }
  | { readonly to: 'close' };

export type FromEngine =
  | { readonly from: 'ready' }
  /** Everything lives elsewhere now: this engine asks to be closed, and another one to be started. */
  | { readonly from: 'start-again' }
  | { readonly from: 'frame'; readonly page: number; readonly text: string }
  /** So many bytes of an upload have been written; as many more may follow. */
  | { readonly from: 'took'; readonly upload: number; readonly bytes: number }
  | { readonly from: 'received'; readonly upload: number; readonly file: PickedFile }
  | {
      readonly from: 'refused';
      readonly upload: number;
      readonly code: RefusalCode;
      readonly detail: Readonly<Record<string, string | number>>;
    }
  | { readonly from: 'failed'; readonly upload: number };

/** How many bytes of one upload may be under way between the two processes. */
export const uploadWindow = 4 * 1024 * 1024;
