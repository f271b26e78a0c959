/**
 * Opens what a person hands in (zips, tars, folders, loose files, many at once) as one flat list of files. What a thing is, its bytes tell.
 * Everything is read where it lies: nothing is unpacked, nothing written, no link followed.
 */
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Refusal } from '../../../shared/errors.ts';
import { DamagedFile, type ExportFile } from '../toolkit/reader.ts';
import { FileBelow, type OpenedFile } from './opened-file.ts';
import type { Contents, Problem } from './contents.ts';
import { keptFolder, openFolder, type KeptFile } from './folder.ts';
import { limits as defaults, refuseBomb, type Budget, type Limits } from './limits.ts';
import { isSystemFile } from './names.ts';
import { localFile, slice, type RandomAccess } from './random-access.ts';
import { restream } from './restream.ts';
import { openGzip, openLoose, openTar } from './single.ts';
import { bytesBefore, isOnlyBeginning, kindOf, kindOfBytes, sniffBytes } from './sniff.ts';
import { openZip } from './zip.ts';

export { isSystemFile } from './names.ts';
export type { Limits } from './limits.ts';
export type { RandomAccess } from './random-access.ts';
export { lookAt } from './look.ts';
export { OpenedFile } from './opened-file.ts';

export type Input =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'bytes'; readonly bytes: RandomAccess }
  | {
      readonly kind: 'folder-bytes';
      readonly name: string;
      readonly files: Iterable<KeptFile>;
    };

export interface OpenedExport {
  /** Every file, in a fixed order, system files included (`isSystemFile`). Files that cannot be read at all are in `problems` instead. */
  readonly files: readonly OpenedFile[];
  readonly problems: readonly (Problem & { readonly input: number })[];
  /** As they were handed in; `bytes` is their own size, compressed. */
  readonly inputs: readonly { readonly name: string; readonly kind: Contents['kind']; readonly bytes: number }[];
  /** Closes all that was opened, also what was handed in as bytes. */
  close(): Promise<void>;
}

/** Whether files that lie in a container beside ordinary files are an export; their paths are those they would have. */
export type IsExport = (files: readonly ExportFile[]) => Promise<boolean>;

/**
 * `isExport`: in a folder of files and containers, those it says yes to are opened, and the others stay files; without it all stay files.
 * `onBytes`: told of all that is read of the files.
 * Throws `Refusal`: `not-found`, `not-readable`, `empty-input`, `encrypted`, `bomb`, `too-many-files`, `damaged`.
 */
