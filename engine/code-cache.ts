/**
 * Lets Node keep what it has compiled, which halves the time a command or a thread of an import needs to begin. The folder is the person's own: a shared one
 * would let another user of the machine put code there.
 */
import { mkdirSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

function folder(): string {
  switch (process.platform) {
    case 'win32':
      return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Adieu', 'Cache', 'code');
    case 'darwin':
      return join(homedir(), 'Library', 'Caches', 'Adieu', 'code');
    default:
      return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'adieu', 'code');
  }
}

/** For this process, its threads and the processes it starts. Call it before anything else is loaded. Where it cannot be had, everything is only slower. */
export function keepCompiledCode(): void {
  if (process.env['NODE_COMPILE_CACHE'] !== undefined) return;
  try {
    const path = folder();
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const { uid, mode } = statSync(path);
    if (process.getuid !== undefined && (uid !== process.getuid() || (mode & 0o022) !== 0)) return;
    enableCompileCache(path);
    process.env['NODE_COMPILE_CACHE'] = path;
  } catch {
    // A home that cannot be written to.
  }
}
