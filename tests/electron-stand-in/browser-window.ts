/** `BrowserWindow`: the frame around a page. There is nothing to see (the Chromium is headless), so showing and focusing are noted for tests. */
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { appState } from './app-state.ts';
import { note } from './happenings.ts';
import { StandInEvent } from './pose.ts';
import { StandInWebContents } from './web-contents.ts';

const windows = new Set<StandInBrowserWindow>();

/** The pages here are always sandboxed and isolated: a window that asks for less would be safer in the stand-in than in Electron, and a test would not see it. */
function refuseWeakened(preferences: Electron.WebPreferences): void {
  const weakened = [
    preferences.sandbox === false && 'sandbox off',
    preferences.contextIsolation === false && 'contextIsolation off',
    preferences.nodeIntegration === true && 'nodeIntegration on',
    preferences.nodeIntegrationInSubFrames === true && 'nodeIntegrationInSubFrames on',
    preferences.webSecurity === false && 'webSecurity off',
    preferences.allowRunningInsecureContent === true && 'allowRunningInsecureContent on',
    preferences.webviewTag === true && 'webviewTag on',
    preferences.experimentalFeatures === true && 'experimentalFeatures on',
  ].filter((one) => one !== false);
  if (weakened.length > 0) throw new Error(`the stand-in opens no such window: ${weakened.join(', ')}`);
}

export class StandInBrowserWindow
  extends EventEmitter
  implements
    Pick<
      Electron.BrowserWindow,
      'id' | 'loadURL' | 'show' | 'focus' | 'restore' | 'isMinimized' | 'isVisible' | 'isDestroyed' | 'close' | 'destroy'
    >
{
  readonly id: number;
  readonly webContents: StandInWebContents;
  #visible: boolean;
  #destroyed = false;

  static getAllWindows(): StandInBrowserWindow[] {
    return [...windows];
  }
  static fromWebContents(contents: unknown): StandInBrowserWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null;
  }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super();
    if (!appState.ready) throw new Error('Cannot create BrowserWindow before app is ready');
    refuseWeakened(options.webPreferences ?? {});
    this.#visible = options.show !== false;
    this.webContents = new StandInWebContents(options.webPreferences ?? {});
    this.id = this.webContents.id;
    windows.add(this);
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show', new StandInEvent()));
    this.webContents.once('destroyed', () => this.destroy());
    app.emit('browser-window-created', new StandInEvent(), this);
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.load(url);
  }
  show(): void {
    this.#visible = true;
    note({ what: 'shown' });
    this.emit('show');
  }
  focus(): void {
    note({ what: 'focused' });
  }
  restore(): void {
    note({ what: 'restored' });
  }
  isMinimized(): boolean {
    return false;
  }
  isVisible(): boolean {
    return this.#visible;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  close(): void {
    const event = new StandInEvent();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    this.webContents.close();
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}
