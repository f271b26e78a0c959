/**
 * The engine in a process of its own, forked by the door: `node engine-process.ts <home> <version> [<now>]`; with an empty home, where the person keeps it. It answers the frames of each page and takes
 * uploads; it ends when the door says so or is gone.
 */
import { RPCHandler } from '@orpc/server/ws';
import { clockAt } from '../engine/clock.ts';
import { startEngine } from '../engine/index.ts';
import { findHome } from '../engine/place/find.ts';
import { openKeychain } from '../engine/vault/keychain.ts';
import { Refusal } from '../shared/errors.ts';
import { receiveUploads } from './incoming.ts';
import type { FromEngine, ToEngine } from './messages.ts';
import { PageSocket } from './page-socket.ts';

type HandlerSocket = Parameters<RPCHandler<typeof engine.context>['upgrade']>[0];

const [home, version, now] = process.argv.slice(2);
if (home === undefined || version === undefined || process.send === undefined)
  throw new Error('engine-process.ts is started by the browser door');

/** A terminal sends Ctrl+C to the door and to us; the door says when to close. */
process.on('SIGINT', () => {});

function tell(message: FromEngine): void {
  if (process.connected) process.send?.(message, undefined, {}, () => {});
}

const engine = await startEngine({
  // Each time anew: it may have been moved since.
  home: findHome(home),
  version,
  keychain: await openKeychain(),
  networks: new URL('../networks/index.ts', import.meta.url),
  door: 'browser',
  now: clockAt(now),
  startAgain: () => tell({ from: 'start-again' }),
});
const handler = new RPCHandler(engine.router);
const pages = new Map<number, PageSocket>();
const uploads = receiveUploads(
  (name, bytes) => engine.receive(name, bytes),
  tell,
  (error) => (error instanceof Refusal ? { code: error.code, detail: error.detail } : null),
);

process.on('message', (message: ToEngine) => {
  switch (message.to) {
    case 'open': {
      const page = new PageSocket((text) => tell({ from: 'frame', page: message.page, text }));
      pages.set(message.page, page);
      // The handler's type wants the methods of a whole `ws`; it calls these two.
      void handler.upgrade(page as unknown as HandlerSocket, { context: engine.context });
      return;
    }
    case 'frame':
      pages.get(message.page)?.deliver(message.text);
      return;
    case 'shut':
      pages.get(message.page)?.shut();
      pages.delete(message.page);
      return;
    case 'close':
      void leave();
      return;
    default:
      uploads(message);
  }
});
process.on('disconnect', () => void leave());
// The door may have gone while the engine started.
if (process.connected) tell({ from: 'ready' });
else await leave();

async function leave(): Promise<never> {
  await engine.close();
  process.exit(0);
}
