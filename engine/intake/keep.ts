/** Keeps the person's inputs byte for byte in the vault, or only hashes them where they stay where they are. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
  readonly full: string;
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
  let only = '';
  for (const { path, full, modified } of files) {
    const hash = createHash('sha256');
    async function* bytes(): AsyncGenerator<Buffer> {
      for await (const chunk of createReadStream(full, { highWaterMark: readBytes }) as AsyncIterable<Buffer>) {
        signal.throwIfAborted();
        hash.update(chunk);
        total += chunk.length;
        meter.add(chunk.length);
        yield chunk;
      }
    }
    if (writer === null) for await (const _ of bytes());
    else await writer.addFile({ path, modified }, bytes());
    only = hash.digest('hex');
    list.update(`${only} ${path}\n`);
    meter.file();
  }
  return { name, bytes: total, files: files.length, sha256: files.length === 1 ? only : list.digest('hex') };
}

/** The file itself, or every regular file below the folder, in a stable order. */
async function listed(path: string): Promise<Listed[]> {
  const found = await stat(path);
  if (!found.isDirectory()) return [{ path: basename(path), full: path, bytes: found.size, modified: found.mtime }];
  const out: Listed[] = [];
  const walk = async (folder: string, prefix: string): Promise<void> => {
    for (const name of (await readdir(folder)).sort()) {
      const full = join(folder, name);
      const entry = await lstat(full);
      if (entry.isDirectory()) await walk(full, `${prefix}${name}/`);
      else if (entry.isFile()) out.push({ path: prefix + name, full, bytes: entry.size, modified: entry.mtime });
    }
  };
  await walk(path, `${basename(path)}/`);
  return out;
}
