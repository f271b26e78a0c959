/** Opens what is one stream of bytes: a tar, a gzip with a tar or with one file in it, a loose file. */
import { Refusal } from '../../../shared/errors.ts';
import { DamagedFile } from '../toolkit/reader.ts';
import type { Contents, Problem } from './contents.ts';
import { inflated } from './inflate.ts';
import { countEntry, refuseBomb, type Budget } from './limits.ts';
import { pathInside } from './names.ts';
import { OpenedFile, StreamedFile } from './opened-file.ts';
import { pieces, slice, windowed, type RandomAccess } from './random-access.ts';
import { restream } from './restream.ts';
import { isTarHeader } from './sniff.ts';
import { listTar, type TarFile, type TarSource } from './tar.ts';

export async function openTar(tar: RandomAccess, budget: Budget): Promise<Contents> {
  const read = windowed(tar);
  let at = 0;
  const { files, problems } = await listTar(
    {
      name: tar.name,
      async take(length) {
        const block = Buffer.from(await read(at, length));
        at += block.length;
        return block;
      },
      async skip(length) {
        const skipped = Math.min(length, tar.size - at);
        at += skipped;
        return skipped;
      },
    },
    budget,
  );
  return { kind: 'tar', files: files.map((file) => new FileOfTar(tar, file)), problems };
}

class FileOfTar extends OpenedFile {
  readonly #tar: RandomAccess;
  readonly #file: TarFile;

  constructor(tar: RandomAccess, file: TarFile) {
    super();
    this.#tar = tar;
    this.#file = file;
  }

