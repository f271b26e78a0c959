/**
 * The page's way to the engine. Calls wait for a line; when a line ends, one new one is tried at once, and after that the person is asked. Jobs go on in
 * the engine meanwhile, so nothing is lost with a line.
 */
import type { ClientContext, ClientLink } from '@orpc/client';
import { openBridgeLine } from './door/bridge-line.ts';
import { NotAdmitted, type Line } from './door/line.ts';
import { openLoopbackLine } from './door/loopback-line.ts';

/**
 * `open` carries how many lines there have been, so that whoever listens to the engine can begin again on a new one, and whether the engine itself had to be
 * started again for this one.
 */
export type Connection =
  | { readonly state: 'connecting' }
  | { readonly state: 'open'; readonly line: number; readonly newEngine: boolean }
  | { readonly state: 'broken' }
  | { readonly state: 'closed' }
  | { readonly state: 'not-admitted' };

/**
 * Until when (`performance.now()`) the page knows that the engine is being started again, and nobody has to be told: without end before it happens, for a while
 * after it. A door hands its page a line to the new engine, also where the page has asked for one already.
 */
let expectedUntil = 0;
const settlesWithin = 15_000;
let connection: Connection = { state: 'connecting' };
let lines = 0;
let line = open(false);
const listeners = new Set<() => void>();

function open(newEngine: boolean): Promise<Line> {
  const opened = window.adieu === undefined ? openLoopbackLine() : openBridgeLine(window.adieu);
  opened.then(
    (it) => {
      lines += 1;
      tell({ state: 'open', line: lines, newEngine });
      void it.ended.then((ending) => {
        if (ending === 'closed') return tell({ state: 'closed' });
        const now = performance.now();
        if (expectedUntil === Infinity) expectedUntil = now + settlesWithin;
        openAgain(ending === 'engine-ended' && now > expectedUntil);
      });
    },
    (error: unknown) => tell({ state: error instanceof NotAdmitted ? 'not-admitted' : 'broken' }),
  );
  return opened;
}

function tell(now: Connection): void {
  connection = now;
  for (const listener of listeners) listener();
}

/** Everything will live elsewhere, and the engine is started again there: the end of this line is no mishap. False where it comes to nothing. */
export function expectNewEngine(is: boolean): void {
  if (is) expectedUntil = Infinity;
  else if (expectedUntil === Infinity) expectedUntil = 0;
}

/** Opens a new line: the person asks for it. */
export function tryAgain(): void {
  openAgain(false);
}

function openAgain(newEngine: boolean): void {
  tell({ state: 'connecting' });
  line = open(newEngine);
}

export const connectionStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  now: (): Connection => connection,
};

/** A link that is whatever line there is now. */
export const link: ClientLink<ClientContext> = {
  async call(path, input, options) {
    return (await line).link.call(path, input, options);
  },
};
