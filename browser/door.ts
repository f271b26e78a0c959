/**
 * The loopback server. Its routes, and there are no others: the app's own files (to anybody on this machine: they hold nothing of anyone's),
 * `/session`, `/upload` and the WebSocket `/rpc` (see `shared/loopback.ts`).
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loopbackPaths } from '../shared/loopback.ts';
import type { EngineLink } from './engine-link.ts';
import { refusalOf } from './guard.ts';
import { securityHeaders } from './headers.ts';
import { isStranger } from './neighbours.ts';
import type { PageFile } from './pages.ts';
import { acceptPages, type PageSockets } from './page-sockets.ts';
import { answerSession } from './session-route.ts';
import { keepSessions } from './sessions.ts';
import { answerUpload } from './upload-route.ts';

export interface DoorOptions {
  readonly pages: ReadonlyMap<string, PageFile>;
  readonly engine: EngineLink;
  /** 0: any free one. */
  readonly port: number;
  /** How long an address can be opened, in milliseconds. */
  readonly tokenLife: number;
  /** How long the last window may be gone before `lastWindowGone`, in milliseconds: a page that is loaded again is gone for a moment. */
  readonly grace: number;
  readonly lastWindowGone: () => void;
  readonly now?: () => number;
  readonly limits?: DoorLimits;
}

/** In milliseconds. */
export interface DoorLimits {
  /** For all headers of a request. */
  readonly headers: number;
  /** For the small body of `POST /session`. */
  readonly smallBody: number;
  /** Without a byte either way, on anything but a WebSocket. */
  readonly idle: number;
}
const doorLimits: DoorLimits = { headers: 10_000, smallBody: 5_000, idle: 60_000 };

export interface Door {
  readonly port: number;
  /** A new address with a one-time token in it. */
  address(): string;
  /** True once a page has come in. */
  opened(): boolean;
  /** How many windows are connected. */
  windows(): number;
  close(): Promise<void>;
}

/** Opens the door. Throws where the port is taken. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const limits = options.limits ?? doorLimits;
  const server = createServer({
    maxHeaderSize: 8 * 1024,
    headersTimeout: limits.headers,
    // A large upload takes as long as it takes; one that stalls is ended by the socket's own time limit below.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(limits.headers, 2_000),
    keepAliveTimeout: 5_000,
    insecureHTTPParser: false,
  });
  server.maxConnections = 256;
  server.setTimeout(limits.idle);
  const port = await listen(server, options.port);
  const sessions = keepSessions({ port, tokenLife: options.tokenLife, now: options.now ?? Date.now });
  const sockets = acceptPages(options.engine, options.grace, options.lastWindowGone);

  server.on('connection', (socket) => {
    if (isStranger(socket)) socket.destroy();
  });
  server.on('request', (request, response) => {
    const status = refusalOf(request, port, sessions.tokenWaits());
    if (status !== null) return answer(response, port, status);
    route(request, response).catch(() => request.destroy());
  });
  server.on('upgrade', (request, socket, head) => {
    const refused =
      refusalOf(request, port, false) ??
      (request.url === loopbackPaths.rpc ? null : 404) ??
      (sessions.admits(request.headers.cookie) ? null : 401);
    if (refused === null) return sockets.accept(request, socket, head);
    socket.on('error', () => {});
    socket.end(`HTTP/1.1 ${refused} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders(port))) response.setHeader(name, value);
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path === loopbackPaths.session) return answerSession(request, response, sessions, limits.smallBody);
    if (path === loopbackPaths.upload) return answerUpload(request, response, sessions, options.engine);
    const page = options.pages.get(request.url ?? '');
    if (!page) return answer(response, port, 404);
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, port, 405, { Allow: 'GET, HEAD' });
    if (hasBody(request)) return answer(response, port, 413);
    response.writeHead(200, { 'Content-Type': page.type, 'Content-Length': page.bytes.length });
    response.end(request.method === 'HEAD' ? undefined : page.bytes);
  }

  return {
    port,
    address: () => `http://127.0.0.1:${port}/#token=${sessions.mint()}`,
    opened: () => sessions.begun(),
    windows: () => sockets.count(),
    close: () => shut(server, sockets),
  };
}

/** An answer with no body; the connection ends with it, whatever else was to come. */
function answer(response: ServerResponse, port: number, status: number, more: Record<string, string> = {}): void {
  response.writeHead(status, { ...securityHeaders(port), ...more, 'Content-Length': 0, Connection: 'close' });
  response.end();
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function shut(server: Server, sockets: PageSockets): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  await sockets.close();
  server.closeAllConnections();
  await closed;
}
