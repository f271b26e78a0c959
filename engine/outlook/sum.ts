/** What several looks over days allow to be said of an account. */
import type { Look, LooksTold } from '../../shared/outlook.ts';

/** Apart enough that a network's bad hour is not taken for the end of an account. Milliseconds. */
const day = 24 * 60 * 60 * 1000;

/**
 * Gone: the newest look says so, and so does the newest of those at least 24 hours before it, and none between them saw the account. Present: the newest look says
 * so. In every other case unsure, with the time from which another look says more. The order of `looks` does not matter.
 */
export function sum(looks: readonly Look[]): LooksTold {
  const ordered = looks.map((look) => ({ ...look, time: Date.parse(look.at) })).toSorted((a, b) => a.time - b.time);
  const newest = ordered.at(-1);
  if (newest === undefined) return { verdict: 'unsure', because: 'no-looks', caveat: null, rests: [], again: null };
  const { verdict, caveat, at } = newest;
  const inADay = (time: number): string => new Date(time + day).toISOString();
  if (verdict === 'present') return { verdict, because: 'newest-present', caveat, rests: [at], again: null };
  if (verdict === 'unsure') {
    const helpless = newest.because === 'no-probes' || newest.because === 'no-name';
    return { verdict, because: 'newest-unsure', caveat, rests: [at], again: helpless ? null : inADay(newest.time) };
  }
  const before = ordered.findLast(({ time }) => time <= newest.time - day);
  // Only what was seen since then, and since the account was last seen, counts.
  const since = ordered.filter(({ time }) => time > newest.time - day);
  const unseen = since.slice(since.findLastIndex((look) => look.verdict === 'present') + 1);
  if (before?.verdict === 'gone' && unseen.length === since.length)
    return { verdict, because: 'twice-gone', caveat, rests: [before.at, at], again: null };
  const first = unseen.find((look) => look.verdict === 'gone') ?? newest;
  return { verdict: 'unsure', because: 'once-gone', caveat, rests: [first.at], again: inADay(first.time) };
}
