/** Making a folder with those it lies in. */
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * As `mkdirSync(…, { recursive: true })`, which never comes back where a folder cannot hold others and says so with ENOENT, as `/proc` does (Node 24.21).
 * Answers the outermost folder it made, undefined where all were there. Throws the system's error.
 */
export function makeFolders(folder: string, mode?: number): string | undefined {
  const missing: string[] = [];
  for (let one = resolve(folder); !existsSync(one) && dirname(one) !== one; one = dirname(one)) missing.unshift(one);
  // Nothing is missing: what is there must be a folder all the same.
  if (missing.length === 0) return mkdirSync(folder, { recursive: true, mode });
  for (const one of missing)
    try {
      mkdirSync(one, { mode });
    } catch (error) {
      // Somebody else made it in the meantime.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST' && existsSync(one))) throw error;
    }
  return missing[0];
}