  get path(): string {
    return this.#file.path;
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  override get access(): () => Promise<RandomAccess> {
    const { path, start, bytes } = this.#file;
    return () => Promise.resolve(slice(this.#tar, path, start, bytes));
  }

  async *contents(): AsyncGenerator<Buffer> {
    const { start, bytes } = this.#file;
    yield* pieces(this.#tar, start, Math.min(start + bytes, this.#tar.size));
    if (start + bytes > this.#tar.size) throw new DamagedFile('cut-off', 'the tar ends before the file does');
  }
}

/** How much of the beginning of each file in a compressed tar is remembered from the first pass, and of all of them: recognising needs little more. */
const startBytes = 8 * 1024;
const mostStarts = 32 << 20;

/** Reads through it once: only that tells how much there is, and in a tar what. Throws `Refusal` (`bomb`, `too-many-files`). */
export async function openGzip(packed: RandomAccess, budget: Budget): Promise<Contents> {
  const begin = (): AsyncGenerator<Buffer> => inflated(() => pieces(packed, 0, packed.size), 'gzip');
  const source = new Sequence(packed.name, counted(begin(), packed, budget));
  const first = await source.peek(512);
  if (first.length < 512 || !isTarHeader(first)) {
    const bytes = await source.skip(Infinity);
    if (bytes === 0 && source.damage !== null) {
      return { kind: 'file', files: [], problems: [{ of: 'input', file: packed.name, bytes: 0, reason: source.damage.reason }] };
    }
    const name = packed.name.replace(/\.gz$/i, '');
    const path = pathInside(name, budget.limits.path) ?? 'file';
    countEntry(budget, packed.name);
    if (source.damage?.reason !== 'bad-structure')
      return { kind: 'file', files: [new StreamedFile(path, bytes, begin)], problems: [] };
    return {
      kind: 'file',
      files: [new StreamedFile(path, bytes, () => withoutRest(begin()))],
      problems: [{ of: 'input', file: packed.name, bytes: 0, reason: 'bad-structure' }],
    };
  }
  const starts = new Map<number, Buffer>();
  let left = mostStarts;
  source.onSkip = (at, start) => {
    if (left <= 0) return;
    // A copy: a view would hold the whole chunk.
    starts.set(at, Buffer.from(start.subarray(0, startBytes)));
    left -= Math.min(start.length, startBytes);
  };
  const { files, problems } = await listTar(source, budget);
  await source.skip(Infinity);
  const { damage } = source;
  // There is one checksum for all: where it does not fit, or cannot be had, no file in it is known to be whole. What is merely cut off is whole before that, and so is what has other bytes behind it.
  const sure = damage === null || damage.reason === 'cut-off' || damage.reason === 'bad-structure';
  const unsure = sure ? null : damage;
  const stream = restream(packed.name, source.at, begin);
  const opened: OpenedTarGz = { stream, starts, unsure };
  const found: readonly Problem[] =
    damage === null
      ? problems
      : [...problems.filter((p) => p.of === 'entry'), { of: 'input', file: packed.name, bytes: 0, reason: damage.reason }];
  return { kind: 'tar', files: files.map((file) => new FileOfTarGz(opened, file)), problems: found };
}

interface OpenedTarGz {
  readonly stream: ReturnType<typeof restream>;
  /** The beginnings of files, by where they lie. */
  readonly starts: ReadonlyMap<number, Buffer>;
  /** Why no file can be known to be whole. */
  readonly unsure: DamagedFile | null;
}

class FileOfTarGz extends OpenedFile {
  readonly #of: OpenedTarGz;
  readonly #file: TarFile;

  constructor(of: OpenedTarGz, file: TarFile) {
    super();
    this.#of = of;
    this.#file = file;
  }

  get path(): string {
    return this.#file.path;
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  async *contents(): AsyncGenerator<Buffer> {
    const { stream, starts, unsure } = this.#of;
    yield* readOn(stream, this.#file, starts.get(this.#file.start));
    if (unsure !== null) throw new DamagedFile(unsure.reason, 'the checksum over all files does not fit', { cause: unsure });
  }
}

/** What is behind the end of the compressed data does not make them less whole: their checksum fitted. */
async function* withoutRest(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof DamagedFile && error.reason === 'bad-structure')) throw error;
  }
}

async function* readOn(
  stream: ReturnType<typeof restream>,
  { bytes, start }: TarFile,
  known: Buffer = Buffer.alloc(0),
): AsyncGenerator<Buffer> {
  const beginning = known.subarray(0, bytes);
  if (beginning.length > 0) yield beginning;
  yield* stream.stream(start + beginning.length, bytes - beginning.length);
}

async function* counted(chunks: AsyncIterable<Buffer>, packed: RandomAccess, budget: Budget): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    refuseBomb(budget, packed.name, bytes, packed.size);
    yield chunk;
  }
}

/** A stream taken in parts. Damage ends it, and is remembered. */
class Sequence implements TarSource {
  readonly name: string;
  at = 0;
  damage: DamagedFile | null = null;
  /** Told where each skip begins, and the bytes at hand there. */
  onSkip: ((at: number, start: Buffer) => void) | null = null;
  readonly #chunks: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(name: string, chunks: AsyncIterable<Buffer>) {
    this.name = name;
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  async #more(): Promise<boolean> {
    if (this.damage !== null) return false;
    try {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value]);
      return true;
    } catch (error) {
      if (!(error instanceof DamagedFile) || error.reason === 'unreadable') throw error;
      this.damage = error;
      return false;
    }
  }

  async peek(length: number): Promise<Buffer> {
    while (this.#held.length < length && (await this.#more()));
    return this.#held.subarray(0, length);
  }

  async take(length: number): Promise<Buffer> {
    const taken = await this.peek(length);
    this.#held = this.#held.subarray(taken.length);
    this.at += taken.length;
    return taken;
  }

  async skip(length: number): Promise<number> {
    if (this.onSkip !== null && length > 0 && length !== Infinity)
      this.onSkip(this.at, await this.peek(Math.min(length, startBytes)));
    let skipped = 0;
    while (skipped < length) {
      if (this.#held.length === 0 && !(await this.#more())) break;
      const part = Math.min(length - skipped, this.#held.length);
      this.#held = this.#held.subarray(part);
      skipped += part;
    }
    this.at += skipped;
    return skipped;
  }
}

export function openLoose(bytes: RandomAccess, budget: Budget): Contents {
  countEntry(budget, bytes.name);
  const path = pathInside(bytes.name, budget.limits.path);
  if (path === null) throw new Refusal('not-readable', { file: bytes.name });
  return { kind: 'file', files: [new StreamedFile(path, bytes.size, () => pieces(bytes, 0, bytes.size))], problems: [] };
}
