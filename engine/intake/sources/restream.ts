/**
 * Random access over bytes that can only be streamed from their start (what gzip holds, a zip compressed inside a zip).
 * A pass that has been left somewhere goes on from there when later bytes are asked for, so reading files in the order in which they lie costs one
 * pass in all; going back begins a new one. The end is kept in memory on demand: a zip's directory lies there.
 */
import { DamagedFile } from '../toolkit/reader.ts';
import type { RandomAccess } from './random-access.ts';

interface Pass {
  readonly chunks: AsyncIterator<Buffer>;
  /** Where `rest` begins. */
  at: number;
  rest: Buffer;
}

export interface Restream extends RandomAccess {
  /** Throws `DamagedFile`, after everything before the damage was delivered. */
  stream(start: number, length: number): AsyncGenerator<Buffer>;
}

const idlePasses = 2;

export function restream(
  name: string,
  size: number,
  begin: () => AsyncIterable<Buffer>,
  tail: Buffer = Buffer.alloc(0),
): Restream {
  const idle: Pass[] = [];

  const take = (start: number): Pass => {
    let best = -1;
    idle.forEach((pass, i) => {
      if (pass.at <= start && pass.at > (idle[best]?.at ?? -1)) best = i;
    });
    return idle.splice(best, best < 0 ? 0 : 1)[0] ?? { chunks: begin()[Symbol.asyncIterator](), at: 0, rest: Buffer.alloc(0) };
  };
  const giveBack = async (pass: Pass): Promise<void> => {
    idle.push(pass);
    if (idle.length > idlePasses) await idle.shift()?.chunks.return?.();
  };

  async function* stream(start: number, length: number): AsyncGenerator<Buffer> {
    if (length <= 0) return;
    const pass = take(start);
    // Left in the middle it can be gone on with; a pass that failed cannot.
    let failed = false;
    try {
      for (let at = start, end = start + length; at < end;) {
        if (pass.rest.length === 0) {
          failed = true;
          const next = await pass.chunks.next();
          if (next.done) throw new DamagedFile('cut-off');
          failed = false;
          pass.rest = next.value;
        }
        // Bytes before `start` are passed over.
        const from = Math.min(pass.rest.length, at - pass.at);
        const part = pass.rest.subarray(from, from + end - at);
        pass.at += from + part.length;
        pass.rest = pass.rest.subarray(from + part.length);
        at += part.length;
        if (part.length > 0) yield part;
      }
    } finally {
      if (!failed) await giveBack(pass);
    }
  }

  return {
    name,
    size,
    stream,
    async read(offset, length) {
      const wanted = Math.max(0, Math.min(length, size - offset));
      if (offset >= size - tail.length)
        return tail.subarray(offset - (size - tail.length), offset - (size - tail.length) + wanted);
      const parts: Buffer[] = [];
      for await (const part of stream(offset, wanted)) parts.push(part);
      return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    },
    async close() {
      await Promise.all(idle.splice(0).map(async (pass) => pass.chunks.return?.()));
    },
  };
}
