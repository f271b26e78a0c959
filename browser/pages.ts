/** The app's own files, read once at the start and held in memory: what is asked for is looked up in this list and never joined to a folder. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Every file of a built page by its URL path; `index.html` is `/`. Files of other types and hidden ones (the bundler's notes) are left out. */
export async function readPages(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const pages = new Map<string, PageFile>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const type = types[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    const parts = relative(folder, file).split(sep);
    if (parts.some((part) => part.startsWith('.'))) continue;
    const path = `/${parts.map(encodeURIComponent).join('/')}`;
    pages.set(path === '/index.html' ? '/' : path, { type, bytes: await readFile(file) });
  }
  if (!pages.has('/')) throw new Error(`no index.html in ${folder}`);
  return pages;
}
