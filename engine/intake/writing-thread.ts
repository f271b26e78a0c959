/** The thread that writes an import into its archive, and first keeps the original: the thread that reads is ahead of it by then. */
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import { ArchiveWriter } from '../archive/writer.ts';
import { leaveWhenAsked } from '../jobs/end-thread.ts';
import { openDatabase } from '../vault/database.ts';
import { isFull } from '../vault/is-full.ts';
import { keepOriginals } from './keep.ts';
import { Meter } from './meter.ts';
import type { FromWriting, ToWriter, ToWriting, WritingOrder } from './protocol.ts';

/** Records a transaction: each rewrites the index pages it touches, so fewer are faster; `kill -9` costs at most this much work again. */
const usualRecords = 60_000;
const commitSeconds = 2;

const tell = (message: FromWriting): void => parentPort?.postMessage(message);

const meter = new Meter((now) => tell({ type: 'measured', ...now }));
const stop = new AbortController();

leaveWhenAsked();
/** The thread is started ahead of its work, while the reader still looks. */
parentPort?.on('message', (message: ToWriter) => {
  if (message.type === 'cancel') stop.abort();
  else if (message.type === 'keep') void keep(message);
  else if (message.type === 'write') begin(message);
});

async function keep({ inputs, into, key }: Extract<ToWriter, { type: 'keep' }>): Promise<void> {
  try {
    tell({ type: 'kept', originals: await keepOriginals(inputs, into, Buffer.from(key), meter, stop.signal) });
  } catch (error) {
    if (isNoRoom(error)) tell({ type: 'no-room' });
    else if (error instanceof Refusal) tell({ type: 'refused', code: error.code, detail: error.detail });
    else throw error;
  }
}

function begin(order: WritingOrder): void {
  try {
    write(order);
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    order.batches.close();
    tell({ type: 'no-room' });
  }
}

const isNoRoom = (error: unknown): boolean => isFull(error) || (error instanceof Refusal && error.code === 'no-room');

function write(data: WritingOrder): void {
  const db = openDatabase(data.file, Buffer.from(data.key), { mode: 'write', cacheKiB: 65_536 });
  const writer = new ArchiveWriter(db, data.importSeq, data.firstFile, data.warnings);
  const begun = performance.now();
  const now = (): string => new Date(Date.parse(data.now) + performance.now() - begun).toISOString();
  const commitRecords = data.commitRecords ?? usualRecords;
  let uncommitted = 0;
  let records = 0;
  /** When the open transaction began, and up to when the time of the import is written down. */
  let since = performance.now();
  let counted = since - data.spent * 1000;

  /** Seconds since it was last asked. */
  function uncounted(): number {
    const before = counted;
    counted = performance.now();
    return (counted - before) / 1000;
  }

  function commit(): void {
    writer.commit(uncounted());
    since = performance.now();
    uncommitted = 0;
    tell({ type: 'progress', records });
  }

  function take(message: ToWriting): void {
    if (message.type === 'batch') {
      writer.add(message.batch);
      data.batches.postMessage('taken');
      const { length } = message.batch.kinds;
      uncommitted += length;
      records += length;
      if (uncommitted >= commitRecords || performance.now() - since > commitSeconds * 1000) commit();
      else tell({ type: 'progress', records });
      return;
    }
    if (message.cancelled) {
      commit();
      db.prepare(`update import set state = 'stopped' where seq = ?`).run(data.importSeq);
    } else writer.finish(now(), uncounted);
    db.close();
    data.batches.close();
    tell({ type: 'ended' });
  }

  /** The disk is full: batches that were on their way when it turned out come all the same. */
  let givenUp = false;
  data.batches.on('message', (message: ToWriting) => {
    if (givenUp) return;
    try {
      take(message);
    } catch (error) {
      // A full disk: the open transaction is given up, everything committed stands, and the import can be resumed.
      if (!isNoRoom(error)) throw error;
      givenUp = true;
      db.close();
      data.batches.close();
      tell({ type: 'no-room' });
    }
  });
}
