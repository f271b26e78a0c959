/** Peak memory of a process and everything it starts, from `/proc`. */
import { readdirSync, readFileSync } from 'node:fs';

interface Seen {
  readonly parent: number;
  /** Bytes. */
  readonly highest: number;
}

function look(pid: number): Seen | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const number = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return { parent: number('PPid'), highest: number('VmHWM') * 1024 };
  } catch {
    // It has ended in between.
    return null;
  }
}

/**
 * Looks ten times a second until `stop`, which answers with the sum of each process's own peak, in bytes: never less than they had together at any moment.
 * Null where there is no `/proc`.
 */
export function watchMemory(root: number): { stop(): number | null } {
  const peaks = new Map<number, number>();
  const sample = (): void => {
    const all = new Map<number, Seen>();
    for (const name of readdirSync('/proc')) {
      const seen = /^\d+$/.test(name) ? look(Number(name)) : null;
      if (seen !== null) all.set(Number(name), seen);
    }
    const isOurs = (pid: number): boolean => pid === root || (all.has(pid) && pid > 1 && isOurs(all.get(pid)?.parent ?? 0));
    for (const [pid, { highest }] of all) if (isOurs(pid)) peaks.set(pid, Math.max(highest, peaks.get(pid) ?? 0));
  };
  if (process.platform !== 'linux') return { stop: () => null };
  sample();
  const timer = setInterval(sample, 100);
  return {
    stop() {
      clearInterval(timer);
      return [...peaks.values()].reduce((sum, peak) => sum + peak, 0);
    },
  };
}
