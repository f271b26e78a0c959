/** The first window waits here before it loads anything, where a test wants to see it from its beginning. */
type Wait = (target: string) => Promise<void>;

let wait: Wait | null = null;

export function holdFirstWindow(until: Wait): void {
  wait = until;
}

export async function firstWindowIsSeen(target: string): Promise<void> {
  const waiting = wait;
  wait = null;
  await waiting?.(target);
}
