/** Comparisons as jobs, for the contract, and the pages of what was found. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type * as z from 'zod';
import type { CompareQuery, Comparison, DifferencesQuery, RecordsPage } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { recordKinds } from '../../shared/records.ts';
import { recordsOf } from '../archive/archive.ts';
import type { Store } from '../archive/store.ts';
import type { JobControl, Jobs } from '../jobs/jobs.ts';
import { endThread } from '../jobs/end-thread.ts';
import { moduleUrl } from '../jobs/module-url.ts';
import type { CompareOrder, Difference, FromComparing, Outcome } from './protocol.ts';
import { chooseSides } from './sides.ts';

type Query = z.output<typeof DifferencesQuery>;

/** Whose members can still be asked for: four bytes each. */
const remembered = 4;
/** V8's own limit, in MiB; the ids lie beside it. */
const resourceLimits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 16 };

export class Comparisons {
  readonly #networks: URL;
  readonly #store: Store;
  readonly #jobs: Jobs;
  readonly #known = new Map<string, { archive: string; lists: readonly Difference[] }>();

  constructor(networks: URL, store: Store, jobs: Jobs) {
    this.#networks = networks;
    this.#store = store;
    this.#jobs = jobs;
  }

  /** Throws what `chooseSides` throws, and `Refusal('no-archive' | 'vault-locked')`. */
  start({ archive, from, to }: z.output<typeof CompareQuery>): string {
    const sides = chooseSides(this.#store.open(archive), this.#store.originals(archive), { from, to });
    const order: CompareOrder = {
      networks: this.#networks.href,
      file: this.#store.file(archive),
      key: new Uint8Array(this.#store.key()),
      ...sides,
    };
    return this.#jobs.start('compare', archive, async (control) => {
      const found = await inThread(order, control);
      const comparison = randomUUID();
      this.#remember(comparison, archive, found.lists);
      return { job: 'compare', compare: reported(comparison, archive, found) };
    });
  }

  #remember(comparison: string, archive: string, lists: readonly Difference[]): void {
    this.#known.set(comparison, { archive, lists });
    for (const oldest of this.#known.keys()) if (this.#known.size > remembered) this.#known.delete(oldest);
  }

  /** The `seq`s of who came or what is gone, in lists that could be compared. Throws `Refusal('no-comparison')`. */
  members({ comparison, kind, sub, change }: Pick<Query, 'comparison' | 'kind' | 'sub' | 'change'>): {
    archive: string;
    count: number;
    /** From the `offset`-th on, `limit` at most. */
    slice(offset: number, limit: number): number[];
  } {
    const known = this.#known.get(comparison);
    if (known === undefined) throw new Refusal('no-comparison');
    const lists = known.lists
      .filter((list) => list.kind === kind && (sub === undefined || list.sub === sub))
      .map((list) => list[change]);
    return {
      archive: known.archive,
      count: lists.reduce((sum, { length }) => sum + length, 0),
      slice(offset, limit) {
        const wanted: number[] = [];
        let passed = 0;
        for (const list of lists) {
          const begin = Math.max(0, offset - passed);
          wanted.push(...list.subarray(begin, begin + limit - wanted.length));
          passed += list.length;
        }
        return wanted;
      },
    };
  }

  /** Throws `Refusal('no-comparison' | 'no-archive')`. */
  page(query: Query): z.output<typeof RecordsPage> {
    const { archive, count, slice } = this.members(query);
    return { total: count, records: recordsOf(this.#store.open(archive), slice(query.offset, query.limit)) };
  }
}

/** Throws `Refusal`, `cancelled` among them; a bug in the thread is thrown as it is. */
async function inThread(order: CompareOrder, { signal, progress }: JobControl): Promise<Outcome> {
  const worker = new Worker(moduleUrl(import.meta.url, './compare-thread'), {
    workerData: order,
    resourceLimits,
    stdout: false,
    stderr: false,
  });
  const last = { files: 0, filesOf: 0, records: 0, bytes: 0, bytesOf: 0 };
  try {
    return await new Promise<Outcome>((resolve, reject) => {
      const stop = (): void => reject(new Refusal('cancelled'));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      worker.on('error', reject);
      worker.on('exit', () => reject(new Error('the comparing thread ended early')));
      worker.on('message', (message: FromComparing) => {
        switch (message.type) {
          case 'reading':
            progress('reading', { ...message, filesOf: message.files });
            break;
          case 'comparing':
            progress('comparing', { ...last, records: message.records });
            break;
          case 'done':
            resolve(message.outcome);
            break;
          case 'refused':
            reject(new Refusal(message.code, { ...message.detail }));
        }
      });
    });
  } finally {
    await endThread(worker);
  }
}

function reported(comparison: string, archive: string, { from, to, lists, doubts }: Outcome): Comparison {
  const kinds = recordKinds.flatMap((kind) => {
    const own = lists.filter((list) => list.kind === kind);
    if (own.length === 0) return [];
    const told = own.filter(({ state }) => state === 'compared');
    const sum = (of: readonly Difference[], count: (list: Difference) => number): number =>
      of.reduce((all, list) => all + count(list), 0);
    return {
      kind,
      from: sum(own, (list) => list.from),
      to: sum(own, (list) => list.to),
      came: told.length === 0 ? null : sum(told, ({ came }) => came.length),
      gone: told.length === 0 ? null : sum(told, ({ gone }) => gone.length),
      lists: own.map(({ sub, state, came, gone, byHandle, doubts: why, ...counts }) => ({
        sub,
        from: counts.from,
        to: counts.to,
        state,
        came: state === 'compared' ? came.length : null,
        gone: state === 'compared' ? gone.length : null,
        byHandle,
        doubts: why,
      })),
    };
  });
  return { comparison, archive, from, to, kinds, doubts };
}
