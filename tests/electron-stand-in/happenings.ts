/** What happened at the edges, for tests to look at: what was asked of the system, what a guard refused, what went through. */
export type Happening =
  | { readonly what: 'opened-outside'; readonly url: string }
  | { readonly what: 'navigation'; readonly url: string; readonly mainFrame: boolean; readonly prevented: boolean }
  | { readonly what: 'window-open'; readonly url: string; readonly action: 'allow' | 'deny' }
  | { readonly what: 'request'; readonly url: string; readonly type: string; readonly cancelled: boolean }
  | { readonly what: 'download'; readonly url: string; readonly prevented: boolean }
  | { readonly what: 'permission'; readonly name: string; readonly granted: boolean }
  | { readonly what: 'ipc'; readonly channel: string; readonly origin: string; readonly refused: string | null }
  | { readonly what: 'shown' | 'focused' | 'restored' }
  | { readonly what: 'second-instance' }
  | { readonly what: 'menu'; readonly labels: readonly string[] }
  | { readonly what: 'error-box'; readonly title: string; readonly content: string }
  | { readonly what: 'notification'; readonly title: string; readonly body: string }
  | { readonly what: 'tray'; readonly there: boolean }
  | { readonly what: 'engine-started'; readonly pid: number }
  | { readonly what: 'engine-ended'; readonly code: number };

export const happenings: Happening[] = [];

export function note(happening: Happening): void {
  happenings.push(happening);
}
