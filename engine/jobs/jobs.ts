/** Long work: its states, who watches it, and how it is stopped. The engine owns the truth of a job; a page that comes late is told how it stands. */
import { randomUUID } from 'node:crypto';
import type { JobResult, JobState, Progress } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { isFull } from '../vault/is-full.ts';

export type JobKind = 'import' | 'copy' | 'check' | 'prove' | 'compare' | 'move';
type Running = Extract<JobState, { state: 'running' }>;
export type Stage = Running['stage'];

/** What the work itself is given. */
export interface JobControl {
  readonly signal: AbortSignal;
  /** The archive it works on is known; null where it is gone again. */
  archive(id: string | null): void;
  progress(stage: Stage, progress: Omit<Progress, 'secondsLeft'>): void;
}

interface Job {
  readonly kind: JobKind;
  readonly stop: AbortController;
  readonly watchers: Set<() => void>;
  archive: string | null;
  state: JobState;
  ended: Promise<void>;
}

/** Four times a second. */
const interval = 250;
/** Ended jobs a late watcher can still ask for. */
const remembered = 50;

const nothing: Progress = { files: 0, filesOf: 0, records: 0, bytes: 0, bytesOf: 0, secondsLeft: null };

export class Jobs {
  readonly #jobs = new Map<string, Job>();
  /** Told of every error that is no refusal. */
  readonly #bug: (error: unknown) => void;

  constructor(bug: (error: unknown) => void) {
    this.#bug = bug;
  }

  /** `work` answers with the result, or with the state it was stopped in. */
  start(
    kind: JobKind,
    archive: string | null,
    work: (control: JobControl) => Promise<JobResult | Extract<JobState, { state: 'stopped' }>>,
  ): string {
    const id = randomUUID();
    const job: Job = {
      kind,
      archive,
      stop: new AbortController(),
      watchers: new Set(),
      state: { state: 'running', stage: 'looking', progress: nothing, archive },
      ended: Promise.resolve(),
    };
    this.#jobs.set(id, job);
    let stage: Stage = 'looking';
    let begun = performance.now();
    const control: JobControl = {
      signal: job.stop.signal,
      archive: (known) => (job.archive = known),
      progress: (now, progress) => {
        // The end is the last word.
        if (job.state.state !== 'running') return;
        if (now !== stage) [stage, begun] = [now, performance.now()];
        const seconds = (performance.now() - begun) / 1000;
        const share = progress.bytesOf > 0 ? progress.bytes / progress.bytesOf : 0;
        // Nothing is said before there is something to go by.
        const secondsLeft = seconds > 0.5 && share > 0.01 ? Math.max(0, (seconds / share) * (1 - share)) : null;
        job.state = { state: 'running', stage, progress: { ...progress, secondsLeft }, archive: job.archive };
        for (const tell of job.watchers) tell();
      },
    };
    // What `work` throws at once is an end like any other.
    const worked = (async () => work(control))();
    job.ended = worked.then(
      (result) => this.#end(job, 'job' in result ? { state: 'done', result } : result),
      (error: unknown) => this.#end(job, this.#failed(error, job)),
    );
    this.#forget();
    return id;
  }

  #failed(error: unknown, job: Job): JobState {
    if (job.stop.signal.aborted && error instanceof Refusal && error.code === 'cancelled')
      return { state: 'stopped', archive: job.archive, import: null };
    if (isFull(error)) return { state: 'failed', code: 'no-room', detail: {}, archive: job.archive };
    if (error instanceof Refusal) return { state: 'failed', code: error.code, detail: { ...error.detail }, archive: job.archive };
    this.#bug(error);
    return { state: 'failed', code: 'bug', detail: {}, archive: job.archive };
  }

  #end(job: Job, state: JobState): void {
    job.state = state;
    for (const tell of job.watchers) tell();
  }

  #forget(): void {
    for (const [id, job] of this.#jobs) {
      if (this.#jobs.size <= remembered) return;
      if (job.state.state !== 'running') this.#jobs.delete(id);
    }
  }

  #get(id: string): Job {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new Refusal('no-job');
    return job;
  }

  /** The present state, then every change, four times a second at most, and the last one always. Throws `Refusal('no-job')`. */
  watch(id: string, signal?: AbortSignal): AsyncGenerator<JobState> {
    // Refused at once and not when it is first asked for a state: only so is it the contract's typed error.
    return this.#follow(this.#get(id), signal);
  }

  async *#follow(job: Job, signal: AbortSignal | undefined): AsyncGenerator<JobState> {
    let wake: () => void = () => undefined;
    const tell = (): void => wake();
    job.watchers.add(tell);
    signal?.addEventListener('abort', tell);
    const running = (): boolean => job.state.state === 'running';
    const gone = (): boolean => signal?.aborted === true;
    try {
      while (!gone()) {
        const { state } = job;
        yield state;
        if (state.state !== 'running') return;
        if (job.state === state && !gone()) await new Promise<void>((resolve) => (wake = resolve));
        if (!running() || gone()) continue;
        // Not more often than anybody can read; the end is told at once.
        let timer: NodeJS.Timeout | undefined;
        await Promise.race([new Promise<void>((resolve) => (timer = setTimeout(resolve, interval))), job.ended]);
        clearTimeout(timer);
      }
    } finally {
      job.watchers.delete(tell);
      signal?.removeEventListener('abort', tell);
    }
  }

  cancel(id: string): void {
    this.#get(id).stop.abort();
  }

  list(): { job: string; kind: JobKind; archive: string | null }[] {
    return [...this.#jobs]
      .filter(([, { state }]) => state.state === 'running')
      .map(([job, { kind, archive }]) => ({ job, kind, archive }));
  }

  /** Stops everything and waits until it stands still. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) job.stop.abort();
    await Promise.all([...this.#jobs.values()].map(({ ended }) => ended));
  }
}
