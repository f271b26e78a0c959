/**
 * Inflating as a stream, so that everything before a damage is delivered.
 *
 * zlib works on Node's thread pool here, beside the reader's own work: large pieces in and out are what makes it fast (1 MiB out, two ahead).
 * Node drops the output of the very call in which zlib stumbles; so after bad data the bytes are inflated again, in smaller and smaller steps
 * around the place, and what had not been delivered yet is.
 */
import { constants, createGunzip, createInflateRaw, inflateRawSync, type Gunzip, type InflateRaw } from 'node:zlib';
import { DamagedFile } from '../toolkit/reader.ts';

const chunkBytes = 1 << 20;
const smallest = 16 * 1024;

/** How far a pass came, in compressed bytes. */
export interface Progress {
  /** Handed to zlib and fully used, up to the last whole step. */
  accepted: number;
  /** Used by zlib: at the end of the data, where they end. */
  consumed: number;
}

type Engine = InflateRaw | Gunzip;

/**
 * Inflates `source()`, which may be asked for again. Trailing bytes behind the end of the data are not read.
 * Throws `DamagedFile`: `cut-off` where the data end before they should, `bad-compression`, `bad-checksum` (gzip), `bad-structure` (gzip: something
 * that is none behind its end), and whatever the source throws.
 * @param expected declared size; a hint for how much to ask for at a time
 */
export async function* inflated(
  source: () => AsyncIterable<Buffer>,
  kind: 'raw' | 'gzip',
  expected = Infinity,
  progress: Progress = { accepted: 0, consumed: 0 },
): AsyncGenerator<Buffer> {
  const chunkSize = Math.min(chunkBytes, Math.max(smallest, expected));
  let delivered = 0;
  // From where on the compressed bytes are fed in how small steps.
  let fine = { from: Infinity, step: Infinity };
  for (const nextStep of [1024, 1, 0]) {
    progress.accepted = 0;
    progress.consumed = 0;
    let skip = delivered;
    try {
      for await (const chunk of pass(source(), kind, chunkSize, fine, progress)) {
        const rest = skip === 0 ? chunk : chunk.subarray(Math.min(skip, chunk.length));
        skip -= chunk.length - rest.length;
        if (rest.length === 0) continue;
        delivered += rest.length;
        yield rest;
      }
      return;
    } catch (error) {
      if (!isZlibError(error)) throw error;
      if (error.code === 'Z_BUF_ERROR') throw new DamagedFile('cut-off', 'the compressed data end too early', { cause: error });
      if (nextStep === 0) {
        // Only a whole gzip can have something behind it that is no header.
        if (kind === 'gzip' && delivered > 0 && error.message === 'incorrect header check')
          throw new DamagedFile('bad-structure', 'bytes behind the end of the compressed data', { cause: error });
        const checked = /incorrect (data|length) check/.test(error.message);
        throw new DamagedFile(checked ? 'bad-checksum' : 'bad-compression', error.message, { cause: error });
      }
    }
    fine = { from: progress.accepted, step: nextStep };
  }
}

/** A small piece of raw deflate data at once; null where it is damaged or holds more than `most` bytes, so that it is worth the long way. */
export function inflatedAtOnce(data: Buffer, most: number): Buffer | null {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(most, 1), chunkSize: Math.max(64, most + 1) });
  } catch {
    return null;
  }
}

async function* pass(
  source: AsyncIterable<Buffer>,
  kind: 'raw' | 'gzip',
  chunkSize: number,
  fine: { from: number; step: number },
  progress: Progress,
): AsyncGenerator<Buffer> {
  const options = { chunkSize, readableHighWaterMark: chunkSize * 2, finishFlush: constants.Z_FINISH };
  const engine: Engine = kind === 'raw' ? createInflateRaw(options) : createGunzip(options);
  // Where the source fails, what it gave until then is inflated first.
  let failed: { readonly error: unknown } | null = null;
  const feeding = (async () => {
    try {
      feed: for await (const piece of source) {
        for (let at = 0; at < piece.length;) {
          const step = progress.accepted >= fine.from ? fine.step : Math.min(piece.length, fine.from - progress.accepted);
          const part = piece.subarray(at, at + step);
          at += part.length;
          if (!(await accepted(engine, part))) break feed;
          progress.accepted += part.length;
          // zlib left some: the data have ended.
          if (engine.bytesWritten < progress.accepted) break feed;
        }
      }
    } catch (error) {
      failed = { error };
    }
    if (!engine.destroyed) engine.end();
  })();
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw readFailure(failed)?.error ?? error;
  } finally {
    progress.consumed = engine.bytesWritten;
    engine.destroy();
    await feeding;
  }
  const failure = readFailure(failed);
  if (failure !== null) throw failure.error;
}

/** The compiler cannot know that the feeding side has written to it. */
const readFailure = (failed: { readonly error: unknown } | null): { readonly error: unknown } | null => failed;

/** True when zlib has used the bytes, false when it has stopped. */
function accepted(engine: Engine, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    if (engine.destroyed) return resolve(false);
    const closed = (): void => resolve(false);
    engine.once('close', closed);
    engine.write(bytes, (error) => {
      engine.off('close', closed);
      resolve(!error);
    });
  });
}

function isZlibError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');
}
