/** The world outside, on this machine: any host over real TLS, answering as a test says; and a proxy that leads there. */
import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';
import { makeAuthority, type Authority } from './authority.ts';

export type Answering = (request: IncomingMessage, response: ServerResponse) => void;

export interface Stage {
  readonly authority: Authority;
  /** What every host on the stage answers from now on. */
  answer: Answering;
  /** Requests so far, as `host path`, with their headers. */
  readonly requests: { readonly asked: string; readonly headers: IncomingMessage['headers'] }[];
  readonly port: number;
  /** A second stage, below HTTP: what it does with a bare connection after TLS. Its port. */
  raw(spoken: (socket: Socket) => void, options?: TlsOptions): Promise<number>;
  /** A CONNECT proxy before the first stage. `asked` are the hosts it was asked for. */
  proxy(): Promise<{ readonly port: number; readonly asked: string[] }>;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const authority = makeAuthority();
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const listen = async (server: Server): Promise<number> => {
    servers.push(server);
    server.on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    });
    server.on('tlsClientError', () => {});
    server.on('secureConnection', (socket: Socket) => socket.on('error', () => {}));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  };
  const anyHost: TlsOptions = {
    SNICallback: (host, callback) => callback(null, authority.contextFor(host)),
  };
  const main = createHttps(anyHost, (request, response) => {
    stage.requests.push({ asked: `${request.headers.host ?? ''} ${request.url ?? ''}`, headers: request.headers });
    stage.answer(request, response);
  });
  const port = await listen(main);
  const stage: Stage = {
    authority,
    answer: (_, response) => response.writeHead(404).end(),
    requests: [],
    port,
    raw: (spoken, options = anyHost) => listen(createTls(options, spoken)),
    async proxy() {
      const asked: string[] = [];
      const server = createHttp((_, response) => response.writeHead(405).end());
      server.on('connect', (request: IncomingMessage, client: Socket) => {
        asked.push(request.url ?? '');
        const through = connect(port, '127.0.0.1', () => {
          client.write('HTTP/1.1 200 Connection established\r\n\r\n');
          through.pipe(client).pipe(through);
        });
        sockets.add(through.on('error', () => {}).on('close', () => sockets.delete(through)));
      });
      return { port: await listen(server), asked };
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
    },
  };
  return stage;
}
