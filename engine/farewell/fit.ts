/** Makes a text fit by leaving out whole sentences, the least needed first. Nothing is ever cut. */
export interface Sentence {
  readonly text: string;
  /** The higher, the sooner it is left out; 0 stays. */
  readonly rank: number;
  /** What stands before it, where something does; a space unless told. */
  readonly joins?: ' ' | '\n' | '\n\n';
}

export interface Fitted {
  readonly text: string;
  readonly length: number;
  readonly fits: boolean;
  readonly leftOut: number;
  /** Nothing of rank 1 or below was left out. */
  readonly tells: boolean;
}

/**
 * `most`: the length that is allowed, as `count` counts; null for none. `core`: what stands alone where not even the sentences that stay fit; it is given even
 * where it does not fit itself.
 */
export function fit(sentences: readonly Sentence[], core: string, most: number | null, count: (text: string) => number): Fitted {
  const whole = sentences.filter(({ text }) => text !== '');
  const ranks = [...new Set(whole.map(({ rank }) => rank))].filter((rank) => rank > 0).sort((a, b) => b - a);
  for (const gone of [Infinity, ...ranks]) {
    const kept = whole.filter(({ rank }) => rank < gone);
    const text = join(kept);
    const length = count(text);
    if (most === null || length <= most)
      return { text, length, fits: true, leftOut: whole.length - kept.length, tells: gone > 1 };
  }
  const length = count(core);
  return { text: core, length, fits: most === null || length <= most, leftOut: whole.length, tells: false };
}

function join(sentences: readonly Sentence[]): string {
  return sentences.map(({ text, joins = ' ' }, index) => (index === 0 ? text : `${joins}${text}`)).join('');
}
