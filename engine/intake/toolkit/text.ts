/** Bytes to text: byte order marks, UTF-16, lines. */
import { TextDecoder } from 'node:util';

/** Drops a UTF-8 byte order mark and turns UTF-16 (by its mark, or by zero bytes where none is) into UTF-8. */
export async function* withoutBom(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first = true;
  let decoder: TextDecoder | null = null;
  let held: Buffer = Buffer.alloc(0);
  for await (let chunk of bytes) {
    if (first) {
      // A chunk may be as short as one byte: wait until the mark can be told.
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      if (held.length < 4) continue;
      first = false;
      const encoding = encodingOf(held);
      chunk = held.subarray(encoding.skip);
      if (encoding.name !== 'utf-8') decoder = new TextDecoder(encoding.name);
    }
    if (decoder === null) yield chunk;
    else yield Buffer.from(decoder.decode(chunk, { stream: true }), 'utf8');
  }
  if (first && held.length > 0) {
    const encoding = encodingOf(held);
    const rest = held.subarray(encoding.skip);
    yield encoding.name === 'utf-8' ? rest : Buffer.from(new TextDecoder(encoding.name).decode(rest), 'utf8');
  } else if (decoder !== null) {
    const tail = decoder.decode();
    if (tail !== '') yield Buffer.from(tail, 'utf8');
  }
}

function encodingOf(start: Buffer): { name: 'utf-8' | 'utf-16le' | 'utf-16be'; skip: number } {
  const [a, b, c, d] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'utf-8', skip: 3 };
  if (a === 0xff && b === 0xfe) return { name: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'utf-16be', skip: 2 };
  if (start.length >= 4 && b === 0 && d === 0 && a !== 0 && c !== 0) return { name: 'utf-16le', skip: 0 };
  if (start.length >= 4 && a === 0 && c === 0 && b !== 0 && d !== 0) return { name: 'utf-16be', skip: 0 };
  return { name: 'utf-8', skip: 0 };
}

/** What comes after the first `=`, which must stand within the first 4 KiB and before any bracket (`window.YTD.tweets.part0 = [ … ]`); else all of it. */
export async function* afterAssignment(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer | null = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (held === null) {
      yield chunk;
      continue;
    }
    held = Buffer.concat([held, chunk]);
    const at = held.findIndex((c) => c === 0x3d || c === 0x5b || c === 0x7b);
    if (at < 0 && held.length < 4096) continue;
    const start: number = at >= 0 && held[at] === 0x3d ? at + 1 : 0;
    const rest: Buffer = held.subarray(start);
    held = null;
    yield rest;
  }
  if (held !== null && held.length > 0) yield held;
}

/**
 * The lines of a text, in batches as the bytes come; LF, CRLF and CR end a line. A line over `limit` characters (default 1 Mi) is cut there
 * and goes on as the next.
 */
export async function* lines(bytes: AsyncIterable<Buffer>, limit = 1 << 20): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of withoutBom(bytes)) {
    let text = rest + decoder.decode(chunk, { stream: true });
    // A CR at the very end may be the first half of a CRLF.
    let tail = '';
    if (text.endsWith('\r')) {
      tail = '\r';
      text = text.slice(0, -1);
    }
    const batch = text.split(/\r\n|\n|\r/);
    rest = (batch.pop() ?? '') + tail;
    while (rest.length > limit) {
      batch.push(rest.slice(0, limit));
      rest = rest.slice(limit);
    }
    if (batch.length > 0) yield batch;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest.replace(/\r$/, '').split(/\r\n|\n|\r/);
}
