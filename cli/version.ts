import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

/** The package's own version; the compiled command line lies one folder deeper. */
function read(): string {
  const file = ['../package.json', '../../package.json']
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  return file === undefined ? '0.0.0' : z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}

export const version = read();
