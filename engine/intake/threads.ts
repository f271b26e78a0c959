/** The two threads of an import, as the engine holds them. */
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import { endThread } from '../jobs/end-thread.ts';
import { moduleUrl } from '../jobs/module-url.ts';
import type { StoredInput } from './inputs.ts';
import type { Metered } from './meter.ts';
import type { PackedFiles } from './packed-files.ts';
import type {
  FromReading,
  FromWriting,
  Inspected,
  KeptInput,
  ReadingData,
  ToReading,
  ToWriter,
  WritingOrder,
} from './protocol.ts';

/**
 * V8's own limits, in MiB. A larger young generation makes nothing faster, and holds a hundred more that are never given back. What the readers hold does
 * not grow with the size of an export; with the number of its files it does, some 250 bytes each.
 */
const resourceLimits = { maxOldGenerationSizeMb: 448, maxYoungGenerationSizeMb: 12 };

/** Reading that has begun: its batches wait here, and what it comes to. */
export interface Begun {
  readonly batches: MessagePort;
  readonly ended: Promise<{ readonly cancelled: boolean }>;
}

/** The thread that reads, one question at a time, and the one that writes what it reads. Their refusals are thrown here; a bug in one ends it and is thrown as it is. */
export class Reading {
  readonly #worker: Worker;
  readonly #failed: Promise<never>;
  #writer: Worker | null = null;
  #inputs: readonly StoredInput[] = [];
  #key: Uint8Array = new Uint8Array();
  #onProgress: (now: Metered) => void = () => undefined;
  /** While the original is kept, nobody asks how far reading is ahead of it. */
  #keeping = false;

