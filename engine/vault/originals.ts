/**
 * A person's export as it came, byte for byte: one encrypted file per input, which is one file or a folder of files. Layout: `originals-1.sql`.
 * An original is written once and never changed; one that was not finished is refused by `openOriginal`, to be thrown away and made again.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '../../shared/errors.ts';
import { migrate, openDatabase, removeDatabase } from './database.ts';
import { isFull } from './is-full.ts';

const chunkBytes = 1 << 20;
/** Flat memory and few syncs: measured, the cipher takes nearly all of the time either way. */
const chunksPerTransaction = 32;
const cacheKiB = 2048;
/** Enough for a zip's central directory and a few entries read side by side. */
const chunksInMemory = 8;
const rowsAtOnce = 500;
const migrations = [readFileSync(new URL('./originals-1.sql', import.meta.url), 'utf8')];

export interface OriginalWriter {
  /**
   * Keeps one file. `path` is unique within the original, `/` between its parts. Where `bytes` throws, so does this, and the original can only be aborted.
   * Throws `Refusal('exists')` for a path given twice, `Refusal('no-room')`.
   */
  addFile(file: { path: string; modified: Date }, bytes: AsyncIterable<Buffer>): Promise<{ bytes: number; sha256: string }>;
  /** Everything is on the disk when this returns. */
  finish(): void;
  /** Throws the unfinished original away. Does nothing after `finish`. */
  abort(): void;
}

export interface OriginalFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** ISO, UTC. */
  readonly modified: string;
}

export interface Original {
  /** How many files it holds. */
  readonly count: number;
  /** Each of them, in the order in which they were kept; read as they are asked for. */
  files(): Iterable<OriginalFile>;
  /** Bytes `offset` to `offset + length`, fewer at the end of the file. Throws `Refusal('not-found')` for an unknown path, `Refusal('damaged')`. */
  read(path: string, offset: number, length: number): Promise<Buffer>;
  /** The file from `start` to its end, in pieces of at most 1 MiB. */
  stream(path: string, start?: number): AsyncIterable<Buffer>;
  /** Reads everything again and says of each file whether it is still what was kept. */
  verify(): AsyncIterable<{ path: string; bytes: number; whole: boolean }>;
  close(): void;
}

/** Makes a new original, or leaves nothing. Throws what `openDatabase` throws for `create`. */
export function createOriginal(file: string, key: Buffer): OriginalWriter {
  const db = openDatabase(file, key, { mode: 'create', cacheKiB });
  try {
    migrate(db, migrations);
  } catch (error) {
    db.close();
    removeDatabase(file);
    throw isFull(error) ? new Refusal('no-room', {}, { cause: error }) : error;
  }
  const addChunk = db.prepare('insert into chunk (seq, data) values (?, ?)');
  const addFile = db.prepare('insert into file (path, bytes, sha256, modified, first_chunk) values (?, ?, ?, ?, ?)');
  const isKept = db.prepare('select 1 from file where path = ?');
  const partial = Buffer.allocUnsafe(chunkBytes);
  let nextChunk = 1;
  let uncommitted = 0;
  let state: 'ready' | 'adding' | 'failed' | 'over' = 'ready';

  const insert = (data: Buffer): void => {
    if (!db.inTransaction) db.exec('begin immediate');
    addChunk.run(nextChunk++, data);
    if (++uncommitted < chunksPerTransaction) return;
    db.exec('commit');
    uncommitted = 0;
  };

  const add: OriginalWriter['addFile'] = async ({ path, modified }, bytes) => {
    if (state !== 'ready') throw new Error(`an original takes one file after the other (${state})`);
    if (isKept.get(path) !== undefined) throw new Refusal('exists', { file: path });
    state = 'failed';
    try {
      const hash = createHash('sha256');
      const firstChunk = nextChunk;
      let total = 0;
      let held = 0;
      for await (const piece of bytes) {
        hash.update(piece);
        total += piece.length;
        let from = 0;
        while (from < piece.length) {
          if (held === 0 && piece.length - from >= chunkBytes) {
            insert(piece.subarray(from, from + chunkBytes));
            from += chunkBytes;
            continue;
          }
          const copied = piece.copy(partial, held, from, Math.min(piece.length, from + chunkBytes - held));
          from += copied;
          held += copied;
          if (held < chunkBytes) continue;
          insert(partial);
          held = 0;
        }
      }
      if (held > 0) insert(partial.subarray(0, held));
      const digest = hash.digest();
      if (!db.inTransaction) db.exec('begin immediate');
      addFile.run(path, total, digest, modified.toISOString(), firstChunk);
      state = 'ready';
      return { bytes: total, sha256: digest.toString('hex') };
    } catch (error) {
      throw isFull(error) ? new Refusal('no-room', {}, { cause: error }) : error;
    }
  };

  return {
    addFile: add,
    finish() {
      if (state !== 'ready') throw new Error(`an original that is ${state} cannot be finished`);
      try {
        if (!db.inTransaction) db.exec('begin immediate');
        db.prepare('insert into finished (chunk_bytes) values (?)').run(chunkBytes);
        db.exec('commit');
      } catch (error) {
        throw isFull(error) ? new Refusal('no-room', {}, { cause: error }) : error;
      }
      db.close();
      state = 'over';
    },
    abort() {
      if (state === 'over') return;
      state = 'over';
      db.close();
      removeDatabase(file);
    },
  };
}

