/** A line to Chromium (Chrome DevTools Protocol), with flat sessions. Small on purpose: Playwright has its own line to the same browser, from the tests. */
export type Params = Record<string, unknown>;
type Listener = (params: never) => void;

interface Waiting {
  readonly done: (result: never) => void;
  readonly failed: (error: Error) => void;
}

export class Cdp {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Listener[]>();
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', (event) => this.#hear(String(event.data)));
    socket.addEventListener('close', () => {
      for (const each of this.#waiting.values()) each.failed(new Error('Chromium is gone'));
      this.#waiting.clear();
    });
  }

  static connect(address: string): Promise<Cdp> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      socket.addEventListener('open', () => resolve(new Cdp(socket)));
      socket.addEventListener('error', () => reject(new Error(`no DevTools at ${address}`)));
    });
  }

  send<Result = Params>(session: string | null, method: string, params: Params = {}): Promise<Result> {
    return new Promise<Result>((done, failed) => {
      const id = ++this.#last;
      this.#waiting.set(id, { done, failed });
      this.#socket.send(JSON.stringify({ id, method, params, ...(session === null ? {} : { sessionId: session }) }));
    });
  }

  /** Like `send` where the target may be gone by now and nobody minds. */
  tell(session: string | null, method: string, params: Params = {}): void {
    this.send(session, method, params).catch(() => {});
  }

  on<Event>(session: string | null, method: string, listener: (params: Event) => void): void {
    const key = `${session ?? ''} ${method}`;
    const known = this.#listeners.get(key) ?? [];
    this.#listeners.set(key, [...known, listener as Listener]);
  }

  forget(session: string): void {
    for (const key of this.#listeners.keys()) if (key.startsWith(`${session} `)) this.#listeners.delete(key);
  }

  close(): void {
    this.#socket.close();
  }

  #hear(text: string): void {
    const message = JSON.parse(text) as {
      id?: number;
      sessionId?: string;
      method?: string;
      params?: never;
      result?: never;
      error?: { message: string };
    };
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.failed(new Error(message.error.message));
      else waiting?.done(message.result as never);
      return;
    }
    for (const listener of this.#listeners.get(`${message.sessionId ?? ''} ${message.method ?? ''}`) ?? [])
      listener(message.params as never);
  }
}
