/** One import, from what the person picked to the account of it. */
import { randomUUID } from 'node:crypto';
import { basename, join } from 'node:path';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import type { Inspection } from '../../shared/contract/index.ts';
import { Refusal } from '../../shared/errors.ts';
import type { RelationName } from '../../shared/records.ts';
import { accountOfImport, beginImport, inputsOf, openImport, setInputs, type ImportInput } from '../archive/imports.ts';
import type { Store } from '../archive/store.ts';
import type { JobControl, Stage } from '../jobs/jobs.ts';
import type { StoredInput } from './inputs.ts';
import type { Fit, Inspected } from './protocol.ts';
import { Reading } from './threads.ts';

export interface ImportWish {
  readonly inputs: readonly StoredInput[];
  readonly network?: string;
  readonly into?: string;
  readonly expect: Partial<Record<RelationName, number>>;
  readonly keepOriginal: boolean;
}

export interface ImportDeps {
  readonly networks: URL;
  readonly store: Store;
  readonly now: () => Date;
}

/** Two fits this close to each other are a question for the person. */
const close = 0.1;

export function isSure(fits: readonly { fit: number }[]): boolean {
  const [best, second] = fits;
  return best !== undefined && (second === undefined || best.fit - second.fit > close);
}

/** Looks, and changes nothing. */
export async function inspectInputs(deps: ImportDeps, inputs: readonly StoredInput[]): Promise<Omit<Inspection, 'roomFree'>> {
  const reading = new Reading(deps.networks, inputs, deps.store.key());
  try {
    const { fits, files, problems, inputBytes } = await reading.inspect();
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
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
      files: files.length,
      bytes,
      // The original as it is, and the records: measured at half to one times the text of an export; media stay in the original.
      roomNeeded: inputBytes + Math.min(bytes, 4 * inputBytes),
      problems: problems.slice(0, 1000),
    };
  } finally {
    await reading.close();
  }
}

function chosen({ fits, problems, files }: Inspected, wanted: string | undefined): string {
  if (wanted !== undefined) return wanted;
  const [best, second] = fits;
  if (best === undefined) {
    const [problem] = problems;
    if (problem !== undefined && problems.length >= files.length)
      throw new Refusal('damaged', { file: problem.file, reason: problem.reason });
    throw new Refusal('not-an-export', { files: files.length });
  }
  if (second !== undefined && !isSure(fits))
    throw new Refusal('several-networks', { networks: fits.map(({ name }) => name).join(', ') });
  return best.network;
}

interface Report {
  stage(now: Stage): void;
  records(n: number): void;
  /** Another thread reads on. */
  listen(reading: Reading): void;
}

