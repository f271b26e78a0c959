/** The bytes of media, for the contract: read by a thread of the archive's own, which goes when nobody has asked for a while. */
import { Worker } from 'node:worker_threads';
import type * as z from 'zod';
import type { MediaPart, MediaRead } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { inputsOf } from '../archive/imports.ts';
import type { Store } from '../archive/store.ts';
import { endThread } from '../jobs/end-thread.ts';
import { moduleUrl } from '../jobs/module-url.ts';
import type { FromMedia, MediaOrder, ReadPart, ToMedia } from './protocol.ts';

/** Archives whose media are looked at side by side. */
const mostThreads = 2;
const idleMilliseconds = 60_000;
/** Questions that wait at most: a page asks for a few pictures at a time. */
const mostWaiting = 64;
/** V8's own limit, in MiB: room for the list of half a million files. */
const resourceLimits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 };

export class MediaBytes {
  readonly #store: Store;
  readonly #threads = new Map<string, MediaThread>();
  #ending: Promise<unknown> = Promise.resolve();

  constructor(store: Store) {
    this.#store = store;
  }

  /** Throws `Refusal`: `no-archive`, `no-record`, `vault-locked`, `busy` (too much was asked for at once), `damaged` (the original cannot be opened). */
  async read({ archive, id, from, purpose }: z.output<typeof MediaRead>): Promise<MediaPart> {
    const part = await this.#threadOf(archive).ask({ id, from, purpose });
    return part.is === 'nothing' ? part : { ...part, content: Buffer.from(part.content).toString('base64') };
  }

  #threadOf(archive: string): MediaThread {
    const { db } = this.#store.open(archive);
    // Another import brings other originals.
    const holds = JSON.stringify(inputsOf(db).map(({ original }) => original));
    const known = this.#threads.get(archive);
    if (known !== undefined && known.holds === holds && !known.over) {
      this.#threads.delete(archive);
      this.#threads.set(archive, known);
      return known;
    }
    void this.forget(archive);
    for (const oldest of this.#threads.keys()) if (this.#threads.size >= mostThreads) void this.forget(oldest);
    const order: MediaOrder = {
      file: this.#store.file(archive),
      originals: this.#store.originals(archive),
      key: new Uint8Array(this.#store.key()),
    };
    const thread = new MediaThread(order, holds, () => void this.forget(archive));
    this.#threads.set(archive, thread);
    return thread;
  }

  /** Closes what is open of an archive: it is about to go, or nobody looks at it. */
  forget(archive: string): Promise<void> {
    const thread = this.#threads.get(archive);
    this.#threads.delete(archive);
    const gone = thread?.end() ?? Promise.resolve();
    this.#ending = Promise.all([this.#ending, gone]);
    return gone;
  }

  async close(): Promise<void> {
    for (const archive of this.#threads.keys()) void this.forget(archive);
    await this.#ending;
  }
}

class MediaThread {
  /** Which originals it has open. */
  readonly holds: string;
  /** It has ended, by itself or because it was asked to. */
  over = false;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { resolve(part: ReadPart): void; reject(error: unknown): void }>();
  readonly #idle: () => void;
  #timer: NodeJS.Timeout | undefined;
  #last = 0;

  constructor(order: MediaOrder, holds: string, idle: () => void) {
    this.holds = holds;
    this.#idle = idle;
    this.#worker = new Worker(moduleUrl(import.meta.url, './media-thread'), {
      workerData: order,
      resourceLimits,
      stdout: false,
      stderr: false,
    });
    this.#worker.unref();
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Refusal('cancelled')));
    this.#worker.on('message', (message: FromMedia) => {
      const asked = this.#waiting.get(message.ask);
      this.#waiting.delete(message.ask);
      if (message.type === 'part') asked?.resolve(message.part);
      else asked?.reject(new Refusal(message.code, { ...message.detail }));
    });
  }

  ask(wanted: Omit<ToMedia, 'ask'>): Promise<ReadPart> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#idle, idleMilliseconds).unref();
    if (this.#waiting.size >= mostWaiting) return Promise.reject(new Refusal('busy'));
    const ask = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(ask, { resolve, reject });
      this.#worker.postMessage({ ask, ...wanted } satisfies ToMedia);
    });
  }

  async end(): Promise<void> {
    this.over = true;
    clearTimeout(this.#timer);
    await endThread(this.#worker);
  }

  #fail(error: unknown): void {
    this.over = true;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
