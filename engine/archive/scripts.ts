/**
 * Words of scripts that an index of words alone does not find: Chinese, Japanese, Thai, Khmer… have no blanks between words, Korean hangs its particles on
 * them, Arabic and Hebrew are written with or without vowel signs. Texts in them are indexed here, and searched here, by the same tokens: a run of signs is
 * its overlapping pairs and its last sign (`東京都` → `東京 京都 都`), so that any piece of it is a phrase of pairs.
 */

/** Anything that needs more than the index of words. Nothing of Latin, Greek or Cyrillic: a text of one byte a character is passed over at once. */
const special =
  /[\u0590-\u109f\u1100-\u11ff\u1780-\u17ff\u1a20-\u1aaf\u3005-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\ufb1d-\ufdff\ufe70-\ufefc\uff66-\uff9f\u{20000}-\u{3ffff}]/u;
/** Of those, what has no blanks between words. */
const unspaced =
  '\\u0e00-\\u0fff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u1a20-\\u1aaf\\u3005-\\u3007\\u3040-\\u30ff\\u3100-\\u312f\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const isRun = new RegExp(`^[${unspaced}]`, 'u');
const pieces = new RegExp(`[${unspaced}]+|[[\\p{L}\\p{N}\\p{Co}\\p{M}]--[${unspaced}]]+`, 'gv');
/** Vowel signs, accents and the stroke that lengthens a word. Signs of scripts in which they are not accents stay. */
const accents =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff]/g;
const same: Readonly<Record<string, string>> = { أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ئ: 'ي', ؤ: 'و', ة: 'ه', ک: 'ك', ی: 'ي' };
const varied = /[أإآٱىئؤةکی]/g;

/** Whether a sign belongs to a word that ends where blanks or signs of another kind are. */
export const isLetterOfWord = (sign: string): boolean => /[\p{L}\p{N}\p{M}]/u.test(sign) && !isRun.test(sign);

export function isSpecial(text: string | null): boolean {
  return text !== null && special.test(text);
}

/** One way of writing: compatibility forms, case, accents and vowel signs, the forms of alef. */
export function unify(text: string): string {
  const one = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(varied, (letter) => same[letter] ?? letter);
  return one.normalize('NFD').replace(accents, '').normalize('NFC');
}

/** The tokens of a text, in their order, as the index gets them. */
export function runTokens(text: string): string[] {
  const tokens: string[] = [];
  for (const [piece] of unify(text).matchAll(pieces)) {
    if (!isRun.test(piece)) {
      tokens.push(piece);
      continue;
    }
    const signs = [...piece];
    for (let i = 0; i < signs.length; i++) tokens.push(`${signs[i] ?? ''}${signs[i + 1] ?? ''}`);
  }
  return tokens;
}

/** What is looked for, as tokens that follow each other; `beginning`: the last is the beginning of one. Null where there is no word in it. */
export function wantedRun(text: string, prefix: boolean): { tokens: string[]; beginning: boolean } | null {
  const tokens = runTokens(text);
  const last = tokens.at(-1);
  if (last === undefined) return null;
  if (!isRun.test(last)) return { tokens, beginning: prefix };
  // The last sign alone ends every run; in what is looked for it may be followed by anything, and the pair before it says as much.
  const before = tokens.at(-2);
  const paired = before !== undefined && isRun.test(before) && before.endsWith(last) && before !== last;
  return paired ? { tokens: tokens.slice(0, -1), beginning: false } : { tokens, beginning: true };
}
