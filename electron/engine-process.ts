/** The engine in a process of its own (Electron's `utilityProcess`). It hears main through `parentPort`, and each page through a port of that page's own. */
import type { MessageEvent } from 'electron';
import { RPCHandler } from '@orpc/server/message-port';
import { clockAt } from '../engine/clock.ts';
import { startEngine, type Engine } from '../engine/index.ts';
import { findHome } from '../engine/place/find.ts';
import { moduleUrl } from '../engine/jobs/module-url.ts';
import { openKeychain } from '../engine/vault/keychain.ts';
import { Refusal, assertNever } from '../shared/errors.ts';
import { ToEngine, type FromEngine } from './messages.ts';
import { checkedPort } from './page-port.ts';

const main = process.parentPort;
let engine: Promise<Engine> | null = null;

main.on('message', (event) => {
  void hear(event);
});

async function hear(event: MessageEvent): Promise<void> {
  const message = ToEngine.parse(event.data);
  if (message.to === 'start') {
    engine ??= start(message);
    return;
  }
  if (!engine) throw new Error('asked before it was started');
  const running = await engine;
  switch (message.to) {
    case 'connect': {
      const port = event.ports[0];
      if (!port) throw new Error('a page without a port');
      new RPCHandler(running.router).upgrade(checkedPort(port), { context: running.context });
      port.start();
      return;
    }
    case 'pick':
      return answer(message.ask, async () => ({ from: 'picked', ask: message.ask, files: await running.pick(message.paths) }));
    case 'place':
      return answer(message.ask, async () => ({
        from: 'place',
        ask: message.ask,
        place: await running.offerPlace(message.folder),
      }));
    case 'remind':
      return answer(message.ask, async () => ({
        from: 'reminders',
        ask: message.ask,
        reminders: running.remind(message.language),
      }));
    case 'host':
      return answer(message.ask, async () => ({
        from: 'host',
        ask: message.ask,
        known: await running.knowsHost(message.host),
      }));
    case 'close':
      await running.close();
      process.exit(0);
      return;
    default:
      assertNever(message);
  }
}

async function start({ home, version, now, notifies }: Extract<ToEngine, { to: 'start' }>): Promise<Engine> {
  return startEngine({
    // Each time anew: it may have been moved since.
    home: findHome(home),
    version,
    door: 'electron',
    networks: moduleUrl(import.meta.url, '../networks/index'),
    keychain: await openKeychain(),
    now: clockAt(now),
    notifies,
    startAgain: () => main.postMessage({ from: 'start-again' } satisfies FromEngine),
  });
}

/** A refusal goes back by its code; anything else is a bug: it is said as such, and the stack goes to stderr. */
async function answer(ask: number, work: () => Promise<FromEngine>): Promise<void> {
  try {
    main.postMessage(await work());
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error);
    const said: FromEngine = error instanceof Refusal ? { from: 'refused', ask, code: error.code } : { from: 'broke', ask };
    main.postMessage(said);
  }
}
