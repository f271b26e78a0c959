/** Which files posts and messages have spoken of, also where they were read in an earlier sitting: what was not read in this one is read again, silently. */
import { DamagedFile, type Out } from '../../engine/intake/toolkit/index.ts';

export interface Findings {
  /** Registers a reading that others rest on. */
  source(read: (out: Out) => Promise<void>): (out: Out) => Promise<void>;
  /** Reads again what was not read in this sitting. */
  complete(out: Out): Promise<void>;
}

export function findings(): Findings {
  const sources: { read: (out: Out) => Promise<void>; done: boolean }[] = [];
  return {
    source(read) {
      const source = { read, done: false };
      sources.push(source);
      return async (out) => {
        try {
          await read(out);
          source.done = true;
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
