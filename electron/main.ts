/** The desktop door, in the order in which it is opened. Each line is a file of this folder. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog } from 'electron';
import { defaultHome } from '../engine/home.ts';
import { makeFolders } from '../engine/make-folders.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { guardAllContents } from './contents-guard.ts';
import { hostEngine, type EngineHost } from './engine-host.ts';
import { answerPage } from './ipc.ts';
import { setMenu } from './menu.ts';
import { switchNetworkOff } from './network-off.ts';
import { canNotify, remindBySystem } from './reminders.ts';
import { openSession } from './session.ts';
import { isOnlyInstance } from './single-instance.ts';
import { setStays, startedQuietly, stays } from './stay.ts';
import { theWindow } from './the-window.ts';
import { makeTray } from './tray.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let show: (departure?: string) => void = () => {};
let engine: EngineHost | null = null;

// Before the app is ready: sandbox, scheme, switches, and where Chromium keeps its own few things (which also decides who the second instance is).
app.enableSandbox();
registerAppScheme();
switchNetworkOff();
guardAllContents((host) => engine?.knowsHost(host) ?? Promise.resolve(false));
// Where everything was asked to be; otherwise the engine looks where the person keeps it. The window's own folder stays in the usual place: it holds nothing of theirs.
const asked = process.env['ADIEU_HOME'] || undefined;
const ownFolder = join(asked === undefined ? defaultHome() : resolve(asked), 'window');
// Electron takes no folder that is not there.
makeFolders(ownFolder, 0o700);
app.setPath('userData', ownFolder);

if (isOnlyInstance(() => show())) void app.whenReady().then(open);
else app.exit(0);

function open(): void {
  const host = hostEngine({
    module: here('./engine-process.js'),
    home: asked === undefined ? undefined : resolve(asked),
    version: app.getVersion(),
    now: process.env['ADIEU_NOW'],
    notifies: canNotify(),
    restarted: () => page.reconnect(),
    givenUp: () => {
      dialog.showErrorBox(
        'Adieu',
        'The engine stopped. Nothing that was saved is lost. / Le moteur s’est arrêté. Rien de ce qui était gardé n’est perdu.',
      );
      app.exit(1);
    },
  });
  engine = host;
  const tray = makeTray({ icon: here('./tray.png'), open: () => show(), quit: () => app.quit() });
  const page = answerPage(host, {
    stays,
    setStays: (on) => {
      setStays(on);
      tray(on);
    },
  });
  const session = openSession();
  serveApp(session, here('../renderer'));
  setMenu();
  show = theWindow({ session, preload: here('./preload.cjs') });
  tray(stays());
  if (!(startedQuietly() && stays())) show();
  app.on('activate', () => show());
  app.on('window-all-closed', () => {
    if (!stays()) app.quit();
  });
  if (canNotify()) remindBySystem(host, show);
  app.once('will-quit', (event) => {
    event.preventDefault();
    void host.close().finally(() => app.exit(0));
  });
}
