/** Marks what was looked for in the text of a hit. */
import type { Marked } from '../../shared/contract/index.ts';
import type { Term } from './query.ts';
import { isLetterOfWord, isSpecial, unify } from './scripts.ts';

const around = 120;
const plain = /^[\x20-\x7e]*$/;
/** A text is looked through so far. */
const reach = 100_000;

type Span = readonly [from: number, to: number];

/** The text with what was looked for marked, cut to the neighbourhood of the first hit; null where it holds none. */
export function marked(text: string, terms: readonly Term[]): Marked | null {
  const spans = spansIn(text.slice(0, reach), terms);
  return spans.length === 0 ? null : cut(text, spans);
}

/** The beginning of a text in which nothing is to be marked. */
export const unmarked = (text: string): Marked => cut(text, []);

/** Where the terms stand in the text, in its order, none within another. */
export function spansIn(text: string, terms: readonly Term[]): Span[] {
  const found: [number, number][] = [];
  if (isSpecial(text)) for (const { text: wanted } of terms) found.push(...piecesIn(text, wanted));
  const words = wordsIn(text);
  for (const term of terms) {
    const wanted = wordsIn(term.text).map(({ word }) => word);
    if (wanted.length === 0) continue;
    for (let i = 0; i + wanted.length <= words.length; i++) {
      const fits = wanted.every((word, j) => {
        const there = words[i + j]?.word ?? '';
        return term.prefix && j === wanted.length - 1 ? there.startsWith(word) : there === word;
      });
      if (fits) found.push([words[i]?.from ?? 0, words[i + wanted.length - 1]?.to ?? 0]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const apart: Span[] = [];
  let end = 0;
  for (const [from, to] of found) {
    if (to <= end) continue;
    apart.push([Math.max(from, end), to]);
    end = to;
  }
  return apart;
}

function wordsIn(text: string): { word: string; from: number; to: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu)].map((match) => ({
    word: plain.test(match[0]) ? match[0].toLowerCase() : unify(match[0]),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Pieces of runs of signs: each sign is written in one way, and where it came from is kept. */
function piecesIn(text: string, wanted: string): [number, number][] {
  const bare = unify(wanted).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
  if (bare === '') return [];
  let one = '';
  const from: number[] = [];
  const to: number[] = [];
  for (const match of text.matchAll(/[^\p{M}\uff9e\uff9f]?[\p{M}\uff9e\uff9f]*/gu)) {
    const sign = unify(match[0]);
    for (let i = 0; i < sign.length; i++) {
      from.push(match.index);
      to.push(match.index + match[0].length);
    }
    one += sign;
  }
  const found: [number, number][] = [];
  const inWord = (at: number): boolean => isLetterOfWord(one.slice(at - 1, at)) && isLetterOfWord(one.slice(at, at + 1));
  for (let at = one.indexOf(bare); at >= 0; at = one.indexOf(bare, at + bare.length))
    if (!inWord(at) && !inWord(at + bare.length)) found.push([from[at] ?? 0, to[at + bare.length - 1] ?? text.length]);
  return found;
}

/** The neighbourhood of the first span, in parts. */
export function cut(text: string, spans: readonly Span[]): Marked {
  const first = spans[0]?.[0] ?? 0;
  let from = Math.max(0, first - around);
  if (from > 0) from = wholeAt(text, Math.min(first, text.indexOf(' ', from) + 1 || from));
  const to = wholeAt(text, Math.min(text.length, first + 3 * around));
  const parts: Marked = [];
  const put = (begin: number, end: number, hit: boolean): void => {
    if (end > begin) parts.push({ text: text.slice(begin, end), hit });
  };
  if (from > 0) parts.push({ text: '… ', hit: false });
  let at = from;
  for (const [begin, end] of spans) {
    if (begin >= to) break;
    put(at, begin, false);
    put(begin, Math.min(end, to), true);
    at = Math.min(end, to);
  }
  put(at, to, false);
  if (to < text.length) parts.push({ text: ' …', hit: false });
  return parts;
}

/** The place itself, or the one before where it would part a character that is two code units. */
function wholeAt(text: string, place: number): number {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(place - 1, place + 1)) ? place - 1 : place;
}
