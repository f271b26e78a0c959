/** The engine's end of uploads: chunks come in, are handed on as they are asked for, and are acknowledged when they have been taken. */
import type { PickedFile } from '../shared/contract/index.ts';
import type { RefusalCode } from '../shared/errors.ts';
import { assertNever } from '../shared/errors.ts';
import type { FromEngine, ToEngine } from './messages.ts';

type UploadMessage = Extract<ToEngine, { readonly upload: number }>;
type Receive = (name: string, bytes: AsyncIterable<Buffer>) => Promise<PickedFile>;
type Expected = (
  error: unknown,
) => { readonly code: RefusalCode; readonly detail: Readonly<Record<string, string | number>> } | null;

interface Incoming {
  readonly chunks: Buffer[];
  state: 'open' | 'ended' | 'aborted';
  wake: () => void;
}

/** Gives the function that takes every message about uploads. `expected` tells refusals from bugs. */
export function receiveUploads(
  receive: Receive,
  tell: (message: FromEngine) => void,
  expected: Expected,
): (message: UploadMessage) => void {
  const incoming = new Map<number, Incoming>();

  async function take(upload: number, name: string, from: Incoming): Promise<void> {
    try {
      const file = await receive(
        name,
        chunksOf(from, (bytes) => tell({ from: 'took', upload, bytes })),
      );
      tell({ from: 'received', upload, file });
    } catch (error) {
      const refusal = expected(error);
      if (refusal) tell({ from: 'refused', upload, code: refusal.code, detail: { ...refusal.detail } });
      else {
        tell({ from: 'failed', upload });
        if (!(error instanceof Aborted)) console.error(error);
      }
    } finally {
      incoming.delete(upload);
    }
  }

  return (message) => {
    if (message.to === 'upload') {
      const from: Incoming = { chunks: [], state: 'open', wake: () => {} };
      incoming.set(message.upload, from);
      void take(message.upload, message.name, from);
      return;
    }
    const from = incoming.get(message.upload);
    if (!from) return;
    switch (message.to) {
      case 'bytes':
        from.chunks.push(Buffer.from(message.bytes.buffer, message.bytes.byteOffset, message.bytes.byteLength));
        break;
      case 'end':
        from.state = 'ended';
        break;
      case 'abort':
        from.state = 'aborted';
        break;
      default:
        assertNever(message);
    }
    from.wake();
  };
}

class Aborted extends Error {}

async function* chunksOf(from: Incoming, took: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
  for (;;) {
    if (from.state === 'aborted') throw new Aborted('the upload was broken off');
    const chunk = from.chunks.shift();
    if (chunk) {
      yield chunk;
      took(chunk.length);
    } else if (from.state === 'ended') return;
    else {
      await new Promise<void>((resolve) => {
        from.wake = resolve;
      });
    }
  }
}
