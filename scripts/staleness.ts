/** Whether what was built is older than what it was built from. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** True when `built` is not there, or any file in `sources` (files or folders) is newer. Tests do not count. */
export async function isStale(built: string, sources: readonly string[]): Promise<boolean> {
  const builtAt = await changedAt(built);
  if (builtAt === null) return true;
  for (const source of sources) {
    for (const file of await filesIn(source)) {
      const at = await changedAt(file);
      if (at !== null && at > builtAt) return true;
    }
  }
  return false;
}

async function filesIn(path: string): Promise<string[]> {
  const info = await stat(path).catch(() => null);
  if (!info) return [];
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

async function changedAt(path: string): Promise<number | null> {
  return stat(path).then(
    (info) => info.mtimeMs,
    () => null,
  );
}
