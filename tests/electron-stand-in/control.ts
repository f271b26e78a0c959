/** The test's line to a running stand-in: answers for dialogs, and what happened. */
import { assertNever } from '../../shared/errors.ts';
import { app } from './app.ts';
import { StandInBrowserWindow } from './browser-window.ts';
import { chromium } from './chromium.ts';
import { holdFirstWindow } from './first-window.ts';
import { happenings, type Happening } from './happenings.ts';
import { StandInEvent } from './pose.ts';
import { clickNotification } from './notification.ts';
import { readSettings } from './settings.ts';
import { powerMonitor, scriptDialog } from './system.ts';
import { chooseFromTray } from './tray.ts';

export type ToStandIn =
  | { readonly do: 'dialog'; readonly answer: Electron.OpenDialogReturnValue }
  | { readonly do: 'report'; readonly ask: number }
  | { readonly do: 'load' }
  | { readonly do: 'wake' }
  | { readonly do: 'close-window' }
  | { readonly do: 'click-notification'; readonly body: string }
  | { readonly do: 'choose-from-tray'; readonly position: number }
  | { readonly do: 'quit' };
export type FromStandIn =
  | { readonly say: 'made' | 'loaded'; readonly endpoint: string; readonly target: string }
  | {
      readonly say: 'report';
      readonly ask: number;
      readonly happenings: readonly Happening[];
      readonly pollution: readonly string[];
    };

function say(message: FromStandIn): void {
  if (process.connected) process.send?.(message);
}

let load = (): void => {};
if (readSettings().held)
  holdFirstWindow(async (target) => {
    const { endpoint } = await chromium();
    const asked = new Promise<void>((resolve) => (load = resolve));
    say({ say: 'made', endpoint, target });
    await asked;
  });

process.on('message', (message: ToStandIn) => {
  switch (message.do) {
    case 'dialog':
      return scriptDialog(message.answer);
    case 'load':
      return load();
    case 'wake':
      return void powerMonitor.emit('resume');
    case 'close-window':
      for (const window of StandInBrowserWindow.getAllWindows()) window.close();
      return;
    case 'click-notification':
      return clickNotification(message.body);
    case 'choose-from-tray':
      return chooseFromTray(message.position);
    case 'report':
      return say({ say: 'report', ask: message.ask, happenings, pollution: inherited() });
    case 'quit':
      return app.quit();
    default:
      return assertNever(message);
  }
});
process.on('disconnect', () => process.exit(0));

app.on('browser-window-created', (_event: StandInEvent, window: StandInBrowserWindow) => {
  window.webContents.once('did-finish-load', () => {
    void chromium().then(({ endpoint }) => say({ say: 'loaded', endpoint, target: window.webContents.target ?? '' }));
  });
});

/** What a fresh object has from its prototype that can be seen in a loop: nothing, in a process nobody has tampered with. */
function inherited(): string[] {
  const names: string[] = [];
  for (const name in {}) names.push(name);
  return names;
}
