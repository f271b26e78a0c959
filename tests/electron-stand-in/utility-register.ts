/** Loaded first in a forked process, and by Node also in each of its threads, which have no `parentPort`. */
import { isMainThread } from 'node:worker_threads';

if (isMainThread) await import('./utility-entry.ts');
