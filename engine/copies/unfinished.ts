/**
 * The folder in which a copy lies until it is whole. Its name begins with a dot, no program takes it for a bag, and one that was left behind by a crash
 * is cleared away by the next copy made beside it.
 */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

const pattern = /^\.adieu-[0-9a-f]{16}\.unfinished$/;
const marker = 'unfinished.txt';
const firstLine = 'Adieu was writing an open copy here and has not finished. This folder can be deleted.';

/** Makes such a folder, readable by nobody else. */
export async function placeUnfinished(into: string): Promise<string> {
  const folder = path.join(into, `.adieu-${randomBytes(8).toString('hex')}.unfinished`);
  await mkdir(folder, { mode: 0o700 });
  await writeFile(path.join(folder, marker), `${firstLine}\n${hostname()}\n${process.pid}\n`);
  return folder;
}

/** Removes what earlier copies left behind: only folders of ours, and only where the process that made them on this machine is gone. */
export async function sweepUnfinished(into: string): Promise<void> {
  for (const name of await readdir(into)) {
    if (!pattern.test(name)) continue;
    const folder = path.join(into, name);
    const found = await lstat(folder).catch(() => null);
    if (found === null || !found.isDirectory()) continue;
    const [line, host, pid] = (await readFile(path.join(folder, marker), 'utf8').catch(() => '')).split('\n');
    if (line !== firstLine || host !== hostname() || isAlive(Number(pid))) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
