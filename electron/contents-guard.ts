/** Every web contents that ever comes to be in this process shows the page and goes nowhere else. */
import { app, type WebContents } from 'electron';
import { isAppPage } from './app-origin.ts';
import { openOutside } from './external.ts';

/** Whether a host stands in the facts; the engine says. */
type Knows = (host: string) => Promise<boolean>;

/** Set up before the first window, so that none escapes it. */
export function guardAllContents(knows: Knows): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, knows));
}

function guard(contents: WebContents, knows: Knows): void {
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isAppPage(event.url)) event.preventDefault();
  });
  contents.on('will-navigate', (event) => {
    if (!isAppPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // Where the engine does not answer, nothing is opened.
    openOutside(url, knows).catch(() => undefined);
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
