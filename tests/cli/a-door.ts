/** A page's end of a running `adieu serve`: the contract over the door's WebSocket, and its uploads. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import { PickedFile, type Contract } from '../../shared/contract/index.ts';
import { loopbackPaths } from '../../shared/loopback.ts';
import { postToken, tokenIn } from '../attacks/open-door.ts';
import { said, type Adieu } from './adieu.ts';

export interface ServedDoor {
  readonly process: ChildProcess;
  readonly origin: string;
  readonly client: ContractRouterClient<Contract>;
  upload(name: string, bytes: Buffer): Promise<string>;
  /** The door is told to end, and has. */
  close(): Promise<void>;
}

export async function serve(adieu: Adieu): Promise<ServedDoor> {
  const child = adieu.start(['serve', '--no-open']);
  const address =
    /http:\/\/127\.0\.0\.1:\d+\/\S*/.exec(await said(child, 'stdout', /http:\/\/127\.0\.0\.1:\d+\/\S*\s/))?.[0] ?? '';
  const { origin } = new URL(address);
  const cookie = (await postToken(origin, tokenIn(address))).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
  const headers = { Origin: origin, Cookie: cookie };
  const websocket = new WebSocket(`${origin.replace('http', 'ws')}${loopbackPaths.rpc}`, { headers });
  await once(websocket, 'open');
  return {
    process: child,
    origin,
    client: createORPCClient(new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket })),
    async upload(name, bytes) {
      const answer = await fetch(`${origin}${loopbackPaths.upload}?name=${encodeURIComponent(name)}`, {
        method: 'PUT',
        headers,
        body: new Uint8Array(bytes),
      });
      return PickedFile.parse(await answer.json()).token;
    },
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
