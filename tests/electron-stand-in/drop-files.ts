/** Drops files of this machine on a page as a person's file manager does: `dataTransfer.files` with what the system knows of them. */
import type { Page } from 'playwright-core';

export async function dropFiles(page: Page, selector: string, files: readonly string[]): Promise<void> {
  // Not a locator: those wait for the end of navigations, also of one that was refused.
  const [x, y] = await page.evaluate<[number, number]>(
    `(() => { const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; })()`,
  );
  const line = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await line.send('Input.dispatchDragEvent', { type, x, y, data });
  await line.detach();
}
