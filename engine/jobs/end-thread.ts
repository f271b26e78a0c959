/**
 * Ends a thread where it stands between two things it does. Terminating it from outside can hit it inside SQLite or while a native module is loaded: what they then ask of V8 comes
 * back empty, and the whole process can go down with them.
 */
import { parentPort, type Worker } from 'node:worker_threads';

const leave = 'leave';
/** A thread that does not come to an end of what it does in this time is terminated all the same. */
const patienceMilliseconds = 10_000;

/** For the thread itself, once: it goes when it is asked to. */
export function leaveWhenAsked(): void {
  parentPort?.on('message', (message: unknown) => {
    if (message === leave) process.exit();
  });
}

/** Asks a thread that called `leaveWhenAsked` to go, and waits until it has. */
export async function endThread(worker: Worker): Promise<void> {
  // What has ended already has no number any more.
  if (worker.threadId === -1) return;
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  worker.once('exit', () => resolve());
  worker.postMessage(leave);
  const timer = setTimeout(() => void worker.terminate(), patienceMilliseconds);
  await gone;
  clearTimeout(timer);
}
