/** What a person saw of a post's HTML: its text with paragraphs and line breaks, links as they were shortened, and where they lead. */
import { Parser } from 'htmlparser2';
import { addressOf } from './shape.ts';

export interface Shown {
  readonly text: string;
  /** Where its links lead, but for those to tags and people. */
  readonly links: readonly string[];
  /** Tags that are links, without `#`. */
  readonly tags: readonly string[];
  /** Addresses of the people its links name. */
  readonly mentions: readonly string[];
}

/** Set apart from what stands before and after by an empty line. */
const paragraphs = new Set(['p', 'blockquote', 'ul', 'ol', 'pre', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'figure', 'hr']);
/** Begin on a line of their own. */
const blocks = new Set(['div', 'li', 'tr', 'section', 'article', 'header', 'footer', 'figcaption', 'dt', 'dd']);
const unseen = new Set(['script', 'style', 'template', 'head', 'title']);
/** Have no end, and so cannot hide anything. */
const single = new Set(['br', 'img', 'hr', 'wbr', 'input', 'meta', 'link', 'source', 'area', 'base', 'col', 'embed', 'track']);
const noEnd = /^[\t\r\n ]*$/;

/** `withoutQuote`: leaves out the line "RE: address" that stands in for a quoted post, which the person saw itself. */
export function shownOf(html: string, { withoutQuote = false }: { withoutQuote?: boolean } = {}): Shown {
  const reading = new Reading(withoutQuote);
  const parser = new Parser(reading, { decodeEntities: true, lowerCaseTags: true });
  parser.end(html);
  return { text: reading.text, links: [...reading.links], tags: [...reading.tags], mentions: [...reading.mentions] };
}

/** A list may begin at any number. */
function beforeFirst(start: string | undefined): number {
  return start !== undefined && /^-?\d{1,9}$/.test(start) ? Number(start) - 1 : 0;
}

type List = { readonly ordered: boolean; count: number };

class Reading {
  text = '';
  readonly links = new Set<string>();
  readonly tags = new Set<string>();
  readonly mentions = new Set<string>();
  readonly #withoutQuote: boolean;
  /** Line feeds that are due before the next text: 2 for a paragraph, 1 for a block. */
  #due = 0;
  /** After a line break or the edge of a block, the source's own indentation is not seen. */
  #atEdge = true;
  /** How many elements are open inside one that is not seen, itself included. */
  #hidden = 0;
  /** For each open element that is no `single`: does it end in an ellipsis? */
  readonly #ellipses: boolean[] = [];
  readonly #lists: List[] = [];
  #preformatted = 0;
  /** The text of the link to a tag that is open. */
  #tag: string | null = null;

  constructor(withoutQuote: boolean) {
    this.#withoutQuote = withoutQuote;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    const classes = ` ${attributes['class'] ?? ''} `;
    if (name === 'a') this.#open(attributes['href'], classes, attributes['rel'] ?? '');
    if (this.#hidden > 0 || this.#isHidden(name, classes)) {
      if (!single.has(name)) this.#hidden++;
      return;
    }
    if (!single.has(name)) this.#ellipses.push(classes.includes(' ellipsis '));
    if (name === 'br') {
      this.#add('\n');
      this.#atEdge = true;
    } else if (name === 'img') this.#add(attributes['alt'] ?? '');
    else this.#edge(name);
    if (name === 'pre') this.#preformatted++;
    if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', count: beforeFirst(attributes['start']) });
    if (name === 'li') this.#bullet();
  }

  ontext(text: string): void {
    if (this.#hidden > 0) return;
    if (this.#tag !== null) this.#tag += text;
    if (this.#preformatted > 0) return this.#add(text);
    const seen = this.#atEdge ? text.replace(/^[\t\r\n ]*[\r\n][\t ]*/, '') : text;
    if (this.#atEdge && this.#due > 0 && noEnd.test(seen)) return;
    this.#add(seen);
  }

  onclosetag(name: string): void {
    if (name === 'a') this.#close();
    if (single.has(name)) return;
    if (this.#hidden > 0) {
      this.#hidden--;
      return;
    }
    if (this.#ellipses.pop() === true) this.#add('…');
    if (name === 'pre') this.#preformatted--;
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    this.#edge(name);
  }

  #isHidden(name: string, classes: string): boolean {
    return unseen.has(name) || classes.includes(' invisible ') || (this.#withoutQuote && classes.includes(' quote-inline '));
  }

  #open(href: string | undefined, classes: string, rel: string): void {
    const address = addressOf(href);
    if (classes.includes(' hashtag ') || / tag /.test(` ${rel} `)) this.#tag = '';
    else if (address === null) return;
    else if (classes.includes(' mention ')) this.mentions.add(address);
    else this.links.add(address);
  }

  #close(): void {
    if (this.#tag === null) return;
    const name = this.#tag.trim().replace(/^#/, '');
    if (name !== '') this.tags.add(name);
    this.#tag = null;
  }

  #edge(name: string): void {
    const due = paragraphs.has(name) && !(this.#lists.length > 0 && (name === 'ul' || name === 'ol' || name === 'p')) ? 2 : 1;
    if (due === 1 && !blocks.has(name) && !paragraphs.has(name)) return;
    this.#due = Math.max(this.#due, due);
    this.#atEdge = true;
  }

  #bullet(): void {
    const list = this.#lists.at(-1);
    if (list === undefined) return;
    list.count++;
    this.#add(list.ordered ? `${list.count}. ` : '• ');
    this.#due = 0;
    this.#atEdge = true;
    this.#bulleted = this.text.length;
  }
  /** Length of the text behind the last bullet: a paragraph that begins there begins on its line. */
  #bulleted = -1;

  #add(text: string): void {
    if (text === '') return;
    // Nothing stands before the first paragraph.
    if (this.text !== '' && this.#bulleted !== this.text.length) this.text += '\n'.repeat(this.#due);
    this.#due = 0;
    this.#atEdge = false;
    this.text += text;
  }
}
