/** The thread that compares. It writes nothing, so a stop simply ends it. */
import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../shared/errors.ts';
import { leaveWhenAsked } from '../jobs/end-thread.ts';
import type { Network } from '../intake/toolkit/index.ts';
import { openDatabase } from '../vault/database.ts';
import { outcome } from './outcome.ts';
import type { CompareOrder, FromComparing } from './protocol.ts';

leaveWhenAsked();
const order = workerData as CompareOrder;
const tell = (message: FromComparing): void => parentPort?.postMessage(message);

try {
  const { networks } = (await import(order.networks)) as { networks: readonly Network[] };
  const db = openDatabase(order.file, Buffer.from(order.key), { mode: 'read' });
  try {
    tell({ type: 'done', outcome: await outcome(db, order, networks, tell) });
  } finally {
    db.close();
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  tell({ type: 'refused', code: error.code, detail: error.detail });
}
