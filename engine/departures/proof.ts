/** Proves that an archive can be read: it opens, a word of it is found by searching, and the kept originals are still what was kept. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Archive } from '../archive/archive.ts';
import { inputsOf, type ImportInput } from '../archive/imports.ts';
import { parseQuery } from '../archive/query.ts';
import { searchArchive } from '../archive/search.ts';
import { openOriginal } from '../vault/originals.ts';
import type { Proof } from './events.ts';

export interface ProofOptions {
  readonly originals: string;
  readonly key: Buffer;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { files: number; filesOf: number; bytes: number; bytesOf: number }) => void;
}

/** Reads every kept original once. Throws the signal's reason when it is stopped. */
export async function proveArchive(archive: Archive, options: ProofOptions): Promise<Proof> {
  const inputs = [...new Map(inputsOf(archive.db).map((input) => [input.original ?? input.name, input])).values()];
  const [filesOf, bytesOf] = [
    inputs.reduce((sum, { files }) => sum + files, 0),
    inputs.reduce((sum, { bytes }) => sum + bytes, 0),
  ];
  let [whole, of, bytes] = [0, 0, 0];
  for (const input of inputs)
    for await (const file of verify(input, options)) {
      options.signal.throwIfAborted();
      of++;
      if (file.whole) whole++;
      bytes += file.bytes;
      options.onProgress({ files: of, filesOf, bytes, bytesOf });
    }
  return { archive: archive.meta.id, opens: opens(archive), searches: searches(archive), whole, of };
}

async function* verify(input: ImportInput, { originals, key }: ProofOptions): AsyncGenerator<{ bytes: number; whole: boolean }> {
  if (input.original !== null) {
    const file = join(originals, input.original);
    if (!existsSync(file)) return yield { bytes: 0, whole: false };
    const original = openOriginal(file, key);
    try {
      yield* original.verify();
    } finally {
      original.close();
    }
    return;
  }
  // Not kept, by the person's own choice: it is still where it was, and what it was.
  if (input.input.kind !== 'path' || input.sha256 === null) return yield { bytes: 0, whole: false };
  yield { bytes: input.bytes, whole: (await hashOf(input.input.path)) === input.sha256 };
}

async function hashOf(path: string): Promise<string | null> {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return null;
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function opens({ db }: Archive): boolean {
  return db.pragma('quick_check(1)', { simple: true }) === 'ok';
}

/** A word that stands in the archive is found in it. An archive without any text has nothing to find. */
function searches(archive: Archive): boolean {
  const texts = archive.db
    .prepare<[], string>(`select text from record where text is not null and text <> '' order by seq limit 200`)
    .pluck();
  const words = texts.all().flatMap((found) => found.match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const [word] = words;
  return word === undefined || searchArchive(archive, parseQuery(`"${word}"`), [], 0, 1).total > 0;
}
