/** The browser door: the token from the address becomes a cookie, and a WebSocket carries the calls. */
import { RPCLink } from '@orpc/client/websocket';
import { closeCodes, loopbackPaths } from '../../shared/loopback.ts';
import { NotAdmitted, type Ending, type Line } from './line.ts';
import { takeToken } from './token.ts';

const endings = new Map<number, Ending>([
  [closeCodes.doorClosed, 'closed'],
  [closeCodes.engineEnded, 'engine-ended'],
]);

export async function openLoopbackLine(): Promise<Line> {
  await enter();
  const address = new URL(loopbackPaths.rpc, window.location.href);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  const websocket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    websocket.addEventListener('open', () => resolve(), { once: true });
    websocket.addEventListener('close', () => reject(new Error('no connection')), { once: true });
  });
  const ended = new Promise<Ending>((resolve) => {
    websocket.addEventListener('close', ({ code }) => resolve(endings.get(code) ?? 'broken'), { once: true });
  });
  return { link: new RPCLink({ websocket }), ended };
}

async function enter(): Promise<void> {
  const token = takeToken();
  const answer =
    token === null
      ? await fetch(loopbackPaths.session, { cache: 'no-store' })
      : await fetch(loopbackPaths.session, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ token }),
        });
  if (answer.status === 401 || answer.status === 400) throw new NotAdmitted();
  if (!answer.ok) throw new Error(`session: ${answer.status}`);
}
