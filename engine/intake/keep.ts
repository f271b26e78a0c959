/** Keeps the person's inputs byte for byte in the vault, or only hashes them where they stay where they are. */
import { createHash } from 'node:crypto';
import { lstat, open, readdir, stat, type FileHandle } from 'node:fs/promises';
import { basename, sep } from 'node:path';
import { Refusal } from '../../shared/errors.ts';
import { createOriginal, type OriginalWriter } from '../vault/originals.ts';
import type { StoredInput } from './inputs.ts';
import type { Meter } from './meter.ts';
import type { KeptInput } from './protocol.ts';

const readBytes = 1 << 20;

/** `into`: the file to keep each input in; null where it is only hashed. An input that lies in the vault already is not touched: null. */
export async function keepOriginals(
  inputs: readonly StoredInput[],
  into: readonly (string | null)[],
  key: Buffer,
  meter: Meter,
  signal: AbortSignal,
): Promise<(KeptInput | null)[]> {
  const work = [];
  for (const input of inputs) work.push(input.kind === 'path' ? await listed(input.path) : null);
  meter.begin(work.flat().reduce((sum, file) => sum + (file?.bytes ?? 0), 0));
  const kept: (KeptInput | null)[] = [];
  for (const [i, files] of work.entries()) {
    if (files === null) {
      kept.push(null);
      continue;
    }
    const target = into[i] ?? null;
    const writer = target === null ? null : createOriginal(target, key);
    try {
      kept.push(await keepOne(inputs[i]?.name ?? '', files, writer, meter, signal));
      writer?.finish();
    } catch (error) {
      writer?.abort();
      throw error;
    }
  }
  return kept;
}

interface Listed {
  readonly path: string;
  /** As the system has it: a name need not be text. */
  readonly full: string | Buffer;
  readonly bytes: number;
  readonly modified: Date;
}

async function keepOne(
  name: string,
  files: readonly Listed[],
  writer: OriginalWriter | null,
  meter: Meter,
  signal: AbortSignal,
): Promise<KeptInput> {
  const list = createHash('sha256');
  let total = 0;
  let kept = 0;
  let only = '';
  for (const { path, full, modified } of files) {
    signal.throwIfAborted();
    const handle = await open(full, 'r').catch((error: unknown) => {
      // One file of many that the system does not give: reading tells of it as damaged.
      if (files.length > 1) return null;
      throw refusal(error, name);
    });
    if (handle === null) continue;
    async function* bytes(from: FileHandle): AsyncGenerator<Buffer> {
      for await (const chunk of from.createReadStream({ highWaterMark: readBytes }) as AsyncIterable<Buffer>) {
        signal.throwIfAborted();
        total += chunk.length;
        meter.add(chunk.length);
        yield chunk;
      }
    }
    try {
      only = writer === null ? await sha256Of(bytes(handle)) : (await writer.addFile({ path, modified }, bytes(handle))).sha256;
    } catch (error) {
      throw refusal(error, path);
    } finally {
      await handle.close();
    }
    kept++;
    list.update(`${only} ${path}\n`);
    meter.file();
  }
  return { name, bytes: total, files: kept, sha256: kept === 1 ? only : list.digest('hex') };
}

async function sha256Of(bytes: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk);
  return hash.digest('hex');
}

/** What the system says of a file, as a refusal; anything else as it is. */
function refusal(error: unknown, file: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || !('syscall' in error) || !('code' in error)) return error;
  return new Refusal(error.code === 'ENOENT' ? 'not-found' : 'not-readable', { file }, { cause: error });
}

/** The file itself, or every regular file below the folder, in a stable order. */
async function listed(path: string): Promise<Listed[]> {
  const found = await stat(path).catch((error: unknown) => {
    throw refusal(error, basename(path));
  });
  if (!found.isDirectory()) return [{ path: basename(path), full: path, bytes: found.size, modified: found.mtime }];
  const out = new Map<string, Listed>();
  const walk = async (folder: Buffer, prefix: string): Promise<void> => {
    // A folder that cannot be listed is told of when the export is opened.
    const names = await readdir(folder, { encoding: 'buffer' }).catch(() => []);
    for (const name of names.sort((a, b) => Buffer.compare(a, b))) {
      const full = Buffer.concat([folder, Buffer.from(sep), name]);
      const entry = await lstat(full).catch(() => null);
      const shown = `${prefix}${name.toString()}`;
      if (entry?.isDirectory() === true) await walk(full, `${shown}/`);
      else if (entry?.isFile() === true) {
        let unique = shown;
        for (let n = 2; out.has(unique); n++) unique = `${shown} (${n})`;
        out.set(unique, { path: unique, full, bytes: entry.size, modified: entry.mtime });
      }
    }
  };
  await walk(Buffer.from(path), `${basename(path)}/`);
  return [...out.values()];
}
