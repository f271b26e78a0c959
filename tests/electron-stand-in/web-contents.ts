/** `WebContents`: one page of Chromium, with Electron's events wired to what that page really does. */
import { EventEmitter } from 'node:events';
import { fromChromium, toChromium } from './addresses.ts';
import { app } from './app.ts';
import type { Cdp } from './cdp.ts';
import { chromium, preferences } from './chromium.ts';
import { firstWindowIsSeen } from './first-window.ts';
import { note } from './happenings.ts';
import { ipcMain } from './ipc-main.ts';
import { settlePermissions } from './permissions.ts';
import { StandInEvent, pose } from './pose.ts';
import { PreloadWorld } from './preload-world.ts';
import { session as sessions, standardSchemes, type StandInSession } from './session.ts';
import { StandInFrame, type FrameFacts } from './web-frame.ts';
import { makeTarget, adoptPopups } from './targets.ts';

interface CdpFrame {
  readonly id: string;
  readonly parentId?: string;
  readonly url: string;
  readonly urlFragment?: string;
  readonly securityOrigin: string;
}
interface Paused {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly postData?: string;
  };
  readonly frameId: string;
  readonly resourceType: string;
  readonly responseStatusCode?: number;
}

const types: Readonly<Record<string, Electron.OnBeforeRequestListenerDetails['resourceType']>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  Media: 'media',
  WebSocket: 'webSocket',
};
const everyContents = new Set<StandInWebContents>();
let lastId = 0;

