/** Pages of Chromium: those a window makes, and those a page opens, which wait until the app has had its say. */
import { join } from 'node:path';
import type { Cdp } from './cdp.ts';
import { readSettings } from './settings.ts';

interface Attached {
  readonly sessionId: string;
  readonly targetInfo: { readonly targetId: string; readonly type: string; readonly url: string; readonly openerId?: string };
  readonly waitingForDebugger: boolean;
}

const ours = new Map<string, (line: string) => void>();
let watched = false;

/** A new blank page, stopped before it runs anything; `line` is the session to speak to it. */
export async function makeTarget(cdp: Cdp): Promise<{ target: string; line: string }> {
  await watch(cdp);
  making = true;
  const { targetId } = await cdp.send<{ targetId: string }>(null, 'Target.createTarget', { url: 'about:blank' });
  const line = await new Promise<string>((resolve) => {
    const early = attachedEarly.get(targetId);
    if (early === undefined) ours.set(targetId, resolve);
    else resolve(early);
  });
  making = false;
  return { target: targetId, line };
}

let making = false;
const attachedEarly = new Map<string, string>();
let decide: (opener: string | null, url: string) => 'allow' | 'deny' | 'not-ours' = () => 'not-ours';

/** `decide` is asked for every page that nobody here made. */
export function adoptPopups(_cdp: Cdp, asked: typeof decide): void {
  decide = asked;
}

async function watch(cdp: Cdp): Promise<void> {
  if (watched) return;
  watched = true;
  cdp.on<Attached>(null, 'Target.attachedToTarget', (event) => {
    const { targetId, type, openerId, url } = event.targetInfo;
    const waiting = ours.get(targetId);
    if (waiting) return waiting(event.sessionId);
    if (making && openerId === undefined && type === 'page') {
      attachedEarly.set(targetId, event.sessionId);
      return;
    }
    if (type === 'page' && decide(openerId ?? null, url) === 'deny') {
      // It may share its process with its opener, which stands still as long as this one waits: it goes on, asks for nothing, and is closed.
      cdp.tell(event.sessionId, 'Fetch.enable', { patterns: [{ urlPattern: '*' }] });
      cdp.tell(event.sessionId, 'Runtime.runIfWaitingForDebugger');
      cdp.tell(null, 'Target.closeTarget', { targetId });
      return;
    }
    cdp.tell(event.sessionId, 'Runtime.runIfWaitingForDebugger');
    cdp.tell(null, 'Target.detachFromTarget', { sessionId: event.sessionId });
  });
  const downloadPath = join(readSettings().folder, 'downloads');
  await cdp.send(null, 'Browser.setDownloadBehavior', { behavior: 'allow', downloadPath, eventsEnabled: true });
  await cdp.send(null, 'Target.setDiscoverTargets', { discover: true });
  await cdp.send(null, 'Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
}
