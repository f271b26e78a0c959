/** How long a text is, as a network counts. */
import { assertNever } from '../../shared/errors.ts';
import type { CountedAs } from '../../shared/facts/index.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const link = /https?:\/\/[^\s]+/gu;
/** What may be taken for a link without saying `https`: counted as one where that is more. */
const bare = /(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}(?:\/[^\s]*)?/gu;
const linkLength = 23;
const emoji = /\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

export function lengthOf(text: string, countedAs: CountedAs): number {
  switch (countedAs) {
    case 'units':
      return text.length;
    case 'graphemes':
      return [...graphemes.segment(text)].length;
    case 'links-23':
      return withLinks(text, (rest) => [...graphemes.segment(rest)].length);
    case 'weighted':
      return withLinks(text.normalize('NFC'), weight);
    case 'emoji-bytes':
      return sum(text, (one) => (emoji.test(one) ? Buffer.byteLength(one) : one.length));
    default:
      return assertNever(countedAs);
  }
}

function withLinks(text: string, count: (rest: string) => number): number {
  const links = text.match(link)?.length ?? 0;
  const rest = text.replace(link, '');
  const names = rest.match(bare) ?? [];
  const more = names.reduce((total, name) => total + Math.max(0, linkLength - count(name)), 0);
  return links * linkLength + more + count(rest);
}

/** Latin to Georgian, and general punctuation, count one; an emoji two, whatever it is made of; any other code point two. */
function weight(text: string): number {
  return sum(text, (one) => {
    if (emoji.test(one)) return 2;
    return [...one].reduce((total, point) => total + (isLight(point.codePointAt(0) ?? 0) ? 1 : 2), 0);
  });
}

const isLight = (point: number): boolean =>
  point <= 0x10ff ||
  (point >= 0x2000 && point <= 0x200d) ||
  (point >= 0x2010 && point <= 0x201f) ||
  (point >= 0x2032 && point <= 0x2037);

function sum(text: string, of: (grapheme: string) => number): number {
  let total = 0;
  for (const { segment } of graphemes.segment(text)) total += of(segment);
  return total;
}
