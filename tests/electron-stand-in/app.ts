/** `app`: the life of the process. The single-instance lock is a real one, between real processes. */
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appState } from './app-state.ts';
import { switches } from './chromium.ts';
import { note } from './happenings.ts';
import { StandInEvent } from './pose.ts';
import { readSettings } from './settings.ts';

const settings = readSettings();

class StandInApp
  extends EventEmitter
  implements
    Pick<
      Electron.App,
      | 'whenReady'
      | 'isReady'
      | 'quit'
      | 'exit'
      | 'getPath'
      | 'setPath'
      | 'getVersion'
      | 'getLocale'
      | 'getAppPath'
      | 'setAppUserModelId'
      | 'getLoginItemSettings'
      | 'setLoginItemSettings'
      | 'enableSandbox'
      | 'requestSingleInstanceLock'
      | 'isPackaged'
      | 'name'
    >
{
  readonly isPackaged = settings.packaged;
  name = settings.name;
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      if (appState.ready) throw new Error('too late for a switch');
      switches.set(name, value);
    },
    hasSwitch: (name: string) => switches.has(name),
    getSwitchValue: (name: string) => switches.get(name) ?? '',
  } satisfies Pick<Electron.CommandLine, 'appendSwitch' | 'hasSwitch' | 'getSwitchValue'>;
  readonly #paths = new Map<string, string>([['userData', join(settings.folder, 'user-data')]]);
  readonly #ready: Promise<void>;
  #quitting = false;
  #atLogin = false;

  constructor() {
    super();
    this.#ready = new Promise((resolve) => {
      setImmediate(() => {
        appState.ready = true;
        this.emit('ready');
        resolve();
      });
    });
    this.on('window-all-closed', () => {
      if (this.listenerCount('window-all-closed') === 1) this.quit();
    });
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }
  isReady(): boolean {
    return appState.ready;
  }
  getPath(name: string): string {
    return this.#paths.get(name) ?? join(settings.folder, name);
  }
  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#paths.set(name, path);
  }
  getVersion(): string {
    return settings.version;
  }
  /** Empty before the app is ready. */
  getLocale(): string {
    return appState.ready ? settings.locale : '';
  }
  getAppPath(): string {
    return settings.folder;
  }
  setAppUserModelId(_id: string): void {}
  /** macOS and Windows have a list of what starts with the computer; Linux has none, and a door that relies on it there would do nothing. */
  getLoginItemSettings(): Electron.LoginItemSettings {
    noListOfStarts();
    return {
      openAtLogin: this.#atLogin,
      wasOpenedAtLogin: false,
      status: this.#atLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: this.#atLogin,
      launchItems: [],
    };
  }
  setLoginItemSettings({ openAtLogin = false }: Electron.Settings): void {
    noListOfStarts();
    this.#atLogin = openAtLogin;
  }
  enableSandbox(): void {
    if (appState.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
  }

  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData');
    mkdirSync(folder, { recursive: true });
    const [lock, call] = [join(folder, 'SingletonLock'), join(folder, 'SingletonCall')];
    if (!take(lock)) {
      writeFileSync(call, JSON.stringify({ argv: process.argv, cwd: process.cwd(), from: process.pid }));
      return false;
    }
    process.on('exit', () => rmSync(lock, { force: true }));
    watch(folder, (_event, name) => {
      if (name !== 'SingletonCall' || !existsSync(call)) return;
      const text = readFileSync(call, 'utf8');
      if (text === '') return;
      rmSync(call, { force: true });
      const { argv, cwd } = JSON.parse(text) as { argv: string[]; cwd: string };
      note({ what: 'second-instance' });
      this.emit('second-instance', new StandInEvent(), argv, cwd, null);
    }).unref();
    return true;
  }

  quit(): void {
    if (this.#quitting) return;
    const before = new StandInEvent();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#quitting = true;
    void import('./browser-window.ts').then(({ StandInBrowserWindow }) => {
      for (const window of StandInBrowserWindow.getAllWindows()) window.close();
      const will = new StandInEvent();
      this.emit('will-quit', will);
      this.#quitting = false;
      if (!will.defaultPrevented) this.exit(0);
    });
  }

  exit(code = 0): void {
    this.emit('quit', new StandInEvent(), code);
    process.exit(code);
  }
}

function noListOfStarts(): void {
  if (process.platform === 'linux') throw new TypeError('there are no login items on Linux');
}

/** True when the lock is ours: nobody held it, or whoever did is gone. */
function take(lock: string): boolean {
  for (let tries = 0; tries < 2; tries++) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return true;
    } catch {
      const holder = Number(readFileSync(lock, 'utf8'));
      try {
        process.kill(holder, 0);
        return false;
      } catch {
        rmSync(lock, { force: true });
      }
    }
  }
  return false;
}

export const app = new StandInApp();