export async function openInputs(
  inputs: readonly Input[],
  limits: Partial<Limits> = {},
  isExport: IsExport = () => Promise.resolve(false),
  onBytes: (bytes: number) => void = () => undefined,
): Promise<OpenedExport> {
  const budget: Budget = { limits: { ...defaults, ...limits }, entries: 0, excess: 0 };
  const toClose: RandomAccess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(toClose.splice(0).map((bytes) => bytes.close()));
  };
  try {
    const files: OpenedFile[] = [];
    const problems: (Problem & { input: number })[] = [];
    const opened: { name: string; kind: Contents['kind']; bytes: number }[] = [];
    for (const [index, input] of inputs.entries()) {
      const { name, contents, bytes } = await openInput(input, budget, toClose);
      const parts = await unfold(name, contents, bytes, budget, toClose, budget.limits.depth);
      const unfolded = parts ?? (await unfoldSome(contents, budget, toClose, isExport));
      opened.push({ name, kind: contents.kind, bytes });
      const origin = { input: index, onBytes };
      for (const file of unfolded.files) files.push(file.listed(files.length, origin));
      for (const problem of unfolded.problems) problems.push({ ...problem, input: index });
    }
    if (files.length === 0 && problems.length > 0)
      throw new Refusal('damaged', { file: problems[0]?.file ?? '', reason: problems[0]?.reason ?? '' });
    if (problems.length === 0 && files.every((file) => file.bytes === 0))
      throw new Refusal('empty-input', { file: opened[0]?.name ?? '' });
    return { files, problems, inputs: opened, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface OpenedInput {
  readonly name: string;
  readonly contents: Contents;
  readonly bytes: number;
}

async function openInput(input: Input, budget: Budget, toClose: RandomAccess[]): Promise<OpenedInput> {
  if (input.kind === 'folder-bytes') {
    const contents = keptFolder(input.files, budget);
    return { name: input.name, contents, bytes: contents.files.reduce((sum, file) => sum + file.bytes, 0) };
  }
  if (input.kind === 'bytes') {
    toClose.push(input.bytes);
    return { name: input.bytes.name, contents: await openBytes(input.bytes, budget), bytes: input.bytes.size };
  }
  const path = resolve(input.path);
  const name = basename(path);
  const stats: Stats = await stat(path).catch((error: unknown) => refuse(error, name));
  if (stats.isDirectory()) {
    const contents = await openFolder(path, name, budget).catch((error: unknown) => refuse(error, name));
    return { name, contents, bytes: contents.files.reduce((sum, file) => sum + file.bytes, 0) };
  }
  // A pipe or a device would never end.
  if (!stats.isFile()) throw new Refusal('not-readable', { file: name });
  const bytes = await localFile(path).catch((error: unknown) => refuse(error, name));
  toClose.push(bytes);
  return { name, contents: await openBytes(bytes, budget), bytes: bytes.size };
}

function refuse(error: unknown, file: string): never {
  if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) throw error;
  throw new Refusal(
    error.code === 'ENOENT' || error.code === 'ENOTDIR' ? 'not-found' : 'not-readable',
    { file },
    { cause: error },
  );
}

async function openBytes(bytes: RandomAccess, budget: Budget, outermostBytes = bytes.size): Promise<Contents> {
  try {
    const kind = await kindOfBytes(bytes);
    if (kind === 'zip') return await openWhereItBegins(bytes, budget, outermostBytes);
    if (kind === 'gzip') return await openGzip(bytes, budget);
    if (kind === 'tar') return await openTar(bytes, budget);
    const loose = openLoose(bytes, budget);
    if (!(await isOnlyBeginning(bytes))) return loose;
    return { ...loose, problems: [{ of: 'input', file: bytes.name, bytes: 0, reason: 'cut-off' }] };
  } catch (error) {
    if (error instanceof DamagedFile) throw new Refusal('not-readable', { file: bytes.name }, { cause: error });
    throw error;
  }
}

/** A zip with something before it is read from where it begins, and told as damaged. */
async function openWhereItBegins(bytes: RandomAccess, budget: Budget, outermostBytes: number): Promise<Contents> {
  const before = (await bytesBefore(bytes)) ?? 0;
  if (before === 0) return openZip(bytes, budget, outermostBytes);
  const zip = slice(bytes, bytes.name, before, bytes.size - before);
  const { kind, files, problems } = await openZip(zip, budget, outermostBytes);
  return {
    kind,
    files,
    problems: problems.some((problem) => problem.of === 'input')
      ? problems
      : [...problems, { of: 'input', file: bytes.name, bytes: 0, reason: 'bad-structure', detail: 'bytes before it' }],
  };
}

/**
 * A container that holds nothing but containers (parts of an export in one folder, or zipped once more) becomes what they hold; the paths begin
 * with the name of the part. Null for anything else. Throws `Refusal('bomb')` where they lie deeper in each other than the limit.
 */
async function unfold(
  name: string,
  contents: Contents,
  outermostBytes: number,
  budget: Budget,
  toClose: RandomAccess[],
  depth: number,
): Promise<Contents | null> {
  if (contents.kind === 'file') return null;
  const substance = contents.files.filter((part) => !isSystemFile(part.path));
  if (substance.length === 0 || substance.length > budget.limits.nested) return null;
  for (const part of substance) if (!(await isContainer(part))) return null;
  const { depth: most } = budget.limits;
  if (depth <= 0) throw new Refusal('bomb', { file: name, limit: 'nesting', most, found: most + 1 });

  const files: OpenedFile[] = contents.files.filter((part) => isSystemFile(part.path));
  const problems: Problem[] = [...contents.problems];
  let total = 0;
  for (const part of substance) {
    const bytes = await accessed(part);
    if (bytes !== null) toClose.push(bytes);
    const opened =
      bytes === null
        ? null
        : await openBytes(bytes, budget, outermostBytes).catch((error: unknown) => {
            if (error instanceof Refusal && error.code === 'not-readable') return null;
            throw error;
          });
    const inner = opened && ((await unfold(part.path, opened, outermostBytes, budget, toClose, depth - 1)) ?? opened);
    if (inner === null || (inner.files.length === 0 && inner.problems.length > 0)) {
      files.push(part);
      problems.push({ of: 'input', file: part.path, bytes: 0, reason: inner?.problems[0]?.reason ?? 'unreadable' });
      continue;
    }
    for (const file of below(part, inner)) {
      total += file.bytes;
      files.push(file);
    }
    refuseBomb(budget, name, total, outermostBytes);
    for (const problem of inner.problems)
      problems.push({ ...problem, file: problem.of === 'input' ? part.path : `${part.path}/${problem.file}` });
  }
  return { kind: contents.kind, files, problems };
}

/** What a container holds, under the paths it has in what holds the container. */
function below({ path }: OpenedFile, inner: Contents): OpenedFile[] {
  const folder = inner.kind === 'file' ? path.slice(0, path.lastIndexOf('/') + 1) : `${path}/`;
  return inner.files.map((file) => new FileBelow(folder, file));
}

/** Only what is called so is looked into: a folder may hold a hundred thousand pictures. */
const calledContainer = /\.(?:zip|tar|tgz|gz)$/i;

/** In a folder of files and containers: those that are exports become what they hold. */
async function unfoldSome(contents: Contents, budget: Budget, toClose: RandomAccess[], isExport: IsExport): Promise<Contents> {
  if (contents.kind !== 'folder') return contents;
  const candidates = contents.files.filter(({ path }) => calledContainer.test(path) && !isSystemFile(path));
  if (candidates.length > budget.limits.nested) return contents;
  const files = new Map<OpenedFile, readonly OpenedFile[]>();
  const problems: Problem[] = [...contents.problems];
  for (const candidate of candidates) {
    if (candidate.access === undefined || !(await isContainer(candidate))) continue;
    const { entries } = budget;
    const bytes = await accessed(candidate);
    if (bytes === null) continue;
    // What cannot be opened stays the file it is.
    const inner = await openBytes(bytes, budget).catch((error: unknown) => {
      if (error instanceof Refusal || error instanceof DamagedFile) return null;
      throw error;
    });
    const found = inner === null ? [] : below(candidate, inner);
    if (inner !== null && (await isExport(found))) {
      toClose.push(bytes);
      files.set(candidate, found);
      for (const problem of inner.problems)
        problems.push({ ...problem, file: problem.of === 'input' ? candidate.path : `${candidate.path}/${problem.file}` });
    } else {
      budget.entries = entries;
      await bytes.close();
    }
  }
  if (files.size === 0) return contents;
  return { kind: contents.kind, files: contents.files.flatMap((file) => files.get(file) ?? [file]), problems };
}

/** Null where it has gone since it was listed: whoever reads it is told so. */
async function accessed(file: OpenedFile): Promise<RandomAccess | null> {
  try {
    return await (file.access?.() ?? restreamed(file));
  } catch (error) {
    if (error instanceof DamagedFile) return null;
    throw error;
  }
}

async function isContainer(file: OpenedFile): Promise<boolean> {
  const parts: Buffer[] = [];
  try {
    for await (const part of file.contents()) {
      parts.push(part);
      if (parts.reduce((sum, { length }) => sum + length, 0) >= sniffBytes) break;
    }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    // Cut off so early that only its name tells: it must not keep those beside it closed.
    if (Buffer.concat(parts).length < 4 && calledContainer.test(file.path)) return true;
  }
  return kindOf(Buffer.concat(parts)) !== 'other';
}

/** How much of the end of a compressed container is kept at hand: its directory. */
const tailBytes = 1 << 20;

async function restreamed(file: OpenedFile): Promise<RandomAccess> {
  let tail = Buffer.alloc(0);
  let size = 0;
  try {
    for await (const chunk of file.contents()) {
      size += chunk.length;
      tail = Buffer.concat([tail, chunk]).subarray(-tailBytes);
    }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
  }
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  return restream(name, size, () => file.contents(), Buffer.from(tail));
}
