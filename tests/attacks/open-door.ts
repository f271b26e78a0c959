/** A door to attack: the real server, sockets and headers, before an engine process that echoes, with a count of everything that got through to it. */
import { connect } from 'node:net';
import { once } from 'node:events';
import { openDoor, type Door, type DoorOptions } from '../../browser/door.ts';
import { linkEngine, type EngineLink } from '../../browser/engine-link.ts';
import type { PageFile } from '../../browser/pages.ts';

export interface AttackedDoor {
  readonly door: Door;
  readonly origin: string;
  readonly engine: EngineLink;
  /** Every time something reached the engine. */
  readonly reached: string[];
  /** A cookie got the honest way. */
  enter(): Promise<string>;
  /** Sends bytes as they are and gives everything that comes back until the server ends the connection. */
  send(...lines: string[]): Promise<string>;
  close(): Promise<void>;
}

export const secretPage = 'only the words of the app';

export function pageOf(html: string): PageFile {
  return { type: 'text/html; charset=utf-8', bytes: Buffer.from(html) };
}

export async function openDoorToAttack(
  options: Partial<DoorOptions> & { readonly givenUp?: () => void } = {},
): Promise<AttackedDoor> {
  const reached: string[] = [];
  const link = linkEngine({
    module: new URL('./echo-engine.ts', import.meta.url),
    args: [],
    givenUp: options.givenUp ?? (() => {}),
  });
  const engine: EngineLink = {
    connect(answer, ended) {
      reached.push('connect');
      return link.connect(answer, ended);
    },
    upload(name, body) {
      reached.push(`upload ${name}`);
      return link.upload(name, body);
    },
    close: link.close,
  };
  const door = await openDoor({
    pages: new Map([['/', pageOf(`<!doctype html><title>Adieu</title><p>${secretPage}`)]]),
    engine,
    port: 0,
    tokenLife: 60_000,
    grace: 60_000,
    lastWindowGone: () => {},
    ...options,
  });
  const origin = `http://127.0.0.1:${door.port}`;
  return {
    door,
    origin,
    engine,
    reached,
    async enter() {
      const answer = await postToken(origin, tokenIn(door.address()));
      const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0];
      if (answer.status !== 204 || cookie === undefined) throw new Error(`the door does not open: ${answer.status}`);
      return cookie;
    },
    async send(...lines) {
      const socket = connect(door.port, '127.0.0.1');
      const parts: Buffer[] = [];
      socket.on('data', (part: Buffer) => parts.push(part));
      // A reset is an answer too: whatever came before it counts.
      socket.on('error', () => {});
      socket.write(lines.join('\r\n'));
      await once(socket, 'close');
      return Buffer.concat(parts).toString('latin1');
    },
    async close() {
      await door.close();
      await link.close();
    },
  };
}

export function tokenIn(address: string): string {
  return new URLSearchParams(new URL(address).hash.slice(1)).get('token') ?? '';
}

export function postToken(origin: string, token: unknown): Promise<Response> {
  return fetch(`${origin}/session`, {
    method: 'POST',
    headers: { Origin: origin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
}
