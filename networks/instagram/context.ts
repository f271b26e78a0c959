/** What the reading of one file shares. */
import type { AccountName, Draft, Out } from '../../engine/intake/toolkit/index.ts';
import type { WarningCode } from '../../shared/account-of-import.ts';
import type { MediaFiles } from './media.ts';
import type { Place } from './places.ts';

export interface Context {
  readonly out: Out;
  readonly place: Place;
  readonly account: AccountName;
  readonly media: MediaFiles;
  /** Of an older export beside a newer one: who stands in its lists is not added to those of today. */
  readonly older: boolean;
  /** What was warned of already. */
  readonly told: Set<string>;
  /** Media that are referenced and not there. */
  missing: number;
}

export function warnOnce(ctx: Context, code: WarningCode, detail?: string): void {
  const what = `${code}\0${detail ?? ''}`;
  if (ctx.told.has(what) || ctx.told.size > 1000) return;
  ctx.told.add(what);
  ctx.out.warn(code, detail);
}

type Network = 'instagram' | 'threads';

/** Threads' own things inside an Instagram export are records of Threads. */
export function put(ctx: Context, network: Network, draft: Draft): void {
  ctx.out.record(network === 'instagram' ? draft : { ...draft, network });
}
