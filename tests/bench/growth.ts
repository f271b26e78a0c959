/** The same import at ten and a hundred times the size, through the real command line: how time and memory grow with the records. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeArchive, makeBundle, readByAdieu, type Round } from './import.ts';

/** Posts of an X export that make 10,000, 100,000 and 1,000,000 records. */
const sizes = [4_348, 43_478, 434_780];

const timesLog = (records: number): number => records * Math.log(records);

/** Prints a table. The best of the rounds; `seconds` of the account of the import, so without the start of the process. */
export async function benchGrowth({ rounds }: { rounds: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'adieu-bench-'));
  try {
    await makeBundle();
    const best: Round[] = [];
    for (const posts of sizes) {
      const zip = await makeArchive(join(folder, 'x'), posts);
      const all: Round[] = [];
      for (let round = 0; round < rounds; round++) {
        all.push(await readByAdieu(zip, join(folder, 'home')));
        await rm(join(folder, 'home'), { recursive: true });
      }
      best.push(all.reduce((a, b) => (a.seconds <= b.seconds ? a : b)));
      for (const made of ['x', 'x.zip']) await rm(join(folder, made), { recursive: true, force: true });
    }
    console.log(`\nX, by size, the best of ${rounds}`);
    console.table(
      best.map((one, i) => {
        const before = best[i - 1];
        return {
          records: one.records,
          seconds: Number(one.seconds.toFixed(2)),
          'records/s': Math.round(one.records / one.seconds),
          'times the seconds before': before === undefined ? null : Number((one.seconds / before.seconds).toFixed(1)),
          'n log n would be': before === undefined ? null : Number((timesLog(one.records) / timesLog(before.records)).toFixed(1)),
          'peak memory, MB': Math.round(one.megabytes ?? NaN),
        };
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
