/**
 * Message ports. Each channel has two halves; a half is read wherever it was transferred to: here (a `MessagePortMain`), in a forked process, or in a page.
 * Data is a real structured clone (`v8.serialize`) on its way, and waits in order until its end is started.
 */
import { EventEmitter } from 'node:events';
import { deserialize, serialize } from 'node:v8';

export interface Parcel {
  /** `v8.serialize` of the message: throws for what cannot be cloned. */
  readonly clone: Buffer;
  readonly ports: readonly Half[];
}

/** Where a half is read. */
export interface Reader {
  message(parcel: Parcel): void;
  closed(): void;
}

export class Half {
  readonly id: number;
  peer: Half | null = null;
  #reader: Reader | null = null;
  readonly #queue: Parcel[] = [];
  #closed = false;

  constructor(id: number) {
    this.id = id;
  }

  /** Everything that came and comes goes there, in order. Null: it waits. */
  readBy(reader: Reader | null): void {
    this.#reader = reader;
    while (this.#reader && this.#queue.length > 0) {
      const next = this.#queue.shift();
      if (next) this.#reader.message(next);
    }
    if (this.#closed) this.#reader?.closed();
  }

  post(parcel: Parcel): void {
    this.peer?.receive(parcel);
  }

  receive(parcel: Parcel): void {
    if (this.#closed) return;
    if (this.#reader) this.#reader.message(parcel);
    else this.#queue.push(parcel);
  }

  /** Disconnects both ends; the other one is told. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.peer?.end();
  }

  end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#reader?.closed();
  }
}

let lastHalf = 0;

export function pair(): [Half, Half] {
  const [one, two] = [new Half(++lastHalf), new Half(++lastHalf)];
  one.peer = two;
  two.peer = one;
  return [one, two];
}

/** A port in this process. Not read before `start()`, as in Electron. */
export class StandInMessagePort
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  #half: Half | null;

  constructor(half: Half) {
    super();
    this.#half = half;
  }

  postMessage(message: unknown, transfer: readonly object[] = []): void {
    const parcel = { clone: serialize(message), ports: takeHalves(transfer) };
    this.#held().post(parcel);
  }

  start(): void {
    this.#held().readBy({
      message: (parcel) => {
        setImmediate(() =>
          this.emit('message', {
            data: deserialize(parcel.clone),
            ports: parcel.ports.map((half) => new StandInMessagePort(half)),
          }),
        );
      },
      closed: () => setImmediate(() => this.emit('close')),
    });
  }

  close(): void {
    this.#half?.close();
  }

  /** Gives the half away; this object can do nothing from then on. */
  take(): Half {
    const half = this.#held();
    half.readBy(null);
    this.#half = null;
    return half;
  }

  #held(): Half {
    if (!this.#half) throw new Error('this port was transferred');
    return this.#half;
  }
}

export class StandInMessageChannel implements Pick<Electron.MessageChannelMain, 'port1' | 'port2'> {
  readonly port1: StandInMessagePort;
  readonly port2: StandInMessagePort;

  constructor() {
    const [one, two] = pair();
    this.port1 = new StandInMessagePort(one);
    this.port2 = new StandInMessagePort(two);
  }
}

export function takeHalves(transfer: readonly object[]): Half[] {
  return transfer.map((each) => {
    if (!(each instanceof StandInMessagePort)) throw new TypeError('only ports can be transferred');
    return each.take();
  });
}
