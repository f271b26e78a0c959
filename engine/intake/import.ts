/** One import, from what the person picked to the account of it. */
import type { Inspection } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { RelationName } from '../../shared/records.ts';
import { openImport, type OpenImport } from '../archive/imports.ts';
import type { Store } from '../archive/store.ts';
import type { JobControl } from '../jobs/jobs.ts';
import type { StoredInput } from './inputs.ts';
import { begin, goOn, handIn, isSame, undo, type ImportEnd, type Scene } from './work.ts';
import { unpackFiles } from './packed-files.ts';
import type { Fit, Inspected } from './protocol.ts';
import { maybe } from './toolkit/index.ts';
import { reading, reporter } from './reader.ts';
import { roomNeeded } from './room.ts';
import type { Reading, Readings } from './threads.ts';

export interface ImportWish {
  readonly inputs: readonly StoredInput[];
  readonly network?: string;
  readonly into?: string;
  readonly expect: Partial<Record<RelationName, number>>;
  readonly keepOriginal: boolean;
}

export interface ImportDeps {
  readonly readings: Readings;
  readonly store: Store;
  readonly now: () => Date;
  /** Records a transaction, where it is not the usual number. */
  readonly commitRecords?: number | undefined;
}

/** Two fits this close to each other are a question for the person. */
const close = 0.1;

/** `maybe`: alone, a fit below it is one too. */
export function isSure(fits: readonly { fit: number }[]): boolean {
  const [best, second] = fits;
  return best !== undefined && best.fit >= maybe && (second === undefined || best.fit - second.fit > close);
}

/** Looks, and changes nothing. */
export async function inspectInputs(deps: ImportDeps, inputs: readonly StoredInput[]): Promise<Omit<Inspection, 'roomFree'>> {
  const reading = deps.readings.take(inputs, deps.store.key());
  try {
    const { fits, files, problems, outsideBytes } = await reading.inspect();
    const bytes = files.bytes.reduce((sum, one) => sum + one, 0);
    return {
      fits: fits.map(({ network, name, fit, layout, language, account }) => ({
        network,
        name,
        fit,
        layout,
        language,
        account: account.handle ?? account.name ?? account.networkId,
        archive: deps.store.ofAccount(network, account),
      })),
      sure: isSure(fits),
      files: files.count,
      bytes,
      roomNeeded: roomNeeded(unpackFiles(files), outsideBytes),
      problems: problems.slice(0, 1000).map(({ file, reason }) => ({ file, reason })),
    };
  } finally {
    await reading.close();
  }
}

function chosen({ fits, problems, files }: Inspected, wanted: string | undefined): string {
  if (wanted !== undefined) return wanted;
  const [best] = fits;
  if (best === undefined) {
    // What a damaged container does not give may be what tells.
    const [problem] = problems.filter(({ of }) => of === 'input' || problems.length >= files.count);
    if (problem !== undefined) throw new Refusal('damaged', { file: problem.file, reason: problem.reason });
    throw new Refusal('not-an-export', { files: files.count });
  }
  if (!isSure(fits)) throw new Refusal('several-networks', { networks: fits.map(({ name }) => name).join(', ') });
  return best.network;
}

/**
 * Reads the inputs into an archive: an account's own, or a new one. The same export handed in again where it was stopped goes on there.
 * Throws `Refusal`; what was read before it stands and can be gone on with. An archive made for it that holds nothing yet goes again.
 */
export function runImport(deps: ImportDeps, wish: ImportWish, control: JobControl): Promise<ImportEnd> {
  const { store } = deps;
  const since = performance.now();
  return reading(deps, control, async (reader) => {
    const first = await reader.open(wish.inputs);
    const looking = first.inspect();
    first.prepareWriter();
    const inspected = await looking;
    const report = reporter(control, inspected.files.count);
    report.listen(first);
    const planned = await first.plan(chosen(inspected, wish.network));
    const { archive, hashes } = await archiveFor(deps, wish, planned.fit, first);
    control.signal.throwIfAborted();

    const scene: Scene = { deps, control, reader, report, since };
    const { fit, warnings, apartFrom } = planned;
    const fresh = { wish, fit, warnings, apartFrom, files: inspected.files, hashes };
    // What was uploaded lies in the vault already: it moves into the archive, and is read there.
    const staged = wish.inputs.some(({ kind }) => kind === 'kept');
    const readOn = staged ? null : { reading: first, files: inspected.files };
    if (archive === null) {
      if (staged) await reader.letGo();
      let made: string | null = null;
      try {
        return await store.writingNew(
          planned.fit.network,
          planned.fit.account,
          hashes,
          deps.now(),
          (db, originals) => begin(scene, fresh, db, originals),
          (id, open, db, originals) => {
            made = id;
            return goOn(scene, id, open, db, originals, readOn);
          },
        );
      } catch (error) {
        await reader.letGo();
        if (made !== null) undo(scene, made, error);
        throw error;
      }
    }
    return store.writing(archive, async (db, originals) => {
      const stopped = openImport(db);
      const same = stopped !== null && (await isSame(stopped, fresh, first, db, originals));
      if (staged) await reader.letGo();
      if (wish.into === undefined) store.learn(db, planned.fit.account);
      const open: OpenImport = same ? handIn(stopped, wish, db, originals) : begin(scene, fresh, db, originals);
      return goOn(scene, archive, open, db, originals, readOn);
    });
  });
}

/**
 * Goes on with the import that was stopped, or that the engine died in: with the kept original where there is one, else with the files where they lay.
 * Throws `Refusal('no-job')` where there is none, and `changed` where those files are not what they were.
 */
export function resumeImport(deps: ImportDeps, archive: string, control: JobControl): Promise<ImportEnd> {
  const since = performance.now();
  return reading(deps, control, (reader) =>
    deps.store.writing(archive, (db, originals) => {
      const open = openImport(db);
      if (open === null) throw new Refusal('no-job');
      const report = reporter(control, open.done.length);
      return goOn({ deps, control, reader, report, since }, archive, open, db, originals, null);
    }),
  );
}

interface Goal {
  /** Null for a new one. */
  readonly archive: string | null;
  /** SHA-256 of each input, where nothing but these tells whose account it is; else empty. */
  readonly hashes: readonly string[];
}

/** The archive an import goes into: the one named, the account's own, the one that has these very bytes already, or a new one. */
async function archiveFor(deps: ImportDeps, wish: ImportWish, fit: Fit, reading: Reading): Promise<Goal> {
  const { store } = deps;
  if (wish.into !== undefined) {
    const { meta } = store.open(wish.into);
    // Its records would be taken for the other network's.
    if (meta.network !== fit.network) throw new Refusal('bad-input', { reason: 'other-network', network: fit.network });
    return { archive: meta.id, hashes: [] };
  }
  const { handle, name, networkId } = fit.account;
  const hashes = handle !== null || name !== null || networkId !== null ? [] : await reading.hashes();
  return { archive: store.ofExport(fit.network, fit.account, hashes), hashes };
}
