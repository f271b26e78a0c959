/** There is one window, or none: it is opened when it is wanted, and otherwise brought to the front. */
import type { BrowserWindow } from 'electron';
import { appPage } from './app-origin.ts';
import { channels } from './channels.ts';
import { openWindow, type WindowOptions } from './window.ts';

/** Gives the function that shows it, with a departure's screen where one is named. */
export function theWindow(options: WindowOptions): (departure?: string) => void {
  let window: BrowserWindow | null = null;
  return (departure) => {
    if (window) {
      bringForward(window);
      if (departure !== undefined) window.webContents.send(channels.departure, departure);
      return;
    }
    const opened = openWindow(options, departure === undefined ? appPage : `${appPage}#/departure/${departure}`);
    opened.on('closed', () => {
      window = null;
    });
    window = opened;
  };
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
