/** What a long piece of work owes the person: it can be stopped, and it says how far it is, at most four times a second. */
import type { Progress } from '../../shared/contract/schemas.ts';
import { Refusal } from '../../shared/errors.ts';

export interface PaceOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly now: () => Date;
}

const quarter = 250;

export class Pace {
  files = 0;
  records = 0;
  bytes = 0;
  readonly #options: PaceOptions;
  readonly #begun: number;
  #filesOf: number;
  #bytesOf: number;
  #told = -Infinity;

  constructor(options: PaceOptions, filesOf: number, bytesOf: number) {
    this.#options = options;
    this.#begun = options.now().getTime();
    this.#filesOf = filesOf;
    this.#bytesOf = bytesOf;
  }

  /** Throws `cancelled` where the person stopped it, and tells how far it is where it is time to. */
  step(): void {
    if (this.#options.signal.aborted) throw new Refusal('cancelled');
    const now = this.#options.now().getTime();
    if (now - this.#told >= quarter) this.#tell(now);
  }

  /** The sizes known only now; never less than was done. */
  expect(filesOf: number, bytesOf: number): void {
    this.#filesOf = filesOf;
    this.#bytesOf = bytesOf;
  }

  /** The last word: everything is done. */
  done(): void {
    this.#filesOf = this.files;
    this.#bytesOf = this.bytes;
    this.#tell(this.#options.now().getTime());
  }

  #tell(now: number): void {
    this.#told = now;
    const { files, records, bytes } = this;
    const bytesOf = Math.max(this.#bytesOf, bytes);
    const seconds = (now - this.#begun) / 1000;
    const secondsLeft = bytes === 0 || seconds < 1 ? null : Math.round((seconds * (bytesOf - bytes)) / bytes);
    this.#options.onProgress({ files, filesOf: Math.max(this.#filesOf, files), records, bytes, bytesOf, secondsLeft });
  }
}
