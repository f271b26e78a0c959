/** The work of an import once its archive is known: begun, or gone on with, by the same steps. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import type { AccountOfImport } from '../../shared/account-of-import.ts';
import { Refusal } from '../../shared/errors.ts';
import type { Warning } from '../archive/batch.ts';
import {
  accountedFiles,
  accountOfImport,
  beginImport,
  continueImport,
  inputsOf,
  loseFiles,
  openImport,
  setInputs,
  stopImport,
  wasReadBy,
  type AccountedFile,
  type ImportInput,
  type OpenImport,
} from '../archive/imports.ts';
import type { OriginalsFolder } from '../archive/store.ts';
import type { JobControl } from '../jobs/jobs.ts';
import type { ImportDeps, ImportWish } from './import.ts';
import type { StoredInput } from './inputs.ts';
import { letGoOf, unpackFiles, type PackedFiles } from './packed-files.ts';
import type { Fit } from './protocol.ts';
import type { Reader, Report } from './reader.ts';
import type { Reading } from './threads.ts';

/** How an import ends: whole, or stopped by the person and ready to go on. */
export type ImportEnd = { readonly account: AccountOfImport } | { readonly stopped: string; readonly archive: string };

export interface Scene {
  readonly deps: ImportDeps;
  readonly control: JobControl;
  readonly reader: Reader;
  readonly report: Report;
  /** When this turn of the import began, by `performance.now()`. */
  readonly since: number;
}

/** An import that is about to begin. */
export interface Fresh {
  readonly wish: ImportWish;
  readonly fit: Fit;
  readonly warnings: readonly Warning[];
  /** As the plan says. */
  readonly apartFrom: readonly string[];
  readonly files: PackedFiles;
  /** SHA-256 of each input, where they had to be known already; else empty. */
  readonly hashes: readonly string[];
}

/** Writes down that it begins. What was uploaded is the archive's from here on, unless this throws. */
export function begin({ deps }: Scene, fresh: Fresh, db: Database.Database, originals: OriginalsFolder): OpenImport {
  const { wish, fit, files, hashes } = fresh;
  const apart = fresh.apartFrom.filter((reader) => wasReadBy(db, reader));
  const warnings = [...fresh.warnings, ...apart.map((detail): Warning => ({ code: 'other-format', file: null, detail }))];
  const adopted: { name: string; from: string }[] = [];
  try {
    const inputs = wish.inputs.map((input, i): ImportInput => {
      const base = { input, name: input.name, keep: wish.keepOriginal };
      if (input.kind === 'path') return { ...base, bytes: 0, files: 0, sha256: hashes[i] ?? null, original: null };
      return { ...base, ...adopt(input, db, originals, adopted) };
    });
    beginImport(db, {
      id: randomUUID(),
      at: deps.now().toISOString(),
      network: fit.network,
      layout: fit.layout,
      language: fit.language,
      inputs,
      expected: wish.expect,
      warnings,
      files: unpackFiles(files),
    });
    const open = openImport(db);
    if (open === null) throw new Error('an import that began is not there');
    return open;
  } catch (error) {
    for (const { name, from } of adopted) originals.giveBack(name, from);
    throw error;
  }
}

/** Takes what was uploaded into the archive, unless the same bytes are there already. */
function adopt(
  { file }: Extract<StoredInput, { kind: 'kept' }>,
  db: Database.Database,
  originals: OriginalsFolder,
  adopted: { name: string; from: string }[],
): Pick<ImportInput, 'bytes' | 'files' | 'sha256' | 'original'> {
  const seen = originals.look(file);
  const twin = twinOf(inputsOf(db), seen.sha256, originals);
  if (twin !== null) return { ...seen, original: twin };
  const name = originals.adopt(file);
  adopted.push({ name, from: file });
  return { ...seen, original: name };
}

/** The same bytes are kept once. */
function twinOf(known: readonly ImportInput[], sha256: string, originals: OriginalsFolder): string | null {
  const twin = known.find((input) => input.sha256 === sha256 && input.original !== null && originals.has(input.original));
  return twin?.original ?? null;
}

