/**
 * What runs in the page beside it: `isolatedWorld` (the preload's world, with the little of `electron` a sandboxed preload has) and `mainWorld` (the page's end
 * of `contextBridge`). Both are put into the page as source, so they stand alone. The two worlds share the document and nothing else; what crosses goes
 * through a MessagePort, so it is a structured clone.
 */
import type { CloneCodec } from './clone-codec.ts';
import type { FromWorld, ToWorld, WorldNames } from './world-wire.ts';

type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

export function isolatedWorld(names: WorldNames, codec: CloneCodec, preload: Preload): void {
  if (window !== window.top && !names.subframes) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const binding = world[names.binding] as (text: string) => void;
  const send = (message: FromWorld) => binding(JSON.stringify(message));
  const clone = (value: unknown) => codec.encode(structuredClone(value));
  let last = 0;

  const invoked = new Map<number, { channel: string; resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, ((event: object, ...args: unknown[]) => void)[]>();
  const ports = new Map<number, MessagePort>();
  const pathsOf = new Map<number, (paths: readonly string[]) => void>();
  const paths = new WeakMap<File, string>();
  const files: File[][] = [];
  world[names.files] = files;

  const openPort = (id: number): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => send({ do: 'port', id, data: codec.encode(event.data) });
    port1.addEventListener('close', () => send({ do: 'closed', id }));
    ports.set(id, port1);
    return port2;
  };

  world[names.deliver] = (text: string): void => {
    const message = JSON.parse(text) as ToWorld;
    switch (message.do) {
      case 'answer': {
        const waiting = invoked.get(message.id);
        invoked.delete(message.id);
        if (message.error === null) waiting?.resolve(codec.decode(message.value));
        else waiting?.reject(new Error(`Error invoking remote method '${waiting.channel}': ${message.error}`));
        return;
      }
      case 'message': {
        const event = { ports: message.ports.map(openPort), sender: ipcRenderer, preventDefault: () => {} };
        const args = codec.decode(message.args) as unknown[];
        for (const listener of listeners.get(message.channel) ?? []) listener(event, ...args);
        return;
      }
      case 'port':
        ports.get(message.id)?.postMessage(codec.decode(message.data));
        return;
      case 'closed':
        ports.get(message.id)?.close();
        ports.delete(message.id);
        return;
      default:
        pathsOf.get(message.id)?.(message.paths);
        pathsOf.delete(message.id);
    }
  };

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const encoded = clone(args);
        const id = ++last;
        invoked.set(id, { channel, resolve, reject });
        send({ do: 'invoke', id, channel, args: encoded });
      }),
    send: (channel: string, ...args: unknown[]) => send({ do: 'send', channel, args: clone(args) }),
    on: (channel: string, listener: (event: object, ...args: unknown[]) => void) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
  };

  /** The system knows the path of a file; a page does not. Asked for before the preload sees the file, so that `getPathForFile` can answer at once. */
  const learnPaths = async (value: unknown): Promise<void> => {
    const found: File[] = [];
    const look = (each: unknown, depth: number): void => {
      if (each instanceof File) found.push(each);
      else if (typeof each === 'object' && each !== null && depth < 10)
        for (const inside of Object.values(each)) look(inside, depth + 1);
    };
    look(value, 0);
    if (found.length === 0) return;
    const id = files.push(found) - 1;
    const told = await new Promise<readonly string[]>((resolve) => {
      pathsOf.set(id, resolve);
      send({ do: 'paths', id, files: found.length });
    });
    found.forEach((file, index) => paths.set(file, told[index] ?? ''));
    files[id] = [];
  };

  const exposeInMainWorld = (key: string, value: unknown): void => {
    const functions: ((...args: unknown[]) => unknown)[] = [];
    const describe = (each: unknown): unknown => {
      if (typeof each === 'function') return { function: functions.push(each as (...args: unknown[]) => unknown) - 1 };
      if (typeof each === 'object' && each !== null)
        return { object: Object.entries(each).map(([name, inside]) => [name, describe(inside)]) };
      return { value: each };
    };
    const shape = describe(value);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = async (event: MessageEvent<{ id: number; index: number; args: unknown[] }>) => {
      const { id, index, args } = event.data;
      try {
        await learnPaths(args);
        port1.postMessage({ id, error: null, value: await functions[index]?.(...args) });
      } catch (error) {
        port1.postMessage({ id, error: error instanceof Error ? error.message : String(error), value: undefined });
      }
    };
    window.dispatchEvent(new MessageEvent(names.handshake, { lastEventId: JSON.stringify({ key, shape }), ports: [port2] }));
  };

  const electron = {
    contextBridge: { exposeInMainWorld },
    ipcRenderer,
    webUtils: {
      getPathForFile: (file: unknown) => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile: not a File');
        return paths.get(file) ?? '';
      },
    },
  };
  const module = { exports: {} };
  preload(
    (name) => {
      if (name !== 'electron' && name !== 'electron/renderer') throw new Error(`module not found: ${name}`);
      return electron;
    },
    module,
    module.exports,
  );
}

export function mainWorld(names: WorldNames): void {
  type Shape = { function: number } | { object: [string, Shape][] } | { value: unknown };
  window.addEventListener(names.handshake, (event) => {
    event.stopImmediatePropagation();
    const message = event as MessageEvent;
    const { key, shape } = JSON.parse(message.lastEventId) as { key: string; shape: Shape };
    const port = message.ports[0];
    if (!port) throw new Error('contextBridge: no port');
    const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
    let last = 0;
    port.onmessage = (reply: MessageEvent<{ id: number; error: string | null; value: unknown }>) => {
      const asked = waiting.get(reply.data.id);
      waiting.delete(reply.data.id);
      if (reply.data.error === null) asked?.resolve(reply.data.value);
      else asked?.reject(new Error(reply.data.error));
    };
    const build = (each: Shape): unknown => {
      if ('function' in each)
        return (...args: unknown[]) =>
          new Promise((resolve, reject) => {
            const id = ++last;
            port.postMessage({ id, index: each.function, args });
            waiting.set(id, { resolve, reject });
          });
      if ('object' in each) return Object.freeze(Object.fromEntries(each.object.map(([name, inside]) => [name, build(inside)])));
      return each.value;
    };
    Object.defineProperty(window, key, { value: build(shape), enumerable: true, writable: false, configurable: false });
  });
}
