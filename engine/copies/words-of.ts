/**
 * The words by which the page of an open copy finds a text: lower case, without accents, ligatures undone. Scripts written without blanks are cut into
 * overlapping pairs of characters. `page/viewer.js` holds the same function for what a person types; a test compares the two.
 */

const letters: Readonly<Record<string, string>> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]+/gu;
const isUnspaced =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const longest = 40;

/** `typed`: the text is what a person looks for: the last character of a run of an unspaced script is then no word of its own. */
export function wordsOf(text: string, typed: boolean): string[] {
  const folded = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßœæøłđðþı]/gu, (letter) => letters[letter] ?? letter);
  const words = new Set<string>();
  for (const [run] of folded.matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const [part] of run.matchAll(unspaced)) {
      if (!isUnspaced.test(part)) {
        words.add(
          Array.from(part.slice(0, 2 * longest))
            .slice(0, longest)
            .join(''),
        );
        continue;
      }
      const chars = Array.from(part);
      chars.forEach((char, i) => {
        const next = chars[i + 1];
        if (next !== undefined) words.add(char + next);
        else if (!typed || chars.length === 1) words.add(char);
      });
    }
  }
  return [...words];
}
