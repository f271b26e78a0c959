/** Reads a kept original once more, with its network's reader, and keeps of every record its id alone. */
import { Refusal } from '../../shared/errors.ts';
import type { RefusalReason } from '../../shared/account-of-import.ts';
import { recordKinds, type RecordKind } from '../../shared/records.ts';
import { fields, kindNumber } from '../archive/fields.ts';
import { IdSet } from '../archive/id-set.ts';
import { toInputs } from '../intake/inputs.ts';
import { Meter, type Metered } from '../intake/meter.ts';
import { lookAt, openInputs } from '../intake/sources/index.ts';
import { DamagedFile, recordId, type Draft, type ExportFile, type Network, type Out } from '../intake/toolkit/index.ts';
import type { StoredInput } from '../intake/inputs.ts';
import { listKey } from './list-key.ts';

/** What an original holds, in 21 to 43 bytes a record. */
export interface Held {
  readonly ids: IdSet;
  /** Things found, refused ones included, by the number of their kind. */
  readonly found: readonly number[];
  /** Different records, by the number of their kind. */
  readonly different: readonly number[];
  /** Refusals by the number of their kind, and those of them that may stand for something. */
  readonly refused: readonly number[];
  readonly doubtful: readonly number[];
  /** Which lists a file held something of, by its path. */
  readonly lists: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Ids for which room is made ahead, at most. */
const mostAhead = 4_000_000;

/**
 * `damaged`: the files that were damaged when they were imported. Throws `Refusal('damaged')` where another one cannot be read now, and what opening the
 * original throws.
 */
export async function reread(
  { id, reader }: Network,
  original: { readonly inputs: readonly StoredInput[]; readonly most: number; readonly damaged: ReadonlySet<string> },
  key: Buffer,
  tell: (now: Metered & { records: number }) => void,
): Promise<Held> {
  const collector = new Collector(id, Math.min(original.most, mostAhead));
  const meter = new Meter((now) => tell({ ...now, records: collector.ids.size }));
  const { inputs, close } = toInputs(original.inputs, key);
  try {
    const opened = await openInputs(
      inputs,
      {},
      async (files) => ((await reader?.recognise(lookAt(files))) ?? null) !== null,
      (bytes) => meter.add(bytes),
    );
    const look = lookAt(opened.files);
    const recognition = (await reader?.recognise(look)) ?? null;
    const steps = reader === null || recognition === null ? [] : (await reader.plan(look, recognition)).steps;
    let bytes = 0;
    for (const { file } of steps) bytes += file.bytes;
    meter.begin(bytes);
    for (const step of steps) {
      await step.read(collector.file(step.file)).catch((error: unknown) => {
        if (!(error instanceof DamagedFile)) throw error;
        if (!original.damaged.has(step.file.path)) throw new Refusal('damaged', { file: step.file.path }, { cause: error });
      });
      meter.file();
    }
    await opened.close();
    return collector;
  } finally {
    close();
  }
}

class Collector implements Held {
  readonly ids: IdSet;
  readonly found = recordKinds.map(() => 0);
  readonly different = recordKinds.map(() => 0);
  readonly refused = recordKinds.map(() => 0);
  readonly doubtful = recordKinds.map(() => 0);
  readonly lists = new Map<string, Set<string>>();
  readonly #network: string;
  readonly #id = Buffer.alloc(16);

  constructor(network: string, expected: number) {
    this.#network = network;
    this.ids = new IdSet(expected);
  }

  file({ path }: ExportFile): Out {
    const lists = this.lists.get(path) ?? new Set<string>();
    this.lists.set(path, lists);
    return {
      record: (draft) => this.#record(draft, lists),
      refuse: (kind, _locator, reason) => this.#refuse(kind, reason),
      warn: () => undefined,
      // Nobody has to be waited for, and a stop ends the thread.
      breathe: () => Promise.resolve(),
    };
  }

  #record(draft: Draft, lists: Set<string>): void {
    const { kind } = draft;
    const number = kindNumber[kind];
    this.found[number] = (this.found[number] ?? 0) + 1;
    this.#id.write(recordId(draft.network ?? this.#network, kind, draft.key), 'hex');
    if (!this.ids.add(this.#id, 0)) return;
    this.different[number] = (this.different[number] ?? 0) + 1;
    const { sub } = fields[kind];
    const value: unknown = sub === null ? null : (draft as unknown as Readonly<Record<string, unknown>>)[sub];
    lists.add(listKey(number, typeof value === 'string' ? value : null));
  }

  #refuse(kind: RecordKind, reason: RefusalReason): void {
    const number = kindNumber[kind];
    this.found[number] = (this.found[number] ?? 0) + 1;
    this.refused[number] = (this.refused[number] ?? 0) + 1;
    // An empty place in a list stands for nobody.
    if (reason !== 'empty-item') this.doubtful[number] = (this.doubtful[number] ?? 0) + 1;
  }
}
