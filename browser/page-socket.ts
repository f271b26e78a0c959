/** The engine's end of a page's WebSocket: as much of one as oRPC's handler asks for. */
type Listener = (event: { readonly data: string }) => unknown;

export class PageSocket {
  readonly #send: (text: string) => void;
  readonly #listeners = { message: new Set<Listener>(), close: new Set<Listener>() };

  constructor(send: (text: string) => void) {
    this.#send = send;
  }

  send = (data: unknown): void => {
    // Only text crosses: the contract has no binary in it, and the page's end refuses binary frames.
    if (typeof data !== 'string') throw new TypeError('an answer of the engine is not text');
    this.#send(data);
  };

  addEventListener = (type: string, listener: Listener): void => {
    if (type === 'message' || type === 'close') this.#listeners[type].add(listener);
  };

  deliver(text: string): void {
    for (const listener of this.#listeners.message) listener({ data: text });
  }

  shut(): void {
    for (const listener of this.#listeners.close) listener({ data: '' });
  }
}
