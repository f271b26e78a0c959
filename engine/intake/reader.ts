/** The thread that reads during a job: opened, opened anew, stopped, and put away whatever happens. */
import { Refusal } from '../../shared/errors.ts';
import type { JobControl, Stage } from '../jobs/jobs.ts';
import { isFull } from '../vault/is-full.ts';
import type { ImportDeps } from './import.ts';
import type { StoredInput } from './inputs.ts';
import type { Reading } from './threads.ts';

/** The thread that reads now, and how the person's stop reaches it. */
export class Reader {
  readonly #deps: ImportDeps;
  readonly #control: JobControl;
  #reading: Reading | null = null;
  /** From here on files are being written: the thread has to put its things away. Before, it is simply ended. */
  gently = false;

  constructor(deps: ImportDeps, control: JobControl) {
    this.#deps = deps;
    this.#control = control;
    control.signal.addEventListener('abort', this.#stop);
  }

  readonly #stop = (): void => {
    if (this.gently) this.#reading?.cancel();
    else void this.#reading?.close();
  };

  async open(inputs: readonly StoredInput[]): Promise<Reading> {
    await this.letGo();
    this.#control.signal.throwIfAborted();
    return (this.#reading = this.#deps.readings.take(inputs, this.#deps.store.key()));
  }

  /** Nothing of the inputs is open any more. */
  async letGo(): Promise<void> {
    await this.#reading?.close();
    this.#reading = null;
  }

  async close(): Promise<void> {
    this.#control.signal.removeEventListener('abort', this.#stop);
    await this.letGo();
  }
}

/** What goes wrong in `work` leaves as what it is: the person's own stop (`cancelled`), a full disk, a refusal, or a bug. */
export async function reading<T>(deps: ImportDeps, control: JobControl, work: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = new Reader(deps, control);
  try {
    return await work(reader);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (control.signal.aborted) throw new Refusal('cancelled', {}, { cause: error });
    if (isFull(error)) throw new Refusal('no-room', {}, { cause: error });
    throw error;
  } finally {
    await reader.close();
  }
}

export interface Report {
  stage(now: Stage): void;
  records(n: number): void;
  /** Another thread reads on. */
  listen(reading: Reading): void;
}

export function reporter(control: JobControl, filesOf: number): Report {
  let stage: Stage = 'looking';
  let records = 0;
  let last = { files: 0, bytes: 0, bytesOf: 0 };
  const tell = (): void => control.progress(stage, { ...last, filesOf: Math.max(filesOf, last.files), records });
  return {
    listen: (reading) =>
      reading.onProgress(({ files, bytes, bytesOf }) => {
        last = { files, bytes, bytesOf: Math.max(bytes, bytesOf) };
        tell();
      }),
    stage(now) {
      stage = now;
      last = { files: 0, bytes: 0, bytesOf: 0 };
      tell();
    },
    records(n) {
      records = n;
      tell();
    },
  };
}
