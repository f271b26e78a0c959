/** Somebody else on this machine: a web server that takes anything, a WebSocket, and a UDP port, and counts who comes. */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

export interface Neighbour {
  readonly http: string;
  readonly ws: string;
  readonly udp: number;
  /** Paths asked for, `ws` for a WebSocket and `udp` for a datagram, in order. */
  readonly visits: readonly string[];
  close(): Promise<void>;
}

/** `page` is what it answers. */
export async function openNeighbour(page: string): Promise<Neighbour> {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? '');
    response.writeHead(200, {
      'content-type': 'text/html',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    });
    response.end(page);
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', () => visits.push('ws'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const datagrams = createSocket('udp4');
  datagrams.on('message', () => visits.push('udp'));
  await new Promise<void>((resolve) => datagrams.bind(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    http: `http://127.0.0.1:${port}`,
    ws: `ws://127.0.0.1:${port}`,
    udp: datagrams.address().port,
    visits,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await new Promise<void>((resolve) => datagrams.close(resolve));
    },
  };
}
