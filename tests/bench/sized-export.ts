/**
 * A generated X export of any size: many small files, one huge JSON, gigabytes of media; as a folder or as a ZIP64. The same for the same numbers.
 * `node tests/bench/sized-export.ts TARGET --posts N --characters N --beside N --media N --media-bytes N [--hollow]`: a zip where TARGET ends in `.zip`, else a folder.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { constants, crc32, createDeflateRaw } from 'node:zlib';

export interface Size {
  readonly posts: number;
  /** Characters of each post's text. */
  readonly characters: number;
  /** Characters of each post that are not its text. */
  readonly beside: number;
  /** Pictures, shared out among the posts. */
  readonly media: number;
  readonly mediaBytes: number;
  /** Media are nothing but zeros, which take no room on the disk. */
  readonly hollow: boolean;
}

/** A place to put files, one after the other. */
interface Target {
  text(path: string, parts: () => Iterable<string>): Promise<void>;
  /** `first`: what the file begins with; the rest is `filler`, over and over, or zeros where it is null. */
  bytes(path: string, size: number, first: Buffer, filler: Buffer | null): Promise<void>;
  end(): Promise<void>;
}

const words = 'when the people of this small town have gone home there is a light in one of the windows until late'.split(' ');
const idOf = (n: number): string => String(1_000_000_000_000_000_000n + BigInt(n) * 4_194_304n);
const pictureOf = (n: number): string => `P${n.toString(36).padStart(9, '0')}.jpg`;
const begin = Date.UTC(2012, 0, 1);

function createdAt(n: number): string {
  const at = new Date(begin + n * 60_000);
  const [weekday, date, name] = at.toUTCString().split(/[ ,]+/);
  return `${weekday} ${name} ${date} ${at.toISOString().slice(11, 19)} +0000 ${at.getUTCFullYear()}`;
}

function textOf(n: number, characters: number): string {
  let text = `post ${n}`;
  for (let k = n; text.length < characters; k = (k * 7 + 3) % 1_000_003) text += ` ${words[k % words.length]}`;
  return text;
}

/** The pictures of post `n`: a range of numbers. */
function picturesOf(n: number, { posts, media }: Size): [from: number, to: number] {
  return [Math.floor((n * media) / posts), Math.floor(((n + 1) * media) / posts)];
}

function* tweets(size: Size): Generator<string> {
  let held = 'window.YTD.tweets.part0 = [\n';
  for (let n = 0; n < size.posts; n++) {
    const [from, to] = picturesOf(n, size);
    const media = Array.from({ length: to - from }, (_, k) => {
      const url = `https://pbs.twimg.com/media/${pictureOf(from + k)}`;
      return { id_str: idOf(n), media_url: url, media_url_https: url, type: 'photo' };
    });
    const tweet = {
      id_str: idOf(n),
      id: idOf(n),
      created_at: createdAt(n),
      full_text: textOf(n, size.characters),
      lang: 'en',
      ...(size.beside > 0 ? { card: { values: textOf(n + 1, size.beside) } } : {}),
      ...(media.length > 0 ? { extended_entities: { media } } : {}),
    };
    held += `${n === 0 ? '' : ',\n'}${JSON.stringify({ tweet })}`;
    if (held.length < 1 << 18) continue;
    yield held;
    held = '';
  }
  yield `${held}\n]`;
}

const account = {
  email: 'a@example.org',
  createdVia: 'web',
  username: 'someone',
  accountId: '1',
  createdAt: '2010-01-01T00:00:00.000Z',
  accountDisplayName: 'Some One',
};
const script = (name: string, rows: readonly object[]): string => `window.YTD.${name}.part0 = ${JSON.stringify(rows, null, 2)}`;

/** Writes it; the folders above have to be there. */
export async function writeSizedExport(path: string, size: Size): Promise<void> {
  const target = path.endsWith('.zip') ? await zipTarget(path) : await folderTarget(path);
  await target.text('data/account.js', () => [script('account', [{ account }])]);
  await target.text('data/tweets.js', () => tweets(size));
  const filler = size.hollow ? null : noise(Math.min(size.mediaBytes, 1 << 20));
  for (let n = 0; n < size.posts; n++) {
    const [from, to] = picturesOf(n, size);
    for (let k = from; k < to; k++)
      await target.bytes(
        `data/tweets_media/${idOf(n)}-${pictureOf(k)}`,
        size.mediaBytes,
        size.hollow ? Buffer.alloc(0) : Buffer.from(`picture ${k};`),
        filler,
      );
  }
  await target.end();
}

/** What does not compress. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 2_463_534_242;
  for (let at = 0; at + 4 <= length; at += 4) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes.writeInt32LE(state | 0, at);
  }
  return bytes;
}

function* filled(size: number, first: Buffer, filler: Buffer): Generator<Buffer> {
  const head = first.subarray(0, size);
  yield head;
  for (let left = size - head.length; left > 0; left -= filler.length) yield filler.subarray(0, Math.min(left, filler.length));
}

async function folderTarget(root: string): Promise<Target> {
  const made = new Set<string>();
  const place = async (path: string): Promise<string> => {
    const whole = join(root, path);
    const folder = dirname(whole);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
    return whole;
  };
  return {
    async text(path, parts) {
      await pipeline(Readable.from(parts()), createWriteStream(await place(path)));
    },
    async bytes(path, size, first, filler) {
      const file = await open(await place(path), 'w');
      try {
        if (filler === null) await file.truncate(size);
        else for (const part of filled(size, first, filler)) await file.writeFile(part);
      } finally {
        await file.close();
      }
    },
    async end() {},
  };
}

interface Entry {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly bytes: number;
  readonly offset: number;
}

const most32 = 0xffff_ffff;

/** A ZIP64 entry's extra field: sizes and place as 64 bits. */
function extra(...numbers: readonly number[]): Buffer {
  const field = Buffer.alloc(4 + 8 * numbers.length);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8 * numbers.length, 2);
  for (const [i, number] of numbers.entries()) field.writeBigUInt64LE(BigInt(number), 4 + 8 * i);
  return field;
}

