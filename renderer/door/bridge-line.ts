/** The desktop door: the preload's one function, and a port to the engine's process. */
import { RPCLink } from '@orpc/client/message-port';
import { portMessage, type Bridge } from '../../shared/bridge.ts';
import type { Ending, Line } from './line.ts';

declare global {
  interface Window {
    readonly adieu?: Bridge;
  }
}

/** How long the port may take to come. */
const patience = 15_000;

/** A port that came without being asked for: main hands one to every page after the engine had to be started again. */
let spare: MessagePort | null = null;
let onPort: (port: MessagePort) => void = (port) => {
  spare = port;
};

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const port = event.ports[0];
  if (event.source === window && event.data === portMessage && port !== undefined) onPort(port);
});

export async function openBridgeLine(bridge: Bridge): Promise<Line> {
  const port = spare ?? (await askForPort(bridge));
  spare = null;
  const ended = new Promise<Ending>((resolve) => {
    onPort = (next) => {
      spare = next;
      resolve('engine-ended');
    };
    // It has its other end in the engine's process.
    port.addEventListener('close', () => resolve('engine-ended'), { once: true });
  });
  const link = new RPCLink({ port });
  port.start();
  return { link, ended };
}

function askForPort(bridge: Bridge): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no port came')), patience);
    onPort = (port) => {
      clearTimeout(late);
      resolve(port);
    };
    bridge({ ask: 'connect' }).catch(reject);
  });
}
