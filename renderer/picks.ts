/**
 * Files on their way in. Through the desktop door a file becomes a token at once; through the browser door its bytes travel to the engine first, one file
 * after the other, with progress, and can be called back.
 */
import { PickedFile } from '../shared/contract/schemas.ts';
import { Picked, type Bridge } from '../shared/bridge.ts';
import { loopbackPaths, UploadRefused, uploadNameLimit } from '../shared/loopback.ts';
import { RefusedHere } from './refusal.ts';
import { client } from './client.ts';

/** As many as the contract takes in one import. */
const filesLimit = 10_000;

export type Picks =
  | { readonly state: 'none' }
  /** The door was asked, and has not answered. */
  | { readonly state: 'asked' }
  | {
      readonly state: 'coming';
      readonly name: string;
      readonly file: number;
      readonly files: number;
      readonly bytes: number;
      readonly bytesOf: number;
    }
  | { readonly state: 'here'; readonly files: readonly PickedFile[] }
  | { readonly state: 'failed'; readonly error: unknown };

let picks: Picks = { state: 'none' };
let under = new AbortController();
const listeners = new Set<() => void>();

export const picksStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  now: (): Picks => picks,
};

function tell(now: Picks): void {
  picks = now;
  for (const listener of listeners) listener();
}

/** Takes what was dropped or chosen. Nothing given: nothing happens. */
export async function takeFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  await take((signal) => (window.adieu === undefined ? upload(files, signal) : askBridge(window.adieu, { ask: 'take', files })));
}

/** The system's own dialogue, where the door has one. False: the person closed it. */
export async function chooseThroughBridge(bridge: Bridge, what: 'files' | 'folder'): Promise<boolean> {
  await take(() => askBridge(bridge, { ask: 'choose', what }));
  return picks.state !== 'none';
}

/** Calls back what is on its way and lets go of what came. */
export function dropPicks(): void {
  under.abort();
  if (picks.state === 'here') forget(picks.files);
  tell({ state: 'none' });
}

/** The picks belong to an import now. */
export function spendPicks(): void {
  tell({ state: 'none' });
}

async function take(bring: (signal: AbortSignal) => Promise<readonly PickedFile[]>): Promise<void> {
  dropPicks();
  under = new AbortController();
  const { signal } = under;
  tell({ state: 'asked' });
  try {
    const files = await bring(signal);
    if (signal.aborted) forget(files);
    else tell(files.length === 0 ? { state: 'none' } : { state: 'here', files });
  } catch (error) {
    if (!signal.aborted) tell({ state: 'failed', error });
  }
}

function forget(files: readonly PickedFile[]): void {
  // Nothing is lost when this fails: what was uploaded goes when the engine ends.
  if (files.length > 0) client.files.forget({ tokens: files.map(({ token }) => token) }).catch(() => undefined);
}

async function askBridge(bridge: Bridge, ask: Parameters<Bridge>[0]): Promise<readonly PickedFile[]> {
  return Picked.parse(await bridge(ask));
}

async function upload(files: readonly File[], signal: AbortSignal): Promise<readonly PickedFile[]> {
  if (files.length > filesLimit) throw new RefusedHere('too-many-files', { limit: filesLimit });
  const bytesOf = files.reduce((sum, { size }) => sum + size, 0);
  const taken: PickedFile[] = [];
  let before = 0;
  try {
    for (const [index, file] of files.entries()) {
      const here = before;
      const say = (bytes: number): void => {
        if (!signal.aborted)
          tell({
            state: 'coming',
            name: file.name,
            file: index + 1,
            files: files.length,
            bytes: here + Math.min(bytes, file.size),
            bytesOf,
          });
      };
      say(0);
      taken.push(await put(file, say, signal));
      before += file.size;
    }
    return taken;
  } catch (error) {
    forget(taken);
    throw error;
  }
}

/** One file. `fetch` does not say how far an upload is; this does. */
function put(file: File, say: (bytes: number) => void, signal: AbortSignal): Promise<PickedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `${loopbackPaths.upload}?name=${encodeURIComponent(nameOf(file))}`);
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => say(loaded));
    request.addEventListener('load', () => {
      const body: unknown = request.response;
      if (request.status === 200) return resolve(PickedFile.parse(body));
      const refused = UploadRefused.safeParse(body);
      reject(refused.success ? new RefusedHere(refused.data.code, refused.data.detail) : new Error(`upload: ${request.status}`));
    });
    // A file that changed or went away while it was read ends here too; the browser does not say which.
    request.addEventListener('error', () => reject(new RefusedHere('not-readable', { file: file.name })));
    request.addEventListener('abort', () => reject(new Error('called back')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

/** Where in a dropped or chosen folder a file stands; just its name where it came alone. */
function nameOf(file: File & { readonly relativePath?: string }): string {
  const path = file.webkitRelativePath === '' ? (file.relativePath ?? file.name) : file.webkitRelativePath;
  return path.replace(/^(\.?\/)+/, '').slice(-uploadNameLimit);
}