function reporter(control: JobControl, filesOf: number): Report {
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

/** Reads the inputs into an archive: an account's own, or a new one. Throws `Refusal`; what was read before it stands and can be gone on with. */
export async function runImport(deps: ImportDeps, wish: ImportWish, control: JobControl): Promise<ImportEnd> {
  const { store } = deps;
  const key = store.key();
  let reading = new Reading(deps.networks, wish.inputs, key);
  const stop = (): void => reading.cancel();
  control.signal.addEventListener('abort', stop);
  try {
    const inspecting = reading.inspect();
    reading.prepareWriter();
    const inspected = await inspecting;
    const report = reporter(control, inspected.files.length);
    report.listen(reading);
    const { fit, warnings } = await reading.plan(chosen(inspected, wish.network));
    control.signal.throwIfAborted();

    const inputs: ImportInput[] = wish.inputs.map((input) => ({
      input,
      name: input.name,
      bytes: 0,
      files: 0,
      sha256: null,
      original: null,
    }));
    const archive = await archiveFor(deps, wish, fit, reading);
    control.archive(archive);
    if (store.busy(archive)) throw new Refusal('busy');
    return await store.writing(archive, async (db, originals) => {
      if (openImport(db) !== null) throw new Refusal('busy');
      const id = randomUUID();
      const begun = beginImport(db, {
        id,
        at: deps.now().toISOString(),
        network: fit.network,
        layout: fit.layout,
        language: fit.language,
        inputs,
        expected: wish.expect,
        warnings,
        files: inspected.files,
      });
      report.stage('keeping');
      if (wish.inputs.some(({ kind }) => kind === 'kept')) {
        // What was uploaded lies in the vault already: it moves into the archive, and is read there.
        await reading.close();
        for (const [i, { input }] of inputs.entries()) {
          if (input.kind !== 'kept') continue;
          const kept = await originals.adopt(input.file);
          inputs[i] = {
            input: { ...input, file: kept.file },
            name: input.name,
            bytes: kept.bytes,
            files: kept.files,
            sha256: kept.sha256,
            original: basename(kept.file),
          };
        }
        setInputs(db, begun.seq, inputs);
        reading = new Reading(
          deps.networks,
          inputs.map(({ input }) => input),
          key,
        );
        report.listen(reading);
        await reading.plan(fit.network);
      }
      const names = inputs.map(({ original }) => (wish.keepOriginal && original === null ? `${randomUUID()}.db` : null));
      const known = inputsOf(db);
      const kept = await reading.keep(names.map((name) => (name === null ? null : join(originals.folder, name))));
      for (const [i, keptInput] of kept.entries()) {
        const input = inputs[i];
        if (keptInput === null || input === undefined) continue;
        // The same bytes are kept once.
        const twin = known.find(({ sha256, original }) => original !== null && sha256 === keptInput.sha256);
        const name = names[i] ?? null;
        if (twin !== undefined && name !== null) await originals.discard(name);
        inputs[i] = { ...input, ...keptInput, original: twin?.original ?? name };
      }
      setInputs(db, begun.seq, inputs);
      return readInto(
        deps,
        reading,
        { archive, seq: begun.seq, id, files: begun.files, warnings, done: new Map() },
        control,
        report,
      );
    });
  } catch (error) {
    if (control.signal.aborted && !(error instanceof Refusal)) throw new Refusal('cancelled', {}, { cause: error });
    throw error;
  } finally {
    control.signal.removeEventListener('abort', stop);
    await reading.close();
  }
}

interface Work {
  readonly archive: string;
  readonly seq: number;
  readonly id: string;
  readonly files: readonly { id: number; path: string }[];
  readonly warnings: Parameters<Reading['read']>[0]['warnings'];
  readonly done: ReadonlyMap<number, number>;
}

async function readInto(deps: ImportDeps, reading: Reading, work: Work, control: JobControl, report: Report): Promise<ImportEnd> {
  const { store } = deps;
  const before = store.open(work.archive);
  if (control.signal.aborted) return { stopped: work.id, archive: work.archive };
  report.stage('reading');
  const writing = {
    file: store.file(work.archive),
    key: new Uint8Array(store.key()),
    importSeq: work.seq,
    files: work.files,
    warnings: work.warnings,
  };
  const cancelled = await reading.read(writing, work.done, report.records);
  if (cancelled) return { stopped: work.id, archive: work.archive };
  return { account: accountOfImport(before, work.id) };
}

/** How an import ends: whole, or stopped by the person and ready to go on. */
export type ImportEnd = { readonly account: AccountOfImport } | { readonly stopped: string; readonly archive: string };

/** Goes on with the import that was stopped, or that the engine died in: with the kept original where there is one, else with the files where they lay. */
export async function resumeImport(deps: ImportDeps, archive: string, control: JobControl): Promise<ImportEnd> {
  const { store } = deps;
  if (store.busy(archive)) throw new Refusal('busy');
  control.archive(archive);
  return store.writing(archive, async (db, originals) => {
    const open = openImport(db);
    if (open === null) throw new Refusal('no-job');
    const inputs = open.inputs.map(({ input, original }): StoredInput =>
      original === null ? input : { kind: 'kept', name: input.name, file: join(originals.folder, original) },
    );
    const reading = new Reading(deps.networks, inputs, store.key());
    const stop = (): void => reading.cancel();
    control.signal.addEventListener('abort', stop);
    try {
      const report = reporter(control, open.files.length);
      report.listen(reading);
      const inspected = await reading.inspect();
      await reading.plan(open.network);
      // The files must be those the import began with: positions are its checkpoints.
      if (inspected.files.length !== open.files.length || inspected.files.some(({ path }, i) => path !== open.files[i]?.path))
        throw new Refusal('damaged', { reason: 'changed' });
      return await readInto(deps, reading, { archive, ...open }, control, report);
    } finally {
      control.signal.removeEventListener('abort', stop);
      await reading.close();
    }
  });
}

/** The archive an import goes into: the one named, the account's own, the one that has these very bytes already, or a new one. */
async function archiveFor(deps: ImportDeps, wish: ImportWish, fit: Fit, reading: Reading): Promise<string> {
  const { store } = deps;
  if (wish.into !== undefined) return store.open(wish.into).meta.id;
  const own = store.ofAccount(fit.network, fit.account);
  if (own !== null) return own;
  const { handle, name, networkId } = fit.account;
  if (handle === null && name === null && networkId === null) {
    const hashes = (await reading.keep(wish.inputs.map(() => null))).flatMap((kept) => (kept === null ? [] : [kept.sha256]));
    const same = store.ofOriginals(fit.network, hashes);
    if (same !== null) return same;
  }
  return store.create(fit.network, fit.account, deps.now());
}
