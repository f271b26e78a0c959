import { access } from 'node:fs/promises';
import { expect } from './adieu.ts';
import type { OpenedDoor } from './doors/door.ts';

/** Does what makes the app hand a file over and waits until it lies at `path`. Where that is a download, it was asked for and is no mishap. */
export async function saveAs(opened: OpenedDoor, path: string, mishaps: string[], act: () => Promise<void>): Promise<void> {
  await opened.saveAs(path, act);
  const there = () =>
    access(path).then(
      () => true,
      () => false,
    );
  await expect.poll(there).toBe(true);
  mishaps.splice(0, mishaps.length, ...mishaps.filter((one) => !one.startsWith('download: blob:')));
}
