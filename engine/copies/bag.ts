/**
 * A BagIt 1.0 bag (RFC 8493) as it is written: every file is hashed on its way out, and the declaration that makes it a bag
 * comes when everything else is there.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Pace } from './pace.ts';
import type { Sink } from './sink.ts';

const flushAt = 1 << 18;

/** Text or bytes on their way into one file of the bag. */
export interface BagFile {
  /** Waits only where there is something to wait for: `const wait = file.put(line); if (wait) await wait;` */
  put(content: string | Buffer): Promise<void> | undefined;
  /** The size and the SHA-256 of what was put. */
  close(): Promise<{ bytes: number; sha256: string }>;
}

export interface BagTotals {
  readonly files: number;
  readonly bytes: number;
}

export class Bag {
  readonly #sink: Sink;
  readonly #pace: Pace;
  readonly #manifest: string[] = [];
  readonly #tagManifest: string[] = [];
  readonly #payload = { files: 0, bytes: 0 };
  readonly #all = { files: 0, bytes: 0 };

  constructor(sink: Sink, pace: Pace) {
    this.#sink = sink;
    this.#pace = pace;
  }

  /** All files of the bag so far. */
  get totals(): BagTotals {
    return { ...this.#all };
  }

  /** `file`: a safe name (`names.ts`) below the bag's own folder; below `data/` it is payload. */
  async create(file: string, options: { bytes?: number; packed?: boolean } = {}): Promise<BagFile> {
    this.#pace.step();
    const out = await this.#sink.create(file, options);
    const hash = createHash('sha256');
    let bytes = 0;
    let waiting = '';
    const write = async (chunk: Buffer): Promise<void> => {
      hash.update(chunk);
      bytes += chunk.length;
      await out.write(chunk);
      this.#pace.bytes += chunk.length;
      this.#pace.step();
    };
    const flush = (): Promise<void> => {
      const text = Buffer.from(waiting);
      waiting = '';
      return write(text);
    };
    return {
      put: (content) => {
        if (typeof content === 'string') {
          waiting += content;
          return waiting.length < flushAt ? undefined : flush();
        }
        if (waiting === '') return write(content);
        return flush().then(() => write(content));
      },
      close: async () => {
        if (waiting !== '') await flush();
        await out.close();
        const sha256 = hash.digest('hex');
        this.#listed(file, bytes, sha256);
        return { bytes, sha256 };
      },
    };
  }

  /** A whole small file at once. */
  async put(file: string, content: string | Buffer): Promise<void> {
    const out = await this.create(file);
    await out.put(content);
    await out.close();
  }

  /** Takes over a file that could not be streamed: a database is written here and there until it is finished. It alone is read once more, for its hash. */
  async adopt(file: string, from: string): Promise<void> {
    this.#pace.step();
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(from, { highWaterMark: flushAt }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      this.#pace.bytes += chunk.length;
      this.#pace.step();
    }
    await this.#sink.adopt(file, from);
    this.#listed(file, bytes, hash.digest('hex'));
  }

  /** Writes the tag files; `info` are the labels of `bag-info.txt` beside those that every bag has. */
  async finish(info: readonly (readonly [label: string, value: string])[], day: string): Promise<void> {
    const { files, bytes } = this.#payload;
    const lines = [...info, ['Bagging-Date', day], ['Bag-Size', size(bytes)], ['Payload-Oxum', `${bytes}.${files}`]];
    await this.put('bag-info.txt', lines.map(([label, value]) => `${label}: ${oneLine(value ?? '')}\n`).join(''));
    const manifest = await this.create('manifest-sha256.txt');
    for (const line of this.#manifest) {
      const wait = manifest.put(line);
      if (wait) await wait;
    }
    await manifest.close();
    // Until this file stands nothing here is a bag, and then everything is there but the hash of the hashes.
    const declaration = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
    await this.put('bagit.txt', declaration);
    await this.put('tagmanifest-sha256.txt', this.#tagManifest.join(''));
    await this.#sink.finish();
  }

  #listed(file: string, bytes: number, sha256: string): void {
    const line = `${sha256}  ${file}\n`;
    this.#all.files++;
    this.#all.bytes += bytes;
    this.#pace.files++;
    if (file.startsWith('data/')) {
      this.#payload.files++;
      this.#payload.bytes += bytes;
      this.#manifest.push(line);
    } else this.#tagManifest.push(line);
  }
}

const oneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]}`;
}
