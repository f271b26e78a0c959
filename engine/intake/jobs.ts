/** Imports as jobs, for the contract. */
import type * as z from 'zod';
import type { ImportOptions, Inspection, JobResult, JobState } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { Picks } from '../picks.ts';
import { inspectInputs, resumeImport, runImport, type ImportDeps } from './import.ts';
import type { Network } from './toolkit/network.ts';
import type { ImportEnd } from './work.ts';

type End = JobResult | Extract<JobState, { state: 'stopped' }>;

export class ImportJobs {
  readonly #deps: ImportDeps;
  readonly #jobs: Jobs;
  readonly #picks: Picks;
  readonly #networks: readonly Network[];
  readonly #roomFree: () => Promise<number | null>;

  readonly #finished: (archive: string) => void;

  /** `finished` is told of every import that came to its end. */
  constructor(
    deps: ImportDeps,
    jobs: Jobs,
    picks: Picks,
    networks: readonly Network[],
    roomFree: () => Promise<number | null>,
    finished: (archive: string) => void,
  ) {
    this.#deps = deps;
    this.#jobs = jobs;
    this.#picks = picks;
    this.#networks = networks;
    this.#roomFree = roomFree;
    this.#finished = finished;
  }

  async inspect(tokens: readonly string[]): Promise<Inspection> {
    return { ...(await inspectInputs(this.#deps, this.#picks.inputs(tokens))), roomFree: await this.#roomFree() };
  }

  start({ tokens, network, into, expect, keepOriginal }: z.output<typeof ImportOptions>): string {
    this.#deps.store.key();
    if (network !== undefined && !this.#networks.some(({ id }) => id === network))
      throw new Refusal('unknown-network', { network });
    const inputs = this.#picks.inputs(tokens);
    const wish = {
      inputs,
      expect,
      keepOriginal,
      ...(network === undefined ? {} : { network }),
      ...(into === undefined ? {} : { into }),
    };
    return this.#jobs.start('import', into ?? null, async (control) => {
      try {
        const end = await runImport(this.#deps, wish, control);
        this.#picks.spend(tokens);
        return this.#ended(end);
      } finally {
        this.#picks.settle(tokens);
      }
    });
  }

  /** Made and read like anybody's: it goes through the vault's staging area, never in plain onto the disk. */
  sample(followers: number): string {
    this.#deps.store.key();
    const network = this.#networks.find(({ sample }) => sample !== undefined);
    if (network?.sample === undefined) throw new Refusal('no-reader');
    const made = network.sample({ followers, posts: Math.ceil(followers / 125), messages: Math.ceil(followers / 10) });
    return this.#jobs.start('import', null, async (control) => {
      const { token } = await this.#picks.bytes(made.name, untilStopped(made.stream(), control.signal));
      try {
        const inputs = this.#picks.inputs([token]);
        return this.#ended(await runImport(this.#deps, { inputs, expect: { follower: followers }, keepOriginal: true }, control));
      } finally {
        this.#picks.forget([token]);
      }
    });
  }

  resume(archive: string): string {
    this.#deps.store.key();
    return this.#jobs.start('import', archive, async (control) => this.#ended(await resumeImport(this.#deps, archive, control)));
  }

  #ended(end: ImportEnd): End {
    if (!('account' in end)) return { state: 'stopped', archive: end.archive, import: end.stopped };
    this.#finished(end.account.archive);
    return { job: 'import', account: end.account };
  }
}

async function* untilStopped(stream: NodeJS.ReadableStream, signal: AbortSignal): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    if (signal.aborted) throw new Refusal('cancelled');
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  }
}
