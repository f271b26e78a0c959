/** What one file teaches about another: which media posts and messages speak of, which notes are taken up in posts. */
import { DamagedFile, type Out } from './reader.ts';

/** What was learnt while files were read, and how to learn it where they were read in an earlier sitting. */
export interface Findings {
  /** Registers a reading that others rest on. */
  source<Result>(read: (out: Out) => Promise<Result>): (out: Out) => Promise<Result>;
  /** Reads again, in silence, what was not read in this sitting. */
  complete(out: Out): Promise<void>;
}

export function findings(): Findings {
  const sources: { read: (out: Out) => Promise<unknown>; done: boolean }[] = [];
  return {
    source(read) {
      const source = { read, done: false };
      sources.push(source);
      return async (out) => {
        try {
          const result = await read(out);
          source.done = true;
          return result;
        } catch (error) {
          if (error instanceof DamagedFile) source.done = true;
          throw error;
        }
      };
    },
    async complete(out) {
      const silent: Out = { record() {}, refuse() {}, warn() {}, breathe: () => out.breathe() };
      for (const source of sources) {
        if (source.done) continue;
        try {
          await source.read(silent);
        } catch (error) {
          if (!(error instanceof DamagedFile)) throw error;
        }
        source.done = true;
      }
    },
  };
}
