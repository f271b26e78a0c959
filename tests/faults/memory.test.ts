/** Memory does not grow with what is read: the same import of a small and of a large export, through the real command line, by the peak of all its processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import { writeSizedExport, type Size } from '../bench/sized-export.ts';
import { watchMemory } from '../bench/tree-memory.ts';
import { folder } from '../engine/harness.ts';
import { long, told } from './how-long.ts';

const usual: Size = { posts: 1000, characters: 80, beside: 0, media: 0, mediaBytes: 0, hollow: false };
/** What no import of a large export may take. */
const most = 400e6;
const patience = { timeout: long ? 7_200_000 : 300_000 };
const command = fileURLToPath(new URL('../../cli/adieu.mjs', import.meta.url));

interface Peak {
  /** Bytes, of all processes together. */
  readonly bytes: number;
  readonly account: AccountOfImport;
}

async function peakOf(size: Partial<Size>, options: readonly string[] = []): Promise<Peak> {
  const place = await folder();
  const file = join(place, 'export.zip');
  await writeSizedExport(file, { ...usual, ...size });
  const args = [command, 'read', file, '--json', '--protection', 'none', '--home', join(place, 'home'), ...options];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const memory = watchMemory(child.pid ?? 0);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
  const [code] = (await once(child, 'close')) as [number | null];
  const bytes = memory.stop() ?? NaN;
  await rm(place, { recursive: true });
  expect(code).toBe(0);
  const account = AccountOfImport.parse(JSON.parse(said));
  told(`${JSON.stringify(size)}: ${Math.round(bytes / 1e6)} MB, ${account.seconds} s`);
  return { bytes, account };
}

/** Reads a little, so that what is made at a first start is there. */
const warmedUp = (): Promise<Peak> => peakOf({ posts: 10 });

it.skipIf(process.platform !== 'linux')('many records take no more memory than some', patience, async () => {
  await warmedUp();
  const some = await peakOf({ posts: long ? 230_000 : 40_000 });
  const many = await peakOf({ posts: long ? 1_000_000 : 160_000 });
  expect(many.account.records.post?.kept).toBe(long ? 1_000_000 : 160_000);
  expect(many.bytes / some.bytes).toBeLessThan(1.4);
  expect(many.bytes).toBeLessThan(most);
});

it.skipIf(process.platform !== 'linux')('gigabytes take no more memory than megabytes', patience, async () => {
  await warmedUp();
  const media = { posts: 1000, media: 100 };
  const some = await peakOf({ ...media, mediaBytes: long ? 4_000_000 : 200_000 });
  const many = await peakOf({ ...media, mediaBytes: long ? 40_000_000 : 3_000_000 });
  expect(many.account.records.media?.kept).toBe(100);
  expect(many.bytes / some.bytes).toBeLessThan(1.4);
  expect(many.bytes).toBeLessThan(most);
});

it.skipIf(process.platform !== 'linux')('one huge file takes no more memory than a large one', patience, async () => {
  await warmedUp();
  // The large form: a JSON of 2 GB in a ZIP64 of 18 GB.
  const some = await peakOf({ posts: 2000, characters: 300, beside: 4700 });
  const many = await peakOf(
    long
      ? { posts: 400_000, characters: 300, beside: 4700, media: 9, mediaBytes: 2_000_000_000, hollow: true }
      : { posts: 20_000, characters: 300, beside: 4700 },
    ['--no-original'],
  );
  expect(many.bytes / some.bytes).toBeLessThan(long ? 2 : 1.6);
  expect(many.bytes).toBeLessThan(most);
});

it.skipIf(process.platform !== 'linux')('a file of many costs a kilobyte, and not what is in it', patience, async () => {
  await warmedUp();
  const files = long ? 500_000 : 40_000;
  const few = await peakOf({ posts: files / 4, media: 4 });
  const many = await peakOf({ posts: files / 4, media: files, mediaBytes: 20 });
  expect(many.account.fileCounts.read).toBe(files + 2);
  expect((many.bytes - few.bytes) / files).toBeLessThan(long ? 1000 : 3000);
});
