/** Two copies of Adieu on one vault would get in each other's way: the second one brings the first one's window to the front and ends. */
import { app } from 'electron';

/** False where another copy is running: this one has nothing to do but end. `again`: somebody started Adieu once more. */
export function isOnlyInstance(again: () => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', again);
  return true;
}
