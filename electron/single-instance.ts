/** Two copies of Adieu on one vault would get in each other's way: the second one brings the first one's window to the front and ends. */
import { app, type BrowserWindow } from 'electron';

/** False where another copy is running: this one has nothing to do but end. */
export function isOnlyInstance(window: () => BrowserWindow | null): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const open = window();
    if (!open) return;
    if (open.isMinimized()) open.restore();
    open.show();
    open.focus();
  });
  return true;
}