  /** Starts it; it loads what it needs until `open` says what there is to read. */
  constructor(networks: URL) {
    const workerData: ReadingData = { networks: networks.href };
    this.#worker = new Worker(moduleUrl(import.meta.url, './reading-thread'), {
      workerData,
      resourceLimits,
      stdout: false,
      stderr: false,
    });
    this.#failed = new Promise<never>((_, reject) => {
      this.#worker.on('error', reject);
      this.#worker.on('message', (message: FromReading) => {
        if (message.type === 'refused') reject(new Refusal(message.code, { ...message.detail }));
        if (message.type === 'measured' && !this.#keeping) this.#onProgress(message);
      });
      this.#worker.on('exit', () => reject(new Error('the reading thread ended early')));
    });
    this.#failed.catch(() => undefined);
  }

  /** Once, and before anything is asked. */
  open(inputs: readonly StoredInput[], key: Buffer): this {
    this.#worker.ref();
    this.#inputs = inputs;
    this.#key = new Uint8Array(key);
    this.#worker.postMessage({ type: 'open', inputs, key: this.#key } satisfies ToReading);
    return this;
  }

  /** Nobody waits for a thread that has nothing to do. */
  unref(): this {
    this.#worker.unref();
    return this;
  }

  onProgress(tell: (now: Metered) => void): void {
    this.#onProgress = tell;
  }

  async inspect(): Promise<Inspected> {
    return (await this.#ask({ type: 'inspect' }, 'inspected')).inspected;
  }

  /** Starts the thread that writes, so that it is there when it is needed. */
  prepareWriter(): Worker {
    this.#writer ??= new Worker(moduleUrl(import.meta.url, './writing-thread'), { resourceLimits, stdout: false, stderr: false });
    return this.#writer;
  }

  async plan(network: string): Promise<Extract<FromReading, { type: 'planned' }>> {
    return this.#ask({ type: 'plan', network }, 'planned');
  }

  /** The files once more, as `inspect` lists them. */
  async list(): Promise<PackedFiles> {
    return (await this.#ask({ type: 'list' }, 'listed')).files;
  }

  /** SHA-256 of each input, also of those in the vault. */
  async hashes(): Promise<readonly string[]> {
    return (await this.#ask({ type: 'hash' }, 'hashed')).sha256;
  }

  /** Reads all there is, as far ahead as may be before `write` takes it. */
  begin(positions: Uint32Array, done: Uint32Array): Begun {
    const { port1, port2 } = new MessageChannel();
    const ended = this.#ask({ type: 'read', writer: port2, positions, done }, 'ended', [port2]);
    ended.catch(() => undefined);
    return { batches: port1, ended };
  }

  /** Keeps the originals: one encrypted file an input; null where it is not to be kept, only hashed. Before `write`. */
  async keep(into: readonly (string | null)[]): Promise<readonly (KeptInput | null)[]> {
    this.#keeping = true;
    const writer = this.prepareWriter();
    const kept = new Promise<readonly (KeptInput | null)[]>((resolve, reject) => {
      writer.on('error', reject);
      writer.on('message', (message: FromWriting) => {
        if (message.type === 'measured') this.#onProgress(message);
        else if (message.type === 'refused') reject(new Refusal(message.code, { ...message.detail }));
        else if (message.type === 'no-room') reject(new Refusal('no-room'));
        else if (message.type === 'kept') resolve(message.originals);
      });
    });
    writer.postMessage({ type: 'keep', inputs: this.#inputs, into, key: this.#key } satisfies ToWriter);
    try {
      return await Promise.race([kept, this.#failed]);
    } finally {
      this.#keeping = false;
    }
  }

  /** Writes what is read. Answers true where it was cancelled. */
  async write(
    order: Omit<WritingOrder, 'batches'>,
    { batches, ended }: Begun,
    onRecords: (records: number) => void,
  ): Promise<boolean> {
    const writer = this.prepareWriter();
    const written = new Promise<void>((resolve, reject) => {
      writer.on('error', reject);
      writer.on('message', (message: FromWriting) => {
        if (message.type === 'progress') onRecords(message.records);
        else if (message.type === 'no-room') reject(new Refusal('no-room'));
        else if (message.type === 'ended') resolve();
      });
      writer.on('exit', () => reject(new Error('the writing thread ended early')));
    });
    written.catch(() => undefined);
    // What the thread that reads held is given back before the last indexes are built.
    const whole = ended.then(async ({ cancelled }) => {
      await endThread(this.#worker);
      return cancelled;
    });
    whole.catch(() => undefined);
    writer.postMessage({ type: 'write', ...order, batches } satisfies ToWriter, [batches]);
    try {
      const [cancelled] = await Promise.all([whole, written]);
      return cancelled;
    } finally {
      await endThread(writer);
      this.#writer = null;
    }
  }

  cancel(): void {
    this.#worker.postMessage({ type: 'cancel' } satisfies ToReading);
    this.#writer?.postMessage({ type: 'cancel' } satisfies ToWriter);
  }

  async close(): Promise<void> {
    if (this.#writer !== null) await endThread(this.#writer);
    await endThread(this.#worker);
  }

  async #ask<T extends FromReading['type']>(
    message: ToReading,
    answer: T,
    transfer: MessagePort[] = [],
  ): Promise<Extract<FromReading, { type: T }>> {
    let take: (got: FromReading) => void = () => undefined;
    const answered = new Promise<Extract<FromReading, { type: T }>>((resolve) => {
      take = (got) => {
        if (got.type === answer) resolve(got as Extract<FromReading, { type: T }>);
      };
    });
    this.#worker.on('message', take);
    this.#worker.postMessage(message, transfer);
    try {
      return await Promise.race([answered, this.#failed]);
    } finally {
      this.#worker.off('message', take);
    }
  }
}

/** Threads that read, one of them started ahead when somebody has picked a file: it has loaded what it needs when it is asked. */
export class Readings {
  readonly #networks: URL;
  #ahead: Reading | null = null;

  constructor(networks: URL) {
    this.#networks = networks;
  }

  getReady(): void {
    this.#ahead ??= new Reading(this.#networks).unref();
  }

  take(inputs: readonly StoredInput[], key: Buffer): Reading {
    const reading = this.#ahead ?? new Reading(this.#networks);
    this.#ahead = null;
    return reading.open(inputs, key);
  }

  async close(): Promise<void> {
    await this.#ahead?.close();
    this.#ahead = null;
  }
}
