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
  /** Of every key that nothing but a thing's moment could tell from another's: the moments of those that have it, in their order. */
  readonly moments: Map<string, string[]>;
}

/** Keys remembered at most in one file. */
const mostKeys = 200_000;

/**
 * A key that holds no time, so that JSON (seconds) and HTML (a local time without a zone) agree on it. Should one file hold two of the same key and
 * different times, they stay two.
 */
export function keyApart(ctx: Context, key: string, moment: string): string {
  const moments = ctx.moments.get(key);
  if (moments === undefined) {
    if (ctx.moments.size < mostKeys) ctx.moments.set(key, [moment]);
    return key;
  }
  let place = moments.indexOf(moment);
  if (place < 0) place = moments.push(moment) - 1;
  return place === 0 ? key : `${key}\0${place}`;
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
