/**
 * `app://adieu/`: exactly the files of the built page and nothing else. The list is made once, at start-up, and an address is looked up in it, so there is
 * no path to climb out of.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol, type Session } from 'electron';
import { appScheme, pathOfApp } from './app-origin.ts';
import { pageHeaders } from './page-headers.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Makes `app:` a scheme with an origin of its own. Only possible before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        bypassCSP: false,
        allowServiceWorkers: false,
        corsEnabled: false,
        stream: false,
        codeCache: false,
        allowExtensions: false,
      },
    },
  ]);
}

/** Answers the page's requests in this session from `folder`. */
export function serveApp(session: Session, folder: string): void {
  const files = filesOf(folder);
  session.protocol.handle(appScheme, async (request) => {
    const file = files.get(pathOfApp(request.url) ?? '');
    if (file === undefined) return refuse(404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
    const body = request.method === 'HEAD' ? null : new Uint8Array(await readFile(file));
    const type = types[extname(file)] ?? 'application/octet-stream';
    return new Response(body, { status: 200, headers: { ...pageHeaders, 'content-type': type } });
  });
}

function refuse(status: number): Response {
  return new Response(null, { status, headers: pageHeaders });
}

/** Every file below `folder`, by the path under which the page asks for it. Links are not followed. */
function filesOf(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  const walk = (below: string, address: string): void => {
    for (const entry of readdirSync(below, { withFileTypes: true })) {
      const path = join(below, entry.name);
      const here = `${address}${encodeURIComponent(entry.name)}`;
      if (entry.isDirectory()) walk(path, `${here}/`);
      else if (entry.isFile()) files.set(here, path);
    }
  };
  walk(folder, '/');
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  files.delete('/index.html');
  return files;
}
