/** `session`: permissions, requests, downloads and schemes of a partition, kept as the app set them and asked by the windows that use it. */
import { EventEmitter } from 'node:events';
import { appState } from './app-state.ts';
import { note } from './happenings.ts';
import { StandInEvent, pose } from './pose.ts';

type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void;
type SchemeHandler = Parameters<Electron.Protocol['handle']>[1];
export type Permission = Parameters<NonNullable<CheckHandler>>[1];

/** Schemes registered as standard and secure: only those have an origin. */
export const standardSchemes = new Set<string>();

class StandInProtocol implements Pick<
  Electron.Protocol,
  'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged'
> {
  readonly #handlers = new Map<string, SchemeHandler>();

  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (appState.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme, privileges } of schemes) if (privileges?.standard && privileges.secure) standardSchemes.add(scheme);
  }

  handle(scheme: string, handler: SchemeHandler): void {
    if (this.#handlers.has(scheme)) throw new Error(`The scheme has been registered: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  unhandle(scheme: string): void {
    this.#handlers.delete(scheme);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  handlerOf(address: string): SchemeHandler | null {
    return this.#handlers.get(new URL(address).protocol.slice(0, -1)) ?? null;
  }
}

class StandInWebRequest implements Pick<Electron.WebRequest, 'onBeforeRequest'> {
  #listener: BeforeRequest | null = null;

  onBeforeRequest(...args: unknown[]): void {
    const listener = args.at(-1);
    this.#listener = typeof listener === 'function' ? (listener as BeforeRequest) : null;
  }

  /** Whether the app cancels this request. Without a listener none is. */
  cancels(details: Electron.OnBeforeRequestListenerDetails): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#listener) this.#listener(details, (response) => resolve(response.cancel === true));
      else resolve(false);
    });
  }
}

export class StandInSession
  extends EventEmitter
  implements
    Pick<
      Electron.Session,
      | 'setPermissionCheckHandler'
      | 'setPermissionRequestHandler'
      | 'setDevicePermissionHandler'
      | 'setDisplayMediaRequestHandler'
      | 'setCertificateVerifyProc'
      | 'setSpellCheckerEnabled'
      | 'setProxy'
      | 'isPersistent'
    >
{
  readonly protocol = new StandInProtocol();
  readonly webRequest = new StandInWebRequest();
  readonly #partition: string;
  #check: CheckHandler = null;
  #request: RequestHandler = null;

  constructor(partition: string) {
    super();
    this.#partition = partition;
  }

  isPersistent(): boolean {
    return this.#partition === '' || this.#partition.startsWith('persist:');
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.#check = handler;
  }
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.#request = handler;
  }
  setDevicePermissionHandler(): void {}
  setDisplayMediaRequestHandler(): void {}
  setCertificateVerifyProc(): void {}
  setSpellCheckerEnabled(): void {}
  async setProxy(): Promise<void> {}

  /** What a page that asks for this would get. Electron grants where no handler is set, and asks the second handler where the first says no. */
  async grants(contents: Electron.WebContents, permission: Permission, page: string): Promise<boolean> {
    const origin = new URL(page).protocol === 'https:' ? new URL(page).origin : page.split('/').slice(0, 3).join('/');
    const checked = this.#check?.(contents, permission, `${origin}/`, { isMainFrame: true, requestingUrl: page }) ?? true;
    const handler = this.#request;
    const granted =
      checked ||
      (await new Promise<boolean>((resolve) => {
        if (handler) handler(contents, permission, resolve, { isMainFrame: true, requestingUrl: page });
        else resolve(true);
      }));
    note({ what: 'permission', name: permission, granted });
    return granted;
  }

  /** A download begins; whether the app let it. */
  begins(url: string, name: string, contents: Electron.WebContents): boolean {
    const event = new StandInEvent();
    let cancelled = false;
    const item = pose<Electron.DownloadItem>({
      getURL: () => url,
      getFilename: () => name,
      cancel: () => {
        cancelled = true;
      },
    });
    this.emit('will-download', event, item, contents);
    note({ what: 'download', url, prevented: event.defaultPrevented || cancelled });
    return !event.defaultPrevented && !cancelled;
  }
}

const partitions = new Map<string, StandInSession>();

function fromPartition(partition: string): StandInSession {
  if (!appState.ready) throw new Error('Session can only be received when app is ready');
  const known = partitions.get(partition) ?? new StandInSession(partition);
  partitions.set(partition, known);
  return known;
}

export const session = {
  fromPartition,
  get defaultSession() {
    return fromPartition('');
  },
};
/** `protocol` is that of the default session, and where schemes are registered before the app is ready. */
export const protocol = new StandInProtocol();
