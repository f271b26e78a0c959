/** Where readers' records go: counted, packed, and sent to the thread that writes, never further ahead than it can follow. */
import type { MessagePort } from 'node:worker_threads';
import type { RefusalReason, WarningCode } from '../../shared/account-of-import.ts';
import type { RecordKind } from '../../shared/records.ts';
import type { Fate } from '../archive/batch.ts';
import { Packer } from '../archive/pack.ts';
import type { MediaFiles } from './media-files.ts';
import type { ToWriting } from './protocol.ts';
import { recordId, type Draft, type Out } from './toolkit/index.ts';

/** Batches that may be on their way: so many that the reader goes on while a transaction is written. */
const ahead = 10;

/** Thrown through a reader when the person stops the import. */
export class Cancelled extends Error {}

export class Outlet {
  readonly #network: string;
  readonly #packer: Packer;
  readonly #writer: MessagePort;
  #onTheWay = 0;
  #wake: (() => void) | null = null;
  readonly #signal: AbortSignal;
  readonly #media: MediaFiles;
  /** How many things are in already, by the position of their file, and how many have come now. */
  readonly #done: Uint32Array;
  readonly #come: Uint32Array;

  /** `done`: by the position of a file in the account of the import. `media`: told which records are files, to be hashed at the end. */
  constructor(network: string, writer: MessagePort, done: Uint32Array, media: MediaFiles, signal: AbortSignal) {
    this.#done = done;
    this.#come = new Uint32Array(done.length);
    this.#media = media;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#wake?.());
    this.#network = network;
    this.#packer = new Packer(network);
    this.#writer = writer;
    writer.on('message', () => {
      this.#onTheWay--;
      this.#wake?.();
    });
  }

  /** For one file, which may be read in several steps. What is in already is passed over. */
  file(position: number, path: string): Out {
    const come = this.#come;
    const skip = this.#done[position] ?? 0;
    const packer = this.#packer;
    return {
      record: (draft: Draft) => {
        if (draft.kind === 'media' && draft.state === 'here' && typeof draft.path === 'string') this.#medium(draft.path, draft);
        const before = come[position] ?? 0;
        if (before >= skip) packer.record(position, before + 1, draft);
        // Counted only now: what the packer cannot take is refused instead, and is still one thing.
        come[position] = before + 1;
        if (before < skip) return;
        if (packer.full) this.#send();
      },
      refuse: (kind: RecordKind, locator: string, reason: RefusalReason) => {
        const things = (come[position] = (come[position] ?? 0) + 1);
        if (things <= skip) return;
        packer.refuse(position, things, kind, locator, reason);
        if (packer.full) this.#send();
      },
      warn: (code: WarningCode, detail?: string) => this.warn(code, path, detail),
      breathe: () => this.breathe(),
    };
  }

  #medium(path: string, draft: Draft): void {
    this.#media.add(path, recordId(draft.network ?? this.#network, 'media', draft.key));
  }

  warn(code: WarningCode, file: string | null, detail: string | null = null): void {
    this.#packer.warn({ code, file, detail });
  }

  fate(fate: Fate): void {
    this.#packer.fate(fate);
    if (this.#packer.full) this.#send();
  }

  hashed(id: string, bytes: number, sha256: string): void {
    this.#packer.hashed(id, bytes, sha256);
    if (this.#packer.full) this.#send();
  }

  async breathe(): Promise<void> {
    while (this.#onTheWay >= ahead && !this.#signal.aborted) await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = null;
    if (this.#signal.aborted) throw new Cancelled();
  }

  end(): void {
    if (!this.#packer.empty) this.#send();
    this.#writer.postMessage({ type: 'end', cancelled: this.#signal.aborted } satisfies ToWriting);
    this.#writer.close();
  }

  #send(): void {
    const batch = this.#packer.take();
    this.#onTheWay++;
    this.#writer.postMessage({ type: 'batch', batch } satisfies ToWriting, [
      batch.ids.buffer,
      batch.ats.buffer,
      batch.files.buffer,
      batch.kinds.buffer,
    ] as ArrayBuffer[]);
  }
}
