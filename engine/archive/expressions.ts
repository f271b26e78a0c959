/** What is asked, as FTS5 expressions: one for the index of words, one for that of runs (`scripts.ts`). Both mean the same. */
import type { Asked, Named, Term } from './query.ts';
import { isSpecial, wantedRun } from './scripts.ts';

export interface Expressions {
  /** Null: nothing there can match. */
  readonly words: string | null;
  readonly runs: string | null;
}

type Phrase = (term: Term) => string | null;

/** "l'élection" and "a.b" are phrases of their parts, as in the index. Null where there is no word in it. */
const inWords: Phrase = ({ text, prefix }) => {
  const terms = text.match(/[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{M}]*/gu);
  return terms === null ? null : `"${terms.join(' ')}"${prefix ? '*' : ''}`;
};

const inRuns: Phrase = ({ text, prefix }) => {
  const run = wantedRun(text, prefix);
  return run === null ? null : `"${run.tokens.join(' ')}"${run.beginning ? '*' : ''}`;
};

/** Who wrote it stands in the column of names. */
const sender = (phrase: Phrase, { value }: Named): string | null => {
  const name = phrase({ text: value, prefix: false });
  return name === null ? null : `words : ${name}`;
};

function expression(asked: Asked, senders: readonly Named[], phrase: Phrase): string | null {
  const there = (found: string | null): found is string => found !== null;
  const wanted = [...asked.wanted.map(phrase), ...senders.filter(({ not }) => !not).map((one) => sender(phrase, one))].filter(
    there,
  );
  if (wanted.length === 0) return null;
  const unwanted = withoutAny(asked, senders, phrase);
  const all = wanted.join(' AND ');
  // One NOT over all of them: each of its own would be a level deeper, and FTS5 allows 256.
  return unwanted === null ? all : `(${all}) NOT (${unwanted})`;
}

function withoutAny(asked: Asked, senders: readonly Named[], phrase: Phrase): string | null {
  const unwanted = [...asked.unwanted.map(phrase), ...senders.filter(({ not }) => not).map((one) => sender(phrase, one))].filter(
    (found) => found !== null,
  );
  return unwanted.length === 0 ? null : unwanted.join(' OR ');
}

/** `senders`: who is named, but for the owner of the archive. Null where no word is wanted. */
export function expressions(asked: Asked, senders: readonly Named[]): Expressions | null {
  const words = expression(asked, senders, inWords);
  const runs = expression(asked, senders, inRuns);
  if (words === null && runs === null) return null;
  const named = senders.filter(({ not }) => !not).map(({ value }) => value);
  const onlyRuns = [...asked.wanted.map(({ text }) => text), ...named].some(isSpecial);
  return { words: onlyRuns ? null : words, runs };
}

/** What must not be in it, where no word is wanted. */
export function unwantedExpressions(asked: Asked, senders: readonly Named[]): Expressions {
  return { words: withoutAny(asked, senders, inWords), runs: withoutAny(asked, senders, inRuns) };
}
