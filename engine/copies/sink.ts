/** Where the files of a bag go: into a folder or into one zip. One file is written at a time, in streaming. */
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export interface SinkFile {
  write(bytes: Buffer): Promise<void>;
  close(): Promise<void>;
}

export interface Sink {
  /** `bytes` where the size is known before; `packed` where compressing it again would be in vain. */
  create(file: string, options: { bytes?: number; packed?: boolean }): Promise<SinkFile>;
  /** Takes over a finished file of ours. It is gone from where it was, or may be removed there. */
  adopt(file: string, from: string): Promise<void>;
  /** Everything is on the disk when this comes back. */
  finish(): Promise<void>;
  /** Lets go of every file, whatever state they are in. */
  abandon(): Promise<void>;
}

/** So that a power cut after the renaming finds the folder's entries too. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const syncsAtOnce = 8;

/** Files of a folder, each synchronised with the disk; some of them at once, since a copy has thousands of small ones. */
export class FolderSink implements Sink {
  readonly #root: string;
  readonly #folders = new Set<string>();
  readonly #closing = new Set<Promise<void>>();
  #open: FileHandle | null = null;
  #failure: { error: unknown } | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  async create(file: string): Promise<SinkFile> {
    const handle = await open(await this.#place(file), 'wx');
    this.#open = handle;
    return {
      write: async (bytes) => {
        for (let at = 0; at < bytes.length;) at += (await handle.write(bytes, at)).bytesWritten;
      },
      close: async () => {
        this.#open = null;
        await this.#later(handle);
      },
    };
  }

  async adopt(file: string, from: string): Promise<void> {
    const place = await this.#place(file);
    await rename(from, place);
    await this.#later(await open(place, 'r+'));
  }

  async finish(): Promise<void> {
    await Promise.all(this.#closing);
    if (this.#failure !== null) throw this.#failure.error;
    for (const folder of this.#folders) await syncFolder(folder);
    await syncFolder(this.#root);
  }

  async abandon(): Promise<void> {
    await this.#open?.close().catch(() => undefined);
    await Promise.all(this.#closing);
  }

  async #place(file: string): Promise<string> {
    if (this.#failure !== null) throw this.#failure.error;
    const place = path.join(this.#root, ...file.split('/'));
    let folder = path.dirname(place);
    if (!this.#folders.has(folder)) await mkdir(folder, { recursive: true });
    for (; folder.length > this.#root.length && !this.#folders.has(folder); folder = path.dirname(folder))
      this.#folders.add(folder);
    return place;
  }

  async #later(handle: FileHandle): Promise<void> {
    const closing = (async () => {
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
    })()
      .catch((error: unknown) => void (this.#failure ??= { error }))
      .finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
    if (this.#closing.size >= syncsAtOnce) await Promise.race(this.#closing);
  }
}

/** One zip with all files in one folder; ZIP64 where it must be. */
export class ZipSink implements Sink {
  readonly #zip = new ZipFile();
  readonly #folder: string;
  readonly #mtime: Date;
  readonly #out;
  readonly #written: Promise<void>;
  #failure: { error: unknown } | null = null;
  readonly #stop = new AbortController();

  constructor(file: string, folder: string, mtime: Date) {
    this.#folder = folder;
    this.#mtime = mtime;
    this.#out = createWriteStream(file, { flags: 'wx', flush: true });
    const failed = (error: unknown): void => {
      this.#failure ??= { error };
      this.#stop.abort();
    };
    this.#zip.on('error', failed);
    this.#written = finished(this.#zip.outputStream.pipe(this.#out));
    this.#written.catch(failed);
  }

  async create(file: string, options: { bytes?: number; packed?: boolean }): Promise<SinkFile> {
    if (this.#failure !== null) throw this.#failure.error;
    const entry = new PassThrough({ highWaterMark: 1 << 20 });
    const { bytes, packed = false } = options;
    this.#zip.addReadStream(entry, `${this.#folder}/${file}`, {
      mtime: this.#mtime,
      mode: 0o100644,
      compress: !packed,
      ...(bytes === undefined ? {} : { size: bytes }),
    });
    const { signal } = this.#stop;
    const wait = async (event: 'drain' | 'end'): Promise<void> => {
      try {
        await once(entry, event, { signal });
      } catch (error) {
        throw this.#failure === null ? error : this.#failure.error;
      }
    };
    return {
      // Whoever writes waits for the disk: nothing is held but what lies between the two ends of a pipe.
      write: async (chunk) => {
        if (!entry.write(chunk)) await wait('drain');
      },
      close: async () => {
        const end = wait('end');
        entry.end();
        await end;
      },
    };
  }

  async adopt(file: string, from: string): Promise<void> {
    const target = await this.create(file, {});
    for await (const chunk of createReadStream(from, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>)
      await target.write(chunk);
    await target.close();
  }

  async finish(): Promise<void> {
    this.#zip.end();
    await this.#written;
  }

  async abandon(): Promise<void> {
    this.#zip.outputStream.unpipe(this.#out);
    this.#out.destroy();
    await this.#written.catch(() => undefined);
  }
}
