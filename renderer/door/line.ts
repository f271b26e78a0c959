/** A line to the engine: what calls travel on, until it ends. */
import type { ClientContext, ClientLink } from '@orpc/client';

export interface Line {
  readonly link: ClientLink<ClientContext>;
  /** Settles once, when nothing can travel on this line any more. */
  readonly ended: Promise<Ending>;
}

/** `closed`: Adieu was closed, on purpose. `engine-ended`: the engine died; its door starts it again. `broken`: anything else. */
export type Ending = 'closed' | 'engine-ended' | 'broken';

/** The door does not know this page: it was opened without its key. */
export class NotAdmitted extends Error {}
