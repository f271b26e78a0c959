/**
 * A page's port, as the contract's handler gets to see it. What a page sends is checked for its outer shape before anything reads it (the contract checks
 * what is inside): a message that is not one closes the port, and the engine goes on for everybody else.
 */
import type { MessagePortMain } from 'electron';
import * as z from 'zod';

/** Calls are small: a page has no bytes to send, files travel by token. */
const messageLimit = 1024 * 1024;

const CallNumber = z.string().regex(/^[0-9a-z]{1,16}$/);
/** What oRPC's client says (`@orpc/standard-server-peer`): a request, the end of an iterator, or that nobody waits for the answer any more. */
const Message = z.union([
  z.object({
    i: CallNumber,
    p: z.object({
      u: z.string().regex(/^\/[A-Za-z]{1,64}(\/[A-Za-z]{1,64}){0,4}$/),
      b: z.unknown().optional(),
      h: z
        .object({ 'last-event-id': z.string().max(100) })
        .strict()
        .optional(),
    }),
  }),
  z.object({
    i: CallNumber,
    t: z.literal(3),
    p: z.object({ e: z.enum(['message', 'error', 'done']), d: z.unknown().optional(), m: z.unknown().optional() }),
  }),
  z.object({ i: CallNumber, t: z.literal(4), p: z.unknown().optional() }),
]);

/** Whether the handler may read this. */
export function isPageMessage(data: unknown): data is string {
  if (typeof data !== 'string' || data.length > messageLimit) return false;
  try {
    return Message.safeParse(JSON.parse(data)).success;
  } catch {
    return false;
  }
}

/** A port of the shape oRPC takes. */
export interface PagePort {
  on(event: string, listener: (event?: { data: unknown }) => void): void;
  postMessage(data: unknown): void;
}

/** The port behind its check. */
export function checkedPort(port: MessagePortMain): PagePort {
  return {
    on(event, listener) {
      if (event === 'close') port.on('close', () => listener());
      if (event !== 'message') return;
      port.on('message', (message) => {
        if (isPageMessage(message.data)) listener({ data: message.data });
        else port.close();
      });
    },
    postMessage: (data) => port.postMessage(data),
  };
}
