/** The first part of an answer's body, unpacked: never more than the limit as it comes, and never more unpacked. */
import type { IncomingMessage } from 'node:http';
import { pipeline, type Duplex } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Failed } from './failed.ts';

export interface Body {
  readonly text: string;
  /** There was more. */
  readonly cut: boolean;
}

class Enough extends Error {}

/** Throws what a stream or its unpacking throws; a body that breaks off is not the first part of anything. */
export async function readBody(message: IncomingMessage, limit: number): Promise<Body> {
  const parts: Buffer[] = [];
  let length = 0;
  let cut = false;
  try {
    for await (const part of unpacked(message, limit)) {
      parts.push(part.subarray(0, limit - length));
      length += part.length;
      if (length > limit) throw new Enough();
    }
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
    cut = true;
  }
  return { text: decoderOf(message).decode(Buffer.concat(parts)), cut };
}

function unpacked(message: IncomingMessage, limit: number): AsyncIterable<Buffer> {
  const limited = async function* (): AsyncGenerator<Buffer> {
    let length = 0;
    for await (const part of message as AsyncIterable<Buffer>) {
      length += part.length;
      yield part;
      if (length > limit) throw new Enough();
    }
  };
  const unpacking = unpackingOf(message.headers['content-encoding']);
  // What goes wrong comes out of the last stream, which is the one that is read.
  return unpacking === null ? limited() : (pipeline(limited, unpacking, () => {}) as AsyncIterable<Buffer>);
}

function unpackingOf(encoding: string | undefined): Duplex | null {
  switch (encoding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      // Nothing else was asked for, and nothing twice.
      throw new Failed('garbled');
  }
}

function decoderOf({ headers }: IncomingMessage): TextDecoder {
  const charset = /;\s*charset="?([\w-]{1,40})/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
