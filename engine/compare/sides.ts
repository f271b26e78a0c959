/**
 * Which two imports are compared, and where each tells what it held. An archive keeps of a record its first reading only, so what an import found again
 * stands in its original alone. The first import found nothing again, and neither did one without duplicates: of these the archive's rows tell all.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import type { Archive } from '../archive/archive.ts';
import { importInputs } from '../archive/imports.ts';
import type { StoredInput } from '../intake/inputs.ts';
import type { Side } from './protocol.ts';

interface Row {
  readonly seq: number;
  readonly id: string;
  readonly at: string;
  readonly state: string;
  readonly network: string;
  readonly layout: string;
  readonly language: string | null;
  readonly inputs: string;
  readonly distinct: number;
  readonly duplicate: number;
}

/**
 * The two imports asked for; else the newest that came to its end, and the one before it.
 * Throws `Refusal`: `no-import`, `one-import`, `import-unfinished`, `no-original`, `bad-input` (one import with itself).
 */
export function chooseSides(
  { db }: Archive,
  originals: string,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
): { from: Side; to: Side } {
  const rows = db
    .prepare<[], Row>(
      `select seq, id, at, state, network, layout, language, inputs,
         coalesce((select sum(kept + duplicate) from import_tally t where t.import = i.seq), 0) as "distinct",
         coalesce((select sum(duplicate) from import_tally t where t.import = i.seq), 0) as duplicate
       from import i order by seq desc`,
    )
    .all();
  const named = (id: string | undefined): Row | undefined => {
    if (id === undefined) return undefined;
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new Refusal('no-import', { import: id });
    if (row.state !== 'done') throw new Refusal('import-unfinished', { import: id });
    return row;
  };
  const first = rows.at(-1)?.seq;
  const [older, newer] = [named(asked.from), named(asked.to)];
  const whole = rows.filter(({ state }) => state === 'done');
  const to = newer ?? whole.find((row) => row !== older);
  const from = older ?? whole.find((row) => to !== undefined && row.seq < to.seq) ?? whole.find((row) => row !== to);
  if (from === undefined || to === undefined) throw new Refusal('one-import');
  if (from === to) throw new Refusal('bad-input', { reason: 'same-import' });
  const side = (row: Row): Side => {
    const { seq, id, at, network, layout, language, inputs, distinct, duplicate } = row;
    const rowsTell = seq === first || duplicate === 0;
    return { seq, id, at, network, layout, language, inputs: rowsTell ? null : kept(inputs, originals), most: distinct };
  };
  return { from: side(from), to: side(to) };
}

/** Throws `Refusal('no-original')` where one of the originals is not there. */
function kept(inputs: string, originals: string): StoredInput[] {
  return importInputs(inputs).map(({ name, original }) => {
    if (original === null || !existsSync(join(originals, original))) throw new Refusal('no-original', { file: name });
    return { kind: 'kept', name, file: join(originals, original) };
  });
}
