/** What one file teaches about another: which media posts speak of, which notes they have taken the text of, which ids they have. */
import { DamagedFile, type Out } from '../../engine/intake/toolkit/index.ts';

/** What was learnt while posts and messages were read, and how to learn it where they were read in an earlier sitting. */
export interface Findings {
  /** Registers a reading that others rest on. */
  source(read: (out: Out) => Promise<number>): (out: Out) => Promise<number>;
  /** Reads again what was not read in this sitting. */
  complete(out: Out): Promise<void>;
}

export function findings(): Findings {
  const sources: { read: (out: Out) => Promise<number>; done: boolean }[] = [];
  return {
    source(read) {
      const source = { read, done: false };
      sources.push(source);
      return async (out) => {
        try {
          const rows = await read(out);
          source.done = true;
          return rows;
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
