/** The desktop door, in the order in which it is opened. Each line is a file of this folder. */
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, dialog, type BrowserWindow } from 'electron';
import { defaultHome } from '../engine/home.ts';
import { makeFolders } from '../engine/make-folders.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { guardAllContents } from './contents-guard.ts';
import { hostEngine } from './engine-host.ts';
import { answerPage } from './ipc.ts';
import { setMenu } from './menu.ts';
import { switchNetworkOff } from './network-off.ts';
import { openSession } from './session.ts';
import { isOnlyInstance } from './single-instance.ts';
import { openWindow } from './window.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let window: BrowserWindow | null = null;

// Before the app is ready: sandbox, scheme, switches, and where Chromium keeps its own few things (which also decides who the second instance is).
app.enableSandbox();
registerAppScheme();
switchNetworkOff();
guardAllContents();
const home = resolve(process.env['ADIEU_HOME'] ?? defaultHome());
const ownFolder = join(home, 'window');
// Electron takes no folder that is not there.
makeFolders(ownFolder, 0o700);
app.setPath('userData', ownFolder);

if (isOnlyInstance(() => window)) void app.whenReady().then(open);
else app.exit(0);

function open(): void {
  const engine = hostEngine({
    module: here('./engine-process.js'),
    home,
    version: app.getVersion(),
    now: process.env['ADIEU_NOW'],
    restarted: () => page.reconnect(),
    givenUp: () => {
      dialog.showErrorBox(
        'Adieu',
        'The engine stopped. Nothing that was saved is lost. / Le moteur s’est arrêté. Rien de ce qui était gardé n’est perdu.',
      );
      app.exit(1);
    },
  });
  const page = answerPage(engine);
  const session = openSession();
  serveApp(session, here('../renderer'));
  setMenu();
  window = openWindow({ session, preload: here('./preload.cjs') });
  window.on('closed', () => {
    window = null;
  });
  app.on('window-all-closed', () => app.quit());
  app.once('will-quit', (event) => {
    event.preventDefault();
    void engine.close().finally(() => app.exit(0));
  });
}
