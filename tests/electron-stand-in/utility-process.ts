/** `utilityProcess`: a real process of the same Node, whose `process.parentPort` and ports are made by `utility-entry.ts`. */
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { isAbsolute } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { note } from './happenings.ts';
import { takeHalves, type Half, type Parcel } from './ports.ts';
import { appState } from './app-state.ts';
import type { FromChild, ToChild } from './utility-wire.ts';

const entry = new URL('./utility-register.ts', import.meta.url).href;

export class StandInUtilityProcess
  extends EventEmitter
  implements Pick<Electron.UtilityProcess, 'postMessage' | 'kill' | 'pid' | 'stdout' | 'stderr'>
{
  pid: number | undefined;
  readonly stdout = null;
  readonly stderr = null;
  readonly #child: ChildProcess;
  readonly #halves = new Map<number, Half>();

  static fork(modulePath: string, args: string[] = [], options: Electron.ForkOptions = {}): StandInUtilityProcess {
    if (!appState.ready) throw new Error('utilityProcess cannot be created before app is ready.');
    if (!isAbsolute(modulePath)) throw new TypeError('modulePath is not an absolute path');
    return new StandInUtilityProcess(modulePath, args, options);
  }

  private constructor(modulePath: string, args: string[], options: Electron.ForkOptions) {
    super();
    this.#child = fork(modulePath, args, {
      serialization: 'advanced',
      execArgv: [...(options.execArgv ?? []), '--import', entry],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.pid = this.#child.pid;
    if (this.pid !== undefined) note({ what: 'engine-started', pid: this.pid });
    this.#child.on('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message: FromChild) => this.#hear(message));
    this.#child.on('error', () => {});
    this.#child.on('exit', (code) => {
      for (const half of this.#halves.values()) half.close();
      this.#halves.clear();
      this.pid = undefined;
      note({ what: 'engine-ended', code: code ?? 1 });
      this.emit('exit', code ?? 1);
    });
    process.on('exit', () => this.#child.kill('SIGKILL'));
  }

  postMessage(message: unknown, transfer: readonly object[] = []): void {
    const clone = serialize(message);
    this.#send({ do: 'message', clone, ports: takeHalves(transfer).map((half) => this.#adopt(half)) });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  #adopt(half: Half): number {
    this.#halves.set(half.id, half);
    // Announced before its first message: the parcels follow in order on the same line.
    setImmediate(() =>
      half.readBy({
        message: (parcel: Parcel) =>
          this.#send({ do: 'port', id: half.id, clone: parcel.clone, ports: parcel.ports.map((each) => this.#adopt(each)) }),
        closed: () => this.#send({ do: 'closed', id: half.id }),
      }),
    );
    return half.id;
  }

  #send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message);
  }

  #hear(message: FromChild): void {
    if (message.do === 'message') this.emit('message', deserialize(message.clone));
    else if (message.do === 'port') this.#halves.get(message.id)?.post({ clone: Buffer.from(message.clone), ports: [] });
    else this.#halves.get(message.id)?.close();
  }
}

export const utilityProcess = { fork: StandInUtilityProcess.fork };
