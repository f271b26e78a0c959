/**
 * The screens of an import are fetched and compiled while nothing else is to be done: when one runs, both cores of a small computer belong to it, and loading a screen then
 * would hold the page up.
 */
export function lookAhead(): void {
  requestIdleCallback(() => {
    // Where it cannot be fetched now, it is when it is needed, and what goes wrong is told there.
    for (const screen of screens) screen().catch(() => undefined);
  });
}

const screens: readonly (() => Promise<unknown>)[] = [
  () => import('./importing/inspection.tsx'),
  () => import('./importing/import-job.tsx'),
  () => import('./importing/account.tsx'),
];
