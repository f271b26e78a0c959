/** Loaded first in a forked process: gives it `process.parentPort`, as Electron gives it to a utility process. There is no `electron` module to import here. */
import { EventEmitter } from 'node:events';
import { deserialize, serialize } from 'node:v8';
import type { FromChild, ToChild } from './utility-wire.ts';

function send(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

class ChildPort extends EventEmitter implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> {
  readonly #id: number;
  #waiting: (() => void)[] | null = [];

  constructor(id: number) {
    super();
    this.#id = id;
  }

  postMessage(message: unknown): void {
    send({ do: 'port', id: this.#id, clone: serialize(message) });
  }

  start(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const each of waiting) each();
  }

  close(): void {
    ports.delete(this.#id);
    send({ do: 'closed', id: this.#id });
  }

  hear(emit: () => void): void {
    if (this.#waiting) this.#waiting.push(emit);
    else emit();
  }
}

const ports = new Map<number, ChildPort>();

function portsOf(ids: readonly number[]): ChildPort[] {
  return ids.map((id) => {
    const port = new ChildPort(id);
    ports.set(id, port);
    return port;
  });
}

/** Messages wait until somebody listens. */
class ParentPort extends EventEmitter implements Pick<Electron.ParentPort, 'postMessage'> {
  readonly #waiting: object[] = [];

  constructor() {
    super();
    this.on('newListener', (event) => {
      if (event === 'message') setImmediate(() => this.#flush());
    });
  }

  postMessage(message: unknown): void {
    send({ do: 'message', clone: serialize(message) });
  }

  hear(event: object): void {
    this.#waiting.push(event);
    this.#flush();
  }

  #flush(): void {
    while (this.listenerCount('message') > 0 && this.#waiting.length > 0) this.emit('message', this.#waiting.shift());
  }
}

const parentPort = new ParentPort();
Object.defineProperty(process, 'parentPort', { value: parentPort, enumerable: true });

process.on('message', (message: ToChild) => {
  if (message.do === 'message') {
    parentPort.hear({ data: deserialize(message.clone), ports: portsOf(message.ports) });
    return;
  }
  const port = ports.get(message.id);
  if (message.do === 'port') {
    const event = { data: deserialize(message.clone) as unknown, ports: portsOf(message.ports) };
    port?.hear(() => port.emit('message', event));
  } else {
    port?.hear(() => port.emit('close'));
    ports.delete(message.id);
  }
});
process.on('disconnect', () => process.exit(0));
