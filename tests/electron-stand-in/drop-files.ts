/** Drops files of this machine on a page as a person's file manager does: `dataTransfer.files` with what the system knows of them. */
import type { Page } from 'playwright-core';

export async function dropFiles(page: Page, selector: string, files: readonly string[]): Promise<void> {
  // Not a locator: those wait for the end of navigations, also of one that was refused.
  const [x, y] = await page.evaluate<[number, number]>(`(() => {
    const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
    const within = (from, to, most) => (Math.max(from, 0) + Math.min(to, most)) / 2;
    return [within(box.left, box.right, innerWidth), within(box.top, box.bottom, innerHeight)];
  })()`);
  const line = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await line.send('Input.dispatchDragEvent', { type, x, y, data });
    // What comes over a page when something is dragged over it has to be drawn before it can be dropped on.
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))');
  }
  await line.detach();
}