/** Whether what is handed in is what the stopped import was reading. */
export async function isSame(
  stopped: OpenImport,
  { wish, fit, files }: Fresh,
  reading: Reading,
  db: Database.Database,
  originals: OriginalsFolder,
): Promise<boolean> {
  if (stopped.network !== fit.network || stopped.inputs.length !== wish.inputs.length) return false;
  if (!sameFiles(accountedFiles(db, stopped.seq), stopped.done.length, files)) return false;
  if (stopped.inputs.every(({ sha256 }) => sha256 === null)) return true;
  const hashes = await reading.hashes();
  return stopped.inputs.every(({ sha256 }, i) => {
    const input = wish.inputs[i];
    const now = input?.kind === 'kept' ? originals.look(input.file).sha256 : hashes[i];
    return sha256 === null || sha256 === now;
  });
}

function sameFiles(accounted: Iterable<AccountedFile>, count: number, files: PackedFiles): boolean {
  if (count !== files.count) return false;
  const found = unpackFiles(files);
  for (const { path, bytes } of accounted) {
    const file = found.next();
    if (file.done === true || file.value.path !== path || file.value.bytes !== bytes) return false;
  }
  return true;
}

/** The stopped import goes on with what is handed in where its original is not kept. */
export function handIn(stopped: OpenImport, wish: ImportWish, db: Database.Database, originals: OriginalsFolder): OpenImport {
  const inputs = stopped.inputs.map((known, i): ImportInput => {
    const input = wish.inputs[i];
    if (input === undefined || (known.original !== null && originals.has(known.original))) return known;
    const base = { ...known, input, original: null };
    return input.kind === 'path' ? base : { ...base, ...adopt(input, db, originals, []) };
  });
  setInputs(db, stopped.seq, inputs);
  return { ...stopped, inputs };
}

/** `ready`: a thread that has looked at these very inputs and taken up the network's reader, and the files it found. */
export async function goOn(
  scene: Scene,
  archive: string,
  open: OpenImport,
  db: Database.Database,
  originals: OriginalsFolder,
  ready: { readonly reading: Reading; readonly files: PackedFiles } | null,
): Promise<ImportEnd> {
  const { deps, control, reader, report } = scene;
  control.archive(archive);
  try {
    continueImport(db, open.seq);
    const reading = ready?.reading ?? (await reader.open(open.inputs.map((input) => storedInput(input, originals))));
    report.listen(reading);
    if (ready === null) reading.prepareWriter();
    await reading.plan(open.network);
    const files = ready?.files ?? (await reading.list());
    const { positions, lost } = placed(open, accountedFiles(db, open.seq), files);
    letGoOf(files);
    loseFiles(db, lost);
    reader.gently = true;
    control.signal.throwIfAborted();
    // Nothing is written before the original is kept; until then reading goes ahead as far as it may.
    const begun = reading.begin(positions, open.done);
    const inputs = await keepOutside(scene, open, db, originals, reading);
    setInputs(db, open.seq, inputs);
    control.signal.throwIfAborted();
    report.stage('reading');
    const writing = {
      file: deps.store.file(archive),
      key: new Uint8Array(deps.store.key()),
      importSeq: open.seq,
      firstFile: open.firstFile,
      warnings: open.warnings,
      commitRecords: deps.commitRecords,
      now: deps.now().toISOString(),
      spent: (performance.now() - scene.since) / 1000,
    };
    if (await reading.write(writing, begun, report.records)) return stopped();
    await reader.letGo();
    dropUnwanted(open.seq, inputs, db, originals);
    return { account: accountOfImport(deps.store.open(archive), open.id) };
  } catch (error) {
    if (control.signal.aborted && !(error instanceof Refusal)) return stopped();
    try {
      stopImport(db, open.seq);
    } catch {
      // A full disk, most likely, which is what `error` says; `running` then stands until it goes on.
    }
    throw error;
  }

  function stopped(): ImportEnd {
    stopImport(db, open.seq);
    return { stopped: open.id, archive };
  }
}

