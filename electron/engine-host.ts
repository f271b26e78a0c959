/**
 * Main's end of the engine's process: starts it, starts it again when it dies (a few times), introduces pages to it, and asks it for tokens. Main never
 * reads an export, an archive or a message of the contract.
 */
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import type { PickedFile, Place } from '../shared/contract/index.ts';
import { Refusal, assertNever } from '../shared/errors.ts';
import { FromEngine, type ToEngine } from './messages.ts';

export interface EngineHost {
  /** A new line to the engine, to be handed to a page. */
  connect(): MessagePortMain;
  /** Tokens for files and folders of this machine. */
  pick(paths: readonly string[]): Promise<PickedFile[]>;
  offerPlace(folder: string): Promise<Place>;
  /** What is to be told now, each once. `language` where the person chose none. */
  remind(language: 'en' | 'fr'): Promise<Reminders>;
  /** Whether a host stands in the facts. */
  knowsHost(host: string): Promise<boolean>;
  /** Lets the engine come to its next checkpoint, then ends it. */
  close(): Promise<void>;
}

type Reminders = Extract<FromEngine, { from: 'reminders' }>['reminders'];

export interface EngineHostOptions {
  /** The compiled `engine-process`. */
  readonly module: string;
  readonly home: string | undefined;
  readonly version: string;
  /** The engine's clock (`engine/clock.ts`). */
  readonly now: string | undefined;
  /** Reminders are told through the system. */
  readonly notifies: boolean;
  /** The engine died, or asked to be started again, and runs again: pages need a new line. */
  readonly restarted: () => void;
  /** The engine died too often; nothing works any more. */
  readonly givenUp: () => void;
}

const deathsAllowed = 3;
const deathsWithin = 60_000;
const closingTakesAtMost = 10_000;

interface Asked {
  readonly done: (message: FromEngine) => void;
  readonly failed: (error: Error) => void;
}

/** Starts the engine. Asks made before it is ready wait for it. */
export function hostEngine(options: EngineHostOptions): EngineHost {
  const asked = new Map<number, Asked>();
  let lastAsk = 0;
  let deaths: number[] = [];
  let closed: Promise<void> | null = null;
  /** The engine itself asked for it: that is no death. */
  let wanted = false;
  let child: UtilityProcess | null = start();

  function start(): UtilityProcess {
    const started = utilityProcess.fork(options.module, [], { serviceName: 'Adieu engine', stdio: 'inherit', execArgv: [] });
    started.on('message', hear);
    started.on('exit', died);
    const { home, version, now, notifies } = options;
    started.postMessage({ to: 'start', home, version, now, notifies } satisfies ToEngine);
    return started;
  }

  function died(): void {
    child = null;
    for (const ask of asked.values()) ask.failed(new Error('the engine ended'));
    asked.clear();
    if (closed) return;
    const now = Date.now();
    deaths = [...deaths.filter((at) => at > now - deathsWithin), ...(wanted ? [] : [now])];
    if (deaths.length > deathsAllowed) return options.givenUp();
    child = start();
    wanted = false;
    options.restarted();
  }

  function hear(data: unknown): void {
    const message = FromEngine.parse(data);
    if (message.from === 'start-again') {
      wanted = true;
      running().postMessage({ to: 'close' } satisfies ToEngine);
      return;
    }
    const waiting = asked.get(message.ask);
    asked.delete(message.ask);
    if (message.from === 'refused') waiting?.failed(new Refusal(message.code));
    else if (message.from === 'broke') waiting?.failed(new Error('the engine could not answer'));
    else if (message.from === 'picked' || message.from === 'place' || message.from === 'reminders' || message.from === 'host')
      waiting?.done(message);
    else assertNever(message);
  }

  function running(): UtilityProcess {
    if (!child) throw new Error('the engine does not run');
    return child;
  }

  function ask(make: (ask: number) => ToEngine): Promise<FromEngine> {
    return new Promise((done, failed) => {
      const number = ++lastAsk;
      running().postMessage(make(number));
      asked.set(number, { done, failed });
    });
  }

  return {
    connect() {
      const { port1, port2 } = new MessageChannelMain();
      running().postMessage({ to: 'connect' } satisfies ToEngine, [port1]);
      return port2;
    },

    async pick(paths) {
      const answer = await ask((number) => ({ to: 'pick', ask: number, paths: [...paths] }));
      if (answer.from !== 'picked') throw new Error('another answer than asked for');
      return answer.files;
    },

    async offerPlace(folder) {
      const answer = await ask((number) => ({ to: 'place', ask: number, folder }));
      if (answer.from !== 'place') throw new Error('another answer than asked for');
      return answer.place;
    },

    async remind(language) {
      const answer = await ask((number) => ({ to: 'remind', ask: number, language }));
      if (answer.from !== 'reminders') throw new Error('another answer than asked for');
      return answer.reminders;
    },

    async knowsHost(host) {
      const answer = await ask((number) => ({ to: 'host', ask: number, host }));
      return answer.from === 'host' && answer.known;
    },

    close() {
      closed ??= end(child);
      return closed;
    },
  };
}

function end(child: UtilityProcess | null): Promise<void> {
  return new Promise((resolve) => {
    if (!child) return resolve();
    const late = setTimeout(() => child.kill(), closingTakesAtMost);
    child.once('exit', () => {
      clearTimeout(late);
      resolve();
    });
    child.postMessage({ to: 'close' } satisfies ToEngine);
  });
}
