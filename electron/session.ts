/** The session of the one window: in memory, so that nothing of a page is ever written to the disk, and closed to everything but `app:`. */
import { session, type Session } from 'electron';
import { appOrigin, isAppPage, pathOfApp } from './app-origin.ts';

type Permission = Parameters<NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>>[1];

/** What the page may do that needs leave, and why. Everything else is refused. */
const allowed: Readonly<Partial<Record<Permission, string>>> = {
  'clipboard-sanitized-write': 'The button that copies the recovery code.',
};

/** A name without `persist:` stays in memory. */
const partition = 'adieu';

/** The hardened session. Call once the app is ready. */
export function openSession(): Session {
  const closed = session.fromPartition(partition, { cache: false });
  closed.setSpellCheckerEnabled(false);
  refusePermissions(closed);
  refuseNetwork(closed);
  refuseDownloads(closed);
  return closed;
}

function refusePermissions(closed: Session): void {
  closed.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      allowed[permission] !== undefined && details.isMainFrame && isOurs(origin) && details.embeddingOrigin === undefined,
  );
  closed.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(allowed[permission] !== undefined && details.isMainFrame && isAppPage(details.requestingUrl));
  });
  closed.setDevicePermissionHandler(() => false);
  closed.setDisplayMediaRequestHandler((_request, answer) => answer({}));
}

/** Electron gives an origin with or without its last slash. */
function isOurs(origin: string): boolean {
  return origin === appOrigin || origin === `${appOrigin}/`;
}

function refuseNetwork(closed: Session): void {
  closed.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !isOfThePage(details.url) });
  });
  closed.setCertificateVerifyProc((_request, answer) => answer(-2));
  void closed.setProxy({ mode: 'direct' });
}

/** The page's own files, and what it made itself (a picture from bytes, a blob); neither touches a network. */
function isOfThePage(address: string): boolean {
  if (pathOfApp(address) !== null) return true;
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === 'data:' || (url.protocol === 'blob:' && pathOfApp(url.pathname) !== null);
}

function refuseDownloads(closed: Session): void {
  closed.on('will-download', (event, item) => {
    event.preventDefault();
    item.cancel();
  });
}
