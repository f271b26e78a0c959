/**
 * Stands in for the module `electron` in main, where Electron's runtime cannot be had. Not a bag of stubs: windows are real Chromium pages, their requests
 * are answered by the app's own protocol handler, the compiled preload runs in an isolated world, ports carry structured clones to a really forked process,
 * and guards are asked about what the page really does. What it cannot show is in README.md beside it.
 *
 * Only what the door uses is here; importing anything else fails.
 */
export { app } from './app.ts';
export { StandInBrowserWindow as BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { StandInMessageChannel as MessageChannelMain } from './ports.ts';
export { StandInNotification as Notification } from './notification.ts';
export { protocol, session } from './session.ts';
export { Menu, dialog, powerMonitor, shell } from './system.ts';
export { StandInTray as Tray } from './tray.ts';
export { utilityProcess } from './utility-process.ts';
import './control.ts';