export class StandInWebContents
  extends EventEmitter
  implements
    Pick<
      Electron.WebContents,
      | 'id'
      | 'mainFrame'
      | 'getURL'
      | 'isDestroyed'
      | 'postMessage'
      | 'send'
      | 'setWindowOpenHandler'
      | 'setWebRTCIPHandlingPolicy'
    >
{
  readonly id = ++lastId;
  readonly session: StandInSession;
  /** Chromium's name of the page, once there is one. */
  target: string | null = null;
  readonly #preferences: Electron.WebPreferences;
  readonly #frames = new Map<string, { facts: FrameFacts; frame: StandInFrame }>();
  #cdp: Cdp | null = null;
  #line: string | null = null;
  #world: PreloadWorld | null = null;
  #main: string | null = null;
  #asked: string | null = null;
  #destroyed = false;
  #openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null;

  constructor(preferences: Electron.WebPreferences) {
    super();
    this.#preferences = preferences;
    this.session = (preferences.session as StandInSession | undefined) ?? sessions.fromPartition(preferences.partition ?? '');
    everyContents.add(this);
    app.emit('web-contents-created', new StandInEvent(), this);
  }

  get mainFrame(): Electron.WebFrameMain {
    const frame = this.#main === null ? null : this.#frames.get(this.#main)?.frame;
    return pose<Electron.WebFrameMain>(
      frame ??
        new StandInFrame(
          { id: '', parent: null, url: '', origin: 'null' },
          () => null,
          () => {},
        ),
    );
  }
  getURL(): string {
    return this.mainFrame.url;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  postMessage(channel: string, message: unknown, transfer: readonly object[] = []): void {
    this.mainFrame.postMessage(channel, message, [...transfer] as Electron.MessagePortMain[]);
  }
  send(channel: string, ...args: unknown[]): void {
    if (this.#main !== null) this.#world?.post(this.#main, channel, args, []);
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    preferences.webrtcPolicy = policy;
  }

  /** Loads an address of the app's choice: no `will-navigate`. Resolves when it was loaded, rejects when it could not be. */
  async load(address: string): Promise<void> {
    const { cdp } = await chromium();
    if (this.#line === null) {
      adoptPopups(cdp, (opener, url) => this.#opened(opener, url));
      const { target, line } = await makeTarget(cdp);
      this.target = target;
      await this.#wire(cdp, line);
      await firstWindowIsSeen(target);
    }
    const url = toChromium(address, standardSchemes);
    if (/^https?:/.test(url))
      await settlePermissions(cdp, new URL(url).origin, (name) =>
        this.session.grants(pose<Electron.WebContents>(this), name, address),
      );
    this.#asked = url;
    const loaded = new Promise<void>((resolve) => this.once('did-finish-load', () => resolve()));
    const { errorText } = await cdp.send<{ errorText?: string }>(this.#line, 'Page.navigate', { url });
    if (errorText !== undefined) throw new Error(`${errorText} loading '${address}'`);
    await loaded;
  }

  reload(): void {
    this.#asked = toChromium(this.getURL(), standardSchemes);
    this.#cdp?.tell(this.#line, 'Page.reload');
  }

  close(): void {
    if (this.target !== null && !this.#destroyed) this.#cdp?.tell(null, 'Target.closeTarget', { targetId: this.target });
    this.#destroy();
  }

  async #wire(cdp: Cdp, line: string): Promise<void> {
    this.#cdp = cdp;
    this.#line = line;
    this.#listen(cdp, line);
    const { preload, nodeIntegrationInSubFrames } = this.#preferences;
    if (preload !== undefined) {
      this.#world = new PreloadWorld({
        cdp,
        session: line,
        preload,
        subframes: nodeIntegrationInSubFrames === true,
        invoke: (frame, channel, args) => ipcMain.invoke(channel, this.#event(frame), args),
        sent: (frame, channel, args) => ipcMain.emit(channel, this.#event(frame), ...args),
      });
    }
    const tree = await cdp.send<{ frameTree: { frame: CdpFrame } }>(line, 'Page.getFrameTree');
    this.#main = tree.frameTree.frame.id;
    this.#meet(tree.frameTree.frame);
    await cdp.send(line, 'Page.enable');
    await cdp.send(line, 'DOM.enable');
    await this.#world?.install();
    await cdp.send(line, 'Runtime.enable');
    await cdp.send(line, 'Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
    await cdp.send(line, 'Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
    cdp.tell(line, 'Runtime.runIfWaitingForDebugger');
  }

  #listen(cdp: Cdp, line: string): void {
    cdp.on<Paused>(line, 'Fetch.requestPaused', (paused) => void this.#request(line, paused));
    cdp.on<{ frame: CdpFrame }>(line, 'Page.frameNavigated', ({ frame }) => this.#meet(frame));
    cdp.on<{ frameId: string; parentFrameId: string }>(line, 'Page.frameAttached', ({ frameId, parentFrameId }) =>
      this.#meet({ id: frameId, parentId: parentFrameId, url: 'about:blank', securityOrigin: 'null' }),
    );
    cdp.on<{ frameId: string }>(line, 'Page.frameDetached', ({ frameId }) => this.#frames.delete(frameId));
    // Those with a request are asked about at the request. `about:` and `javascript:` have none in Electron either: no event.
    cdp.on<{ frameId: string; url: string }>(line, 'Page.frameRequestedNavigation', ({ frameId, url }) => {
      if (/^(https?|about|javascript):/.test(url)) return;
      if (!this.#lets(frameId, url) && frameId === this.#main) cdp.tell(line, 'Page.stopLoading');
    });
    cdp.on(line, 'Page.loadEventFired', () => {
      this.emit('dom-ready', new StandInEvent());
      this.emit('did-finish-load', new StandInEvent());
    });
    cdp.on<{ url: string }>(line, 'Page.windowOpen', ({ url }) => this.#opens(url));
    cdp.on(line, 'Page.javascriptDialogOpening', () => {
      if (this.#preferences.disableDialogs === true) cdp.tell(line, 'Page.handleJavaScriptDialog', { accept: false });
    });
    cdp.on(line, 'Inspector.targetCrashed', () =>
      this.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 1 }),
    );
    // Frames of another origin and workers are targets of their own; what they ask for goes the same way.
    cdp.on<{ sessionId: string; targetInfo: { type: string } }>(line, 'Target.attachedToTarget', ({ sessionId }) => {
      this.#listenBelow(cdp, sessionId);
    });
    cdp.on<{ targetId: string }>(null, 'Target.targetDestroyed', ({ targetId }) => {
      if (targetId === this.target) this.#destroy();
    });
    cdp.on<{ frameId: string; guid: string; url: string; suggestedFilename: string }>(
      null,
      'Browser.downloadWillBegin',
      (event) => {
        if (!this.#frames.has(event.frameId)) return;
        const goes = this.session.begins(
          fromChromium(event.url, standardSchemes),
          event.suggestedFilename,
          pose<Electron.WebContents>(this),
        );
        if (!goes) cdp.tell(null, 'Browser.cancelDownload', { guid: event.guid });
      },
    );
  }

  #listenBelow(cdp: Cdp, line: string): void {
    cdp.on<Paused>(line, 'Fetch.requestPaused', (paused) => void this.#request(line, paused));
    cdp.tell(line, 'Fetch.enable', { patterns: [{ urlPattern: '*', requestStage: 'Request' }] });
    cdp.tell(line, 'Runtime.runIfWaitingForDebugger');
  }

  #meet(frame: CdpFrame): void {
    const url = fromChromium(frame.url, standardSchemes);
    const origin = /^https?:/.test(frame.securityOrigin) ? fromChromium(frame.securityOrigin, standardSchemes) : 'null';
    const known = this.#frames.get(frame.id);
    if (known) Object.assign(known.facts, { url, origin });
    else {
      const facts: FrameFacts = { id: frame.id, parent: frame.parentId ?? null, url, origin };
      const find = (id: string) => this.#frames.get(id)?.frame ?? null;
      const post = (channel: string, message: unknown, transfer: readonly object[]) =>
        this.#world?.post(frame.id, channel, [message], transfer);
      this.#frames.set(frame.id, { facts, frame: new StandInFrame(facts, find, post) });
    }
  }

  #event(frame: string): Electron.IpcMainInvokeEvent {
    const senderFrame = this.#frames.get(frame)?.frame ?? null;
    return Object.assign(new StandInEvent(), {
      frameId: 0,
      processId: 0,
      type: 'frame' as const,
      sender: pose<Electron.WebContents>(this),
      senderFrame: senderFrame && pose<Electron.WebFrameMain>(senderFrame),
    });
  }

  /** The app's word on a navigation the page began. */
  #lets(frame: string, url: string): boolean {
    const mainFrame = frame === this.#main;
    const details = { url: fromChromium(url, standardSchemes), isSameDocument: false, isMainFrame: mainFrame, frame: null };
    const asked = Object.assign(new StandInEvent(), details);
    this.emit('will-frame-navigate', asked);
    if (mainFrame && !asked.defaultPrevented) this.emit('will-navigate', asked, details.url);
    note({ what: 'navigation', url: details.url, mainFrame, prevented: asked.defaultPrevented });
    return !asked.defaultPrevented;
  }

  async #request(line: string, paused: Paused): Promise<void> {
    const fail = (reason: string) =>
      this.#cdp?.tell(line, 'Fetch.failRequest', { requestId: paused.requestId, errorReason: reason });
    const url = fromChromium(paused.request.url, standardSchemes);
    const document = paused.resourceType === 'Document';
    if (document) {
      const ours = paused.frameId === this.#main && paused.request.url === this.#asked;
      this.#asked = ours ? null : this.#asked;
      if (!ours && !this.#lets(paused.frameId, paused.request.url)) return fail('Aborted');
    }
    const type = document ? (paused.frameId === this.#main ? 'mainFrame' : 'subFrame') : (types[paused.resourceType] ?? 'other');
    const cancelled = await this.session.webRequest.cancels({
      id: 0,
      url,
      method: paused.request.method,
      resourceType: type,
      referrer: '',
      timestamp: 0,
      uploadData: [],
    });
    note({ what: 'request', url, type, cancelled });
    if (cancelled) return fail('BlockedByClient');
    const handler = this.session.protocol.handlerOf(url);
    if (!handler) return this.#cdp?.tell(line, 'Fetch.continueRequest', { requestId: paused.requestId });
    try {
      const { method, headers, postData } = paused.request;
      const body = method === 'GET' || method === 'HEAD' ? null : (postData ?? '');
      const response = await handler(new Request(url, { method, headers, body }));
      this.#cdp?.tell(line, 'Fetch.fulfillRequest', {
        requestId: paused.requestId,
        responseCode: response.status,
        responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
        body: Buffer.from(await response.arrayBuffer()).toString('base64'),
      });
    } catch (error) {
      console.error(error);
      fail('Failed');
    }
  }

  /** The page opens a window: the app is asked, and the target that follows is closed or left alone. */
  readonly #openings: { url: string; action: 'allow' | 'deny' }[] = [];

  #opens(chromiumUrl: string): void {
    const url = fromChromium(chromiumUrl, standardSchemes);
    const { action } = this.#openHandler?.({
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    }) ?? { action: 'allow' };
    note({ what: 'window-open', url, action });
    this.#openings.push({ url, action });
  }

  #opened(opener: string | null, _url: string): 'allow' | 'deny' | 'not-ours' {
    for (const contents of everyContents) {
      if (opener !== null && contents.target !== opener) continue;
      const opening = contents.#openings.shift();
      if (opening) return opening.action;
    }
    return opener === null ? 'not-ours' : 'deny';
  }

  #destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#world?.dropAll();
    if (this.#line !== null) this.#cdp?.forget(this.#line);
    everyContents.delete(this);
    this.emit('destroyed');
  }
}
