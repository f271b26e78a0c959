/**
 * What every request has to pass before anything else looks at it, WebSocket upgrades included. A web page elsewhere can make this browser send us
 * requests (also under a host name of its own that it lets point to 127.0.0.1); what it cannot do is choose `Host`, `Origin` and `Sec-Fetch-*`.
 */
import type { IncomingMessage } from 'node:http';

/** Anything that changes something, and every WebSocket, has to say which page it comes from. */
const harmless = new Set(['GET', 'HEAD']);

/**
 * The status with which to refuse a request, or null to let it in.
 * @param port The door's own port.
 * @param openingExpected A one-time token waits: the app window may come in from the file that hands it the address.
 */
export function refusalOf(request: IncomingMessage, port: number, openingExpected: boolean): number | null {
  const hosts = valuesOf(request, 'host');
  const host = hosts[0];
  if (hosts.length !== 1 || host === undefined) return 400;
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 421;
  if (!request.url?.startsWith('/') || request.url.startsWith('//')) return 400;

  const origins = valuesOf(request, 'origin');
  if (origins.some((origin) => origin !== `http://${host}`)) return 403;
  const mustSayOrigin = request.headers.upgrade !== undefined || !harmless.has(request.method ?? '');
  if (mustSayOrigin && origins.length !== 1) return 403;

  for (const site of valuesOf(request, 'sec-fetch-site')) {
    if (site === 'same-origin') continue;
    if (site === 'none' && !mustSayOrigin) continue;
    if (site === 'cross-site' && openingExpected && isOpening(request)) continue;
    return 403;
  }
  return null;
}

/** A window of its own going to the first page: no frame, no picture, no script of another page. */
function isOpening(request: IncomingMessage): boolean {
  return (
    request.method === 'GET' &&
    request.url === '/' &&
    request.headers['sec-fetch-mode'] === 'navigate' &&
    request.headers['sec-fetch-dest'] === 'document'
  );
}

/** All values of a header as they were sent; `request.headers` silently drops the second of some. */
function valuesOf(request: IncomingMessage, name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
    if (request.rawHeaders[at]?.toLowerCase() === name) values.push(request.rawHeaders[at + 1] ?? '');
  }
  return values;
}
