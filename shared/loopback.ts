/**
 * What the page and the browser door agree on, beside the contract. All of it is on the page's own origin, and all of it but `session` needs the cookie.
 *
 * 1. The address is opened as `http://127.0.0.1:<port>/#token=<token>`. The page takes the token, removes it from the address
 *    (`history.replaceState`) and exchanges it: `POST /session` with the JSON body `{ "token": "…" }` → 204 and the cookie, or 401.
 *    A page that is loaded again has the cookie and no token: it goes straight to 2. (`GET /session`: 204 with a session, 401 without.)
 * 2. The contract: a WebSocket at `/rpc`, text frames (`@orpc/client/websocket`).
 * 3. A dropped file: `PUT /upload?name=<name>` with the file as the body → 200 and a `PickedFile`, or 422 and `UploadRefused`.
 */
import * as z from 'zod';
import { refusalCodeList, type RefusalCode } from './errors.ts';

export const loopbackPaths = { session: '/session', rpc: '/rpc', upload: '/upload' } as const;

/** 256 bits, base64url. */
export const OneTimeToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
export const SessionAsk = z.object({ token: OneTimeToken });

export const uploadNameLimit = 1024;
export const UploadRefused = z.object({
  code: z.enum(refusalCodeList as [RefusalCode, ...RefusalCode[]]),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** With which code the door closes a WebSocket; a page tries again after `engineEnded` and says goodbye after `doorClosed`. */
export const closeCodes = {
  /** The door stops. */
  doorClosed: 1001,
  /** Not a text frame, or too large. */
  badFrame: 1008,
  /** The engine ended unexpectedly; the door starts it again. */
  engineEnded: 1012,
} as const;
