/**
 * Whether the page stays quick: tasks over 50 ms (the browser's own `longtask` entries) while an export of 80,000 followers is imported, and while the list
 * of people is scrolled from end to end. Prints a table; judges nothing. `node tests/bench/page.ts [followers]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { browserDoor } from '../e2e/doors/browser.ts';
import buildFirst from '../e2e/build-first.ts';
import { prepareHome } from '../e2e/prepare.ts';
import { writeSample } from '../e2e/exports.ts';
import { importFiles } from '../e2e/steps.ts';
import { sayIn } from '../e2e/words.ts';

/** Runs in the page, before anything else. */
const observe = `
  window.longTasks = [];
  window.longestGap = 0;
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: 'longtask', buffered: true });
  let last = performance.now();
  requestAnimationFrame(function frame(now) {
    longestGap = Math.max(longestGap, now - last);
    last = now;
    requestAnimationFrame(frame);
  });
`;
const nextFrame = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

const followers = Number(process.argv[2] ?? 80_000);
const say = sayIn('en');

await buildFirst();
const folder = await mkdtemp(join(tmpdir(), 'adieu-bench-'));
const door = browserDoor();
try {
  const home = join(folder, 'home');
  await prepareHome(home, {});
  const file = await writeSample(folder, { followers, posts: 2000, messages: 20_000 });
  const adieu = await door.open({
    home,
    person: folder,
    locale: 'en-GB',
    colours: 'light',
    watch: (page) => void page.addInitScript({ content: observe }),
  });
  const { page } = adieu;
  const rows: Measured[] = [
    await measure(page, 'first load', async () => page.getByRole('heading', { level: 1 }).waitFor(), false),
  ];
  rows.push(await measure(page, `import of ${followers} followers`, () => importFiles(adieu, say, [file])));
  await page.getByRole('link', { name: say('import.seeArchive') }).click();
  rows.push(
    await measure(page, 'people: first rows', async () => {
      await page.getByRole('link', { name: say('tab.people') }).click();
      await page.locator('[aria-rowindex], [aria-posinset]').first().waitFor();
    }),
  );
  rows.push(await measure(page, 'people: scrolled to the end', () => scrollThrough(page)));
  console.table(rows);
  await adieu.close();
} finally {
  await door.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(0);

interface Measured {
  readonly what: string;
  readonly seconds: number;
  readonly 'tasks over 50 ms': number;
  readonly 'longest task, ms': number;
  readonly 'longest gap between frames, ms': number;
}

async function measure(page: Page, what: string, work: () => Promise<unknown>, anew = true): Promise<Measured> {
  if (anew) await page.evaluate('Object.assign(window, { longTasks: [], longestGap: 0 })');
  const began = performance.now();
  await work();
  const seconds = (performance.now() - began) / 1000;
  const { tasks, gap } = await page.evaluate<{ tasks: number[]; gap: number }>('({ tasks: longTasks, gap: longestGap })');
  return {
    what,
    seconds: Number(seconds.toFixed(1)),
    'tasks over 50 ms': tasks.length,
    'longest task, ms': Math.round(Math.max(0, ...tasks)),
    'longest gap between frames, ms': Math.round(gap),
  };
}

/** With the wheel, a screen at a time, as somebody in a hurry does. */
async function scrollThrough(page: Page): Promise<void> {
  await page.mouse.move(620, 500);
  for (let turn = 0; turn < 150; turn++) await page.mouse.wheel(0, 900);
  await page.keyboard.press('End');
  await page.evaluate(nextFrame);
}
