/** The isolated world in which a window's preload runs: puts it into the page, and carries messages and ports between it and main. */
import { readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import type { Cdp } from './cdp.ts';
import { cloneCodec } from './clone-codec.ts';
import { takeHalves, type Half } from './ports.ts';
import type { FromWorld, ToWorld, WorldNames } from './world-wire.ts';

export interface PreloadWorldOptions {
  readonly cdp: Cdp;
  readonly session: string;
  readonly preload: string;
  readonly subframes: boolean;
  readonly invoke: (frame: string, channel: string, args: readonly unknown[]) => Promise<unknown>;
  readonly sent: (frame: string, channel: string, args: readonly unknown[]) => void;
}

interface World {
  readonly context: number;
  readonly frame: string;
  readonly halves: Map<number, Half>;
}

const worldName = 'Electron Isolated Context';
const names: Omit<WorldNames, 'subframes'> = {
  binding: '__standInTell',
  deliver: '__standInHear',
  files: '__standInFiles',
  handshake: 'electron-stand-in:expose',
};
const codec = cloneCodec();
/** Only the source of these two is of use here, and their types are those of a page: hence the name that the compiler does not follow. */
const pageWorld = new URL('./page-world.ts', import.meta.url).href;
const { isolatedWorld, mainWorld } = (await import(pageWorld)) as { isolatedWorld: object; mainWorld: object };

export class PreloadWorld {
  readonly #options: PreloadWorldOptions;
  readonly #worlds = new Map<number, World>();

  constructor(options: PreloadWorldOptions) {
    this.#options = options;
    const { cdp, session } = options;
    cdp.on<{ context: { id: number; name: string; auxData: { frameId: string } } }>(
      session,
      'Runtime.executionContextCreated',
      (event) => {
        if (event.context.name !== worldName) return;
        this.#worlds.set(event.context.id, {
          context: event.context.id,
          frame: event.context.auxData.frameId,
          halves: new Map(),
        });
      },
    );
    cdp.on<{ executionContextId: number }>(session, 'Runtime.executionContextDestroyed', (event) =>
      this.#drop(event.executionContextId),
    );
    cdp.on(session, 'Runtime.executionContextsCleared', () => this.dropAll());
    cdp.on<{ name: string; payload: string; executionContextId: number }>(session, 'Runtime.bindingCalled', (event) => {
      const world = this.#worlds.get(event.executionContextId);
      if (event.name === names.binding && world) void this.#hear(world, JSON.parse(event.payload) as FromWorld);
    });
  }

  /** Before the first document. */
  async install(): Promise<void> {
    const { cdp, session, preload, subframes } = this.#options;
    const told = JSON.stringify({ ...names, subframes } satisfies WorldNames);
    const source = readFileSync(preload, 'utf8');
    await cdp.send(session, 'Runtime.addBinding', { name: names.binding, executionContextName: worldName });
    await cdp.send(session, 'Page.addScriptToEvaluateOnNewDocument', { source: `(${mainWorld.toString()})(${told})` });
    await cdp.send(session, 'Page.addScriptToEvaluateOnNewDocument', {
      worldName,
      source: `(${isolatedWorld.toString()})(${told}, (${cloneCodec.toString()})(), function (require, module, exports) {${source}\n})`,
    });
  }

  /** To every preload of this frame. */
  post(frame: string, channel: string, args: readonly unknown[], transfer: readonly object[]): void {
    // Cloned now, as Electron does: what cannot be cloned throws here, and later changes do not travel.
    const clone = codec.encode(deserialize(serialize(args)));
    const halves = takeHalves(transfer);
    const world = [...this.#worlds.values()].findLast((each) => each.frame === frame);
    if (!world) {
      for (const half of halves) half.close();
      return;
    }
    this.#tell(world, { do: 'message', channel, args: clone, ports: halves.map((half) => half.id) });
    for (const half of halves) {
      world.halves.set(half.id, half);
      half.readBy({
        message: (parcel) => this.#tell(world, { do: 'port', id: half.id, data: codec.encode(deserialize(parcel.clone)) }),
        closed: () => this.#tell(world, { do: 'closed', id: half.id }),
      });
    }
  }

  dropAll(): void {
    for (const context of [...this.#worlds.keys()]) this.#drop(context);
  }

  #drop(context: number): void {
    for (const half of this.#worlds.get(context)?.halves.values() ?? []) half.close();
    this.#worlds.delete(context);
  }

  #tell(world: World, message: ToWorld): void {
    this.#options.cdp.tell(this.#options.session, 'Runtime.evaluate', {
      expression: `${names.deliver}(${JSON.stringify(JSON.stringify(message))})`,
      contextId: world.context,
    });
  }

  async #hear(world: World, message: FromWorld): Promise<void> {
    switch (message.do) {
      case 'invoke':
        return this.#tell(world, await this.#answer(world, message.id, message.channel, message.args));
      case 'send':
        return this.#options.sent(world.frame, message.channel, codec.decode(message.args) as unknown[]);
      case 'port':
        world.halves.get(message.id)?.post({ clone: serialize(codec.decode(message.data)), ports: [] });
        return;
      case 'closed':
        world.halves.get(message.id)?.close();
        world.halves.delete(message.id);
        return;
      default:
        this.#tell(world, { do: 'paths', id: message.id, paths: await this.#pathsOf(world, message.id, message.files) });
    }
  }

  async #answer(world: World, id: number, channel: string, args: string): Promise<ToWorld> {
    try {
      const value = await this.#options.invoke(world.frame, channel, codec.decode(args) as unknown[]);
      return { do: 'answer', id, error: null, value: codec.encode(deserialize(serialize(value))) };
    } catch (error) {
      return { do: 'answer', id, error: String(error), value: '' };
    }
  }

  async #pathsOf(world: World, id: number, files: number): Promise<string[]> {
    const { cdp, session } = this.#options;
    const paths: string[] = [];
    for (let index = 0; index < files; index++) {
      const { result } = await cdp.send<{ result: { objectId?: string } }>(session, 'Runtime.evaluate', {
        expression: `${names.files}[${id}][${index}]`,
        contextId: world.context,
      });
      const told = await cdp
        .send<{ path: string }>(session, 'DOM.getFileInfo', { objectId: result.objectId })
        .catch(() => ({ path: '' }));
      paths.push(told.path);
    }
    return paths;
  }
}