function storedInput({ input, original, name }: ImportInput, originals: OriginalsFolder): StoredInput {
  return original === null ? input : { kind: 'kept', name, file: join(originals.folder, original) };
}

/**
 * The position of each file in the account of the import: its checkpoints go by them. Files that could not be read when the original was kept are not in
 * it; they are lost. Both lists have the same order. Throws `Refusal('changed')` where the files are others.
 */
function placed(
  open: OpenImport,
  accounted: Iterable<AccountedFile>,
  files: PackedFiles,
): { positions: Uint32Array; lost: number[] } {
  const positions = new Uint32Array(files.count);
  const lost: number[] = [];
  let lostPath = '';
  let found = 0;
  const wanted = unpackFiles(files).filter(({ damage }) => damage === null);
  let next = wanted.next();
  let position = 0;
  for (const { id, path, bytes, became } of accounted) {
    if (next.done !== true && next.value.path === path && next.value.bytes === bytes) {
      positions[found++] = position;
      next = wanted.next();
    } else if (became === null) {
      if (lost.length === 0) lostPath = path;
      lost.push(id);
    }
    position++;
  }
  if (next.done !== true) throw new Refusal('changed', { file: next.value.path });
  if (lost.length > 0 && open.inputs.some(({ original }) => original === null)) throw new Refusal('changed', { file: lostPath });
  return { positions, lost };
}

/** Keeps what lies outside the vault, or only takes its hash. Throws `Refusal('changed')` where the import began with other bytes. */
async function keepOutside(
  { report }: Scene,
  open: OpenImport,
  db: Database.Database,
  originals: OriginalsFolder,
  reading: Reading,
): Promise<ImportInput[]> {
  if (open.inputs.every(({ original }) => original !== null)) return open.inputs;
  report.stage('keeping');
  const names = open.inputs.map(({ original, keep }) => (original === null && keep ? `${randomUUID()}.db` : null));
  const found = await reading.keep(names.map((name) => (name === null ? null : join(originals.folder, name))));
  const known = inputsOf(db);
  return open.inputs.map((input, i): ImportInput => {
    const now = found[i] ?? null;
    if (now === null || input.original !== null) return input;
    if (input.sha256 !== null && input.sha256 !== now.sha256) throw new Refusal('changed', { file: input.name });
    const name = names[i] ?? null;
    if (name === null) return { ...input, ...now };
    const twin = twinOf(known, now.sha256, originals);
    const kept = { ...input, ...now, original: twin ?? name };
    if (twin !== null) originals.discard(name);
    else known.push(kept);
    return kept;
  });
}

/** What was uploaded had to be in the vault to be read; the person did not want it kept. */
function dropUnwanted(seq: number, inputs: readonly ImportInput[], db: Database.Database, originals: OriginalsFolder): void {
  const unwanted = inputs.filter(({ keep, original }) => !keep && original !== null);
  if (unwanted.length === 0) return;
  setInputs(
    db,
    seq,
    inputs.map((input) => (input.keep ? input : { ...input, original: null })),
  );
  const still = new Set(inputsOf(db).map(({ original }) => original));
  for (const { original } of unwanted) if (original !== null && !still.has(original)) originals.discard(original);
}

/** Removes an archive made for an import that failed before anything was kept; what was uploaded is as it was. */
export function undo({ deps, control }: Scene, archive: string, error: unknown): void {
  const { store } = deps;
  const { db } = store.open(archive);
  if (db.prepare('select 1 from record limit 1').get() !== undefined) return;
  const inputs = inputsOf(db);
  const copied = inputs.some(({ input, original }) => input.kind === 'path' && original !== null);
  // A bug may be mended; until then the original is worth keeping.
  if (copied && !(error instanceof Refusal)) return;
  store.remove(archive, (originals) => {
    for (const { input, original } of inputs)
      if (input.kind === 'kept' && original !== null && originals.has(original)) originals.giveBack(original, input.file);
  });
  control.archive(null);
}