/** Opens a finished original. Throws what `openDatabase` throws, and `Refusal('damaged')` for one that was left half done. */
export function openOriginal(file: string, key: Buffer): Original {
  const db = openDatabase(file, key, { mode: 'read', cacheKiB });
  const columns = 'seq, path, bytes, lower(hex(sha256)) as sha256, modified, first_chunk as firstChunk';
  const count = finishedCount();
  const getPage = db.prepare<[number], FileRow>(`select ${columns} from file where seq > ? order by seq limit ${rowsAtOnce}`);
  const getRow = db.prepare<[string], FileRow>(`select ${columns} from file where path = ?`);
  let lastRow: FileRow | undefined;
  const getChunk = db.prepare<[number], Buffer>('select data from chunk where seq = ?').pluck();
  const recent = new Map<number, Buffer>();

  function finishedCount(): number {
    try {
      const finished = db.prepare<[], number>('select chunk_bytes from finished').pluck().get();
      if (finished !== chunkBytes) throw new Refusal('damaged', { reason: 'unfinished' });
      return db.prepare<[], number>('select count(*) from file').pluck().get() ?? 0;
    } catch (error) {
      db.close();
      throw error instanceof Database.SqliteError ? new Refusal('damaged', { reason: 'unfinished' }, { cause: error }) : error;
    }
  }

  /** Not by a statement that runs on: others run on the same connection in between. */
  function* rows(): Generator<FileRow> {
    for (let last = 0, page = getPage.all(0); page.length > 0; page = getPage.all(last)) {
      yield* page;
      last = page.at(-1)?.seq ?? Infinity;
    }
  }

  function place(path: string): FileRow {
    if (lastRow?.path !== path) lastRow = getRow.get(path);
    if (!lastRow) throw new Refusal('not-found', { file: path });
    return lastRow;
  }

  /** Chunk `n` of a file. A page that does not fit its checksum is a damaged disk, not a bug. */
  function chunk(row: FileRow, n: number): Buffer {
    const seq = row.firstChunk + n;
    let data = recent.get(seq);
    if (data) recent.delete(seq);
    else {
      try {
        data = getChunk.get(seq);
      } catch (error) {
        throw isDamage(error) ? new Refusal('damaged', { file: row.path }, { cause: error }) : error;
      }
      if (data?.length !== Math.min(chunkBytes, row.bytes - n * chunkBytes)) throw new Refusal('damaged', { file: row.path });
      for (const oldest of recent.keys()) {
        if (recent.size < chunksInMemory) break;
        recent.delete(oldest);
      }
    }
    recent.set(seq, data);
    return data;
  }

  async function* stream(path: string, start = 0): AsyncGenerator<Buffer> {
    const row = place(path);
    for (let at = start; at < row.bytes;) {
      const within = at % chunkBytes;
      // A copy: a consumer may keep or change what it is given, and what is remembered here must stay as it is.
      const piece = Buffer.from(chunk(row, Math.floor(at / chunkBytes)).subarray(within));
      at += piece.length;
      yield piece;
    }
  }

  return {
    count,
    *files() {
      for (const { path, bytes, sha256, modified } of rows()) yield { path, bytes, sha256, modified };
    },
    async read(path, offset, length) {
      if (offset < 0 || length < 0) throw new RangeError('offset and length cannot be negative');
      const row = place(path);
      const end = Math.min(row.bytes, offset + length);
      const pieces: Buffer[] = [];
      for (let at = offset; at < end;) {
        const within = at % chunkBytes;
        const piece = chunk(row, Math.floor(at / chunkBytes)).subarray(within, within + end - at);
        pieces.push(piece);
        at += piece.length;
      }
      return Buffer.concat(pieces);
    },
    stream,
    async *verify() {
      for (const { path, bytes, sha256 } of rows()) {
        const hash = createHash('sha256');
        try {
          for await (const piece of stream(path)) hash.update(piece);
          yield { path, bytes, whole: hash.digest('hex') === sha256 };
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          yield { path, bytes, whole: false };
        }
      }
    },
    close: () => {
      db.close();
    },
  };
}

interface FileRow extends OriginalFile {
  readonly seq: number;
  readonly firstChunk: number;
}

function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(CORRUPT|NOTADB|IOERR)/.test(String(error.code));
}
