/** For tests: a little disk of its own, where one may be mounted. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { folder } from './harness.ts';

export interface SmallDisk {
  readonly place: string;
  /** To this many MiB. */
  grow(mebibytes: number): void;
  /** Takes all the room there is, to the last byte. */
  fill(): void;
  /** Gives it back. */
  empty(): void;
}

/** Null where nothing can be mounted. It goes with the test. */
export async function smallDisk(mebibytes: number): Promise<SmallDisk | null> {
  const place = join(await folder(), 'disk');
  await mkdir(place);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', place]);
  if (status !== 0) return null;
  onTestFinished(() => void spawnSync('umount', ['-l', place]));
  const ballast = join(place, 'ballast');
  return {
    place,
    grow: (to) => void spawnSync('mount', ['-o', `remount,size=${to}m`, place]),
    fill() {
      const file = openSync(ballast, 'a');
      try {
        for (let piece = 1 << 20; piece >= 1;)
          try {
            if (writeSync(file, Buffer.alloc(piece)) < piece) piece >>= 1;
          } catch {
            piece >>= 1;
          }
      } finally {
        closeSync(file);
      }
    },
    empty: () => rmSync(ballast, { force: true }),
  };
}
