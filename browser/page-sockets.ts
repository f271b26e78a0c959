/** The pages' WebSockets: each is tied to a line to the engine, and the door learns when the last one has been gone for a while. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { closeCodes } from '../shared/loopback.ts';
import type { EngineLink } from './engine-link.ts';

/** The largest call is a list of ten thousand tokens. */
const frameLimit = 1024 * 1024;
const goodbyeTakesAtMost = 2_000;

export interface PageSockets {
  /** For a request that has passed every check. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many there are. */
  count(): number;
  /** Tells every page goodbye. */
  close(): Promise<void>;
}

export function acceptPages(engine: EngineLink, grace: number, lastWindowGone: () => void): PageSockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: frameLimit, perMessageDeflate: false, clientTracking: true });
  let patience: NodeJS.Timeout | undefined;

  function tie(page: WebSocket): void {
    clearTimeout(patience);
    const line = engine.connect(
      (text) => page.send(text),
      () => page.close(closeCodes.engineEnded, 'the engine ended'),
    );
    page.on('message', (data: Buffer, binary) => {
      if (binary) page.close(closeCodes.badFrame, 'text only');
      else line.frame(data.toString('utf8'));
    });
    page.on('error', () => page.terminate());
    page.on('close', () => {
      line.shut();
      clearTimeout(patience);
      if (server.clients.size === 0) patience = setTimeout(lastWindowGone, grace);
    });
  }

  return {
    accept: (request, socket, head) => server.handleUpgrade(request, socket, head, tie),
    count: () => server.clients.size,
    async close() {
      for (const page of server.clients) page.close(closeCodes.doorClosed, 'goodbye');
      const impatience = setTimeout(() => server.clients.forEach((page) => page.terminate()), goodbyeTakesAtMost);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(impatience);
      clearTimeout(patience);
    },
  };
}