/** What a local header and the directory have in common: version needed to the lengths. */
function common({ name, method, crc }: Entry, extraLength: number): Buffer {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(45, 0);
  head.writeUInt16LE(0x800, 2);
  head.writeUInt16LE(method, 4);
  head.writeUInt16LE(0x58_21, 8);
  head.writeUInt32LE(crc, 10);
  head.writeUInt32LE(most32, 14);
  head.writeUInt32LE(most32, 18);
  head.writeUInt16LE(name.length, 22);
  head.writeUInt16LE(extraLength, 24);
  return head;
}

function localHeader(entry: Entry): Buffer {
  const field = extra(entry.bytes, entry.packed);
  return Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common(entry, field.length), entry.name, field]);
}

function directoryEntry(entry: Entry): Buffer {
  const field = extra(entry.bytes, entry.packed, entry.offset);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(most32, 10);
  return Buffer.concat([Buffer.from('PK\x01\x02-\x00', 'latin1'), common(entry, field.length), tail, entry.name, field]);
}

function endOfDirectory(count: number, start: number, size: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.write('PK\x06\x06', 0, 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(start), 48);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(start + size), 64);
  end.writeUInt32LE(1, 72);
  end.write('PK\x05\x06', 76, 'latin1');
  end.writeUInt32LE(most32, 84);
  end.writeUInt32LE(most32, 88);
  end.writeUInt32LE(most32, 92);
  return end;
}

/** Small writes are gathered. */
class Out {
  readonly #file: FileHandle;
  #parts: Buffer[] = [];
  #held = 0;
  /** Where the next byte goes. */
  at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  async write(bytes: Buffer): Promise<void> {
    this.#parts.push(bytes);
    this.#held += bytes.length;
    this.at += bytes.length;
    if (this.#held >= 1 << 20) await this.flush();
  }

  /** Leaves a hole. */
  async skip(length: number): Promise<void> {
    await this.flush();
    this.at += length;
  }

  async flush(): Promise<void> {
    const from = this.at - this.#held;
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    this.#held = 0;
    for (let written = 0; written < bytes.length;)
      written += (await this.#file.write(bytes, written, bytes.length - written, from + written)).bytesWritten;
  }

  async put(bytes: Buffer, at: number): Promise<void> {
    await this.flush();
    await this.#file.write(bytes, 0, bytes.length, at);
  }
}

async function zipTarget(path: string): Promise<Target> {
  const file = await open(path, 'w');
  const out = new Out(file);
  const entries: Entry[] = [];
  const zeros = new Map<number, number>();

  function crcOfZeros(size: number): number {
    let crc = zeros.get(size);
    if (crc === undefined) {
      const block = Buffer.alloc(1 << 20);
      crc = 0;
      for (let left = size; left > 0; left -= block.length) crc = crc32(block.subarray(0, Math.min(left, block.length)), crc);
      zeros.set(size, crc);
    }
    return crc;
  }

  return {
    async text(name, parts) {
      const offset = out.at;
      const entry = { name: Buffer.from(name), method: 8, crc: 0, packed: 0, bytes: 0, offset };
      // Its numbers are known only afterwards.
      await out.write(localHeader(entry));
      const from = out.at;
      let [crc, bytes] = [0, 0];
      function* counted(): Generator<Buffer> {
        for (const part of parts()) {
          const chunk = Buffer.from(part);
          crc = crc32(chunk, crc);
          bytes += chunk.length;
          yield chunk;
        }
      }
      const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED, chunkSize: 1 << 18 });
      await pipeline(Readable.from(counted()), deflate, async (packed: AsyncIterable<Buffer>) => {
        for await (const chunk of packed) await out.write(chunk);
      });
      const whole = { ...entry, crc, bytes, packed: out.at - from };
      await out.put(localHeader(whole), offset);
      entries.push(whole);
    },
    async bytes(name, size, first, filler) {
      let crc = 0;
      if (filler === null) crc = crcOfZeros(size);
      else for (const part of filled(size, first, filler)) crc = crc32(part, crc);
      const entry = { name: Buffer.from(name), method: 0, crc, packed: size, bytes: size, offset: out.at };
      entries.push(entry);
      await out.write(localHeader(entry));
      if (filler === null) await out.skip(size);
      else for (const part of filled(size, first, filler)) await out.write(part);
    },
    async end() {
      const start = out.at;
      for (const entry of entries) await out.write(directoryEntry(entry));
      await out.write(endOfDirectory(entries.length, start, out.at - start));
      await out.flush();
      await file.close();
    },
  };
}

if (import.meta.main) {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      posts: { type: 'string', default: '1000' },
      characters: { type: 'string', default: '140' },
      beside: { type: 'string', default: '0' },
      media: { type: 'string', default: '0' },
      'media-bytes': { type: 'string', default: '100' },
      hollow: { type: 'boolean', default: false },
    },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('node tests/bench/sized-export.ts TARGET [--posts N] …');
  await writeSizedExport(path, {
    posts: Number(values.posts),
    characters: Number(values.characters),
    beside: Number(values.beside),
    media: Number(values.media),
    mediaBytes: Number(values['media-bytes']),
    hollow: values.hollow,
  });
}
