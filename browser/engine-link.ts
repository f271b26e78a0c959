/**
 * The door's end of the engine's process: starts it, starts it again when it dies (a few times), and carries frames and uploads. Memory is bounded: an
 * upload never has more than `uploadWindow` bytes under way.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { PickedFile } from '../shared/contract/index.ts';
import { assertNever, type RefusalCode } from '../shared/errors.ts';
import { uploadWindow, type FromEngine, type ToEngine } from './messages.ts';

export type UploadOutcome =
  | { readonly outcome: 'received'; readonly file: PickedFile }
  | { readonly outcome: 'refused'; readonly code: RefusalCode; readonly detail: Readonly<Record<string, string | number>> }
  | { readonly outcome: 'failed' };

/** One page's line to the engine. */
export interface Line {
  frame(text: string): void;
  shut(): void;
}

export interface EngineLink {
  /** `answer` gets the engine's frames; `ended` is called once if the engine ends under the page. */
  connect(answer: (text: string) => void, ended: () => void): Line;
  /** Hands a body on as fast as the engine takes it. A body that throws is an upload broken off. */
  upload(name: string, body: AsyncIterable<Buffer>): Promise<UploadOutcome>;
  close(): Promise<void>;
}

export interface EngineLinkOptions {
  /** The module to fork; it talks `messages.ts`. */
  readonly module: URL;
  readonly args: readonly string[];
  /** The engine died too often, or could not start. */
  readonly givenUp: () => void;
}

const deathsAllowed = 3;
const deathsWithin = 60_000;
const closingTakesAtMost = 10_000;

interface Page {
  readonly answer: (text: string) => void;
  readonly ended: () => void;
}
interface Outgoing {
  underWay: number;
  done: UploadOutcome | null;
  wake: () => void;
}

/** Starts the engine. Frames sent before it is ready wait for it. */
export function linkEngine(options: EngineLinkOptions): EngineLink {
  const pages = new Map<number, Page>();
  const uploads = new Map<number, Outgoing>();
  let deaths: number[] = [];
  let lastNumber = 0;
  let closing = false;
  /** The engine itself asked for it: that is no death. */
  let wanted = false;
  let waiting: ToEngine[] | null = [];
  let child = start();

  function start(): ChildProcess {
    waiting = [];
    const started = fork(options.module, options.args, {
      serialization: 'advanced',
      execArgv: [],
      stdio: ['ignore', 2, 2, 'ipc'],
    });
    started.on('message', hear);
    // Sending to a process that has just died; `exit` follows and says what there is to say.
    started.on('error', () => {});
    started.on('exit', died);
    return started;
  }

  function send(message: ToEngine): void {
    if (waiting) waiting.push(message);
    else if (child.connected) child.send(message);
  }

  function hear(message: FromEngine): void {
    switch (message.from) {
      case 'ready': {
        const held = waiting ?? [];
        waiting = null;
        for (const each of held) send(each);
        return;
      }
      case 'start-again':
        wanted = true;
        return send({ to: 'close' });
      case 'frame':
        pages.get(message.page)?.answer(message.text);
        return;
      case 'took': {
        const upload = uploads.get(message.upload);
        if (upload) upload.underWay -= message.bytes;
        upload?.wake();
        return;
      }
      case 'received':
        return finish(message.upload, { outcome: 'received', file: message.file });
      case 'refused':
        return finish(message.upload, { outcome: 'refused', code: message.code, detail: message.detail });
      case 'failed':
        return finish(message.upload, { outcome: 'failed' });
      default:
        assertNever(message);
    }
  }

  function finish(number: number, outcome: UploadOutcome): void {
    const upload = uploads.get(number);
    if (!upload) return;
    upload.done = outcome;
    upload.wake();
  }

  function died(): void {
    const left = [...pages.values()];
    pages.clear();
    for (const number of uploads.keys()) finish(number, { outcome: 'failed' });
    for (const page of left) page.ended();
    if (closing) return;
    if (wanted) {
      wanted = false;
      child = start();
      return;
    }
    const now = Date.now();
    deaths = [...deaths.filter((at) => at > now - deathsWithin), now];
    if (deaths.length > deathsAllowed) options.givenUp();
    else child = start();
  }

  return {
    connect(answer, ended) {
      const page = ++lastNumber;
      pages.set(page, { answer, ended });
      send({ to: 'open', page });
      return {
        frame: (text) => {
          if (pages.has(page)) send({ to: 'frame', page, text });
        },
        shut: () => {
          if (pages.delete(page)) send({ to: 'shut', page });
        },
      };
    },

    async upload(name, body) {
      const number = ++lastNumber;
      const upload: Outgoing = { underWay: 0, done: null, wake: () => {} };
      const changed = () =>
        new Promise<void>((resolve) => {
          upload.wake = resolve;
        });
      uploads.set(number, upload);
      send({ to: 'upload', upload: number, name });
      try {
        for await (const bytes of body) {
          while (upload.underWay >= uploadWindow && !upload.done) await changed();
          if (upload.done) return upload.done;
          upload.underWay += bytes.length;
          send({ to: 'bytes', upload: number, bytes });
        }
        send({ to: 'end', upload: number });
        while (!upload.done) await changed();
        return upload.done;
      } catch (error) {
        send({ to: 'abort', upload: number });
        throw error;
      } finally {
        uploads.delete(number);
      }
    },

    async close() {
      closing = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      const impatience = setTimeout(() => child.kill('SIGKILL'), closingTakesAtMost);
      send({ to: 'close' });
      if (waiting) child.disconnect();
      await gone;
      clearTimeout(impatience);
    },
  };
}
