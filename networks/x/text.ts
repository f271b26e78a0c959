/** What the person saw: X's escapes undone and its t.co links replaced by where they lead. */

const escapes = /&(?:amp|lt|gt|quot|#39);/g;

/**
 * X escapes `&`, `<` and `>` (in some files quotes too), each once: what is left after one pass was typed that way.
 * Every `&` that was typed came as `&amp;`, so undoing the quotes can never harm what was meant.
 */
export function unescape(text: string): string {
  return text.includes('&') ? text.replace(escapes, plain) : text;
}

function plain(escape: string): string {
  switch (escape) {
    case '&amp;':
      return '&';
    case '&lt;':
      return '<';
    case '&gt;':
      return '>';
    case '&quot;':
      return '"';
    default:
      return "'";
  }
}

/** A short link in a text: what stands there and what the person saw in its place ("" where they saw a picture instead). */
export interface ShortLink {
  readonly url: string;
  readonly shown: string;
  /** Where it begins in the escaped text, counted in code points; -1 where nothing says. */
  readonly at: number;
}

/** The longest post there can be (25,000 characters) with 160 links. */
const mostWork = 4_000_000;

interface Place {
  readonly from: number;
  readonly to: number;
  readonly shown: string;
}

/**
 * The text with its links as they were shown. The indices that X gives are believed only where the link really stands there (they are wrong in
 * retweets that were cut); else every place where it stands is taken. Text that is no link is never touched.
 */
export function shownText(text: string, links: readonly ShortLink[]): string {
  // Only an export made to harm has this many links in this much text; it keeps them as they are.
  if (links.length === 0 || text.length * links.length > mostWork) return unescape(text);
  const places: Place[] = [];
  for (const link of links) findPlaces(text, link, places);
  if (places.length === 0) return unescape(text);
  places.sort((a, b) => a.from - b.from);
  let out = '';
  let done = 0;
  for (const { from, to, shown } of places) {
    if (from < done) continue;
    let before = from;
    // The blank that set the link of a picture apart was not seen either.
    if (shown === '' && before > done && isBlank(text, before - 1) && (to === text.length || isBlank(text, to))) before--;
    out += unescape(text.slice(done, before)) + shown;
    done = to;
  }
  return out + unescape(text.slice(done));
}

function findPlaces(text: string, { url, shown, at }: ShortLink, places: Place[]): void {
  if (url === '') return;
  if (at >= 0) {
    const from = toUnits(text, at);
    if (text.startsWith(url, from) && isWhole(text, from + url.length)) {
      places.push({ from, to: from + url.length, shown });
      return;
    }
  }
  for (let from = text.indexOf(url); from >= 0; from = text.indexOf(url, from + url.length))
    if (isWhole(text, from + url.length)) places.push({ from, to: from + url.length, shown });
}

/** `https://t.co/ab` is not meant where `https://t.co/abc` stands. */
function isWhole(text: string, end: number): boolean {
  const c = text.charCodeAt(end);
  return !((c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a));
}

function isBlank(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c === 0x20 || c === 0x0a || c === 0xa0;
}

const surrogate = /[\ud800-\udbff]/;

/** An index in code points as an index in UTF-16 units. */
function toUnits(text: string, points: number): number {
  if (!surrogate.test(text)) return points;
  let units = 0;
  for (let seen = 0; seen < points && units < text.length; seen++) {
    const c = text.charCodeAt(units);
    units += c >= 0xd800 && c <= 0xdbff && units + 1 < text.length ? 2 : 1;
  }
  return units;
}
