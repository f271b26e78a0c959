/** A page of the HTML export as its blocks, or, of lists of people, as its links: SAX in, blocks out, one at a time. */
import type { Handler } from 'htmlparser2';
import { mimeOf } from './media.ts';

export interface Link {
  readonly href: string;
  readonly text: string;
  /** The line after it, a time mostly. */
  after: string | null;
}

export interface Block {
  heading: string | null;
  /** Lines of the body's first part: what was written. */
  readonly text: string[];
  /** Lines of its further parts: what was attached. */
  readonly more: string[];
  /** Rows of its tables, innermost ones: a label, and what stands beside or below it. */
  readonly rows: { label: string; value: string }[];
  readonly links: Link[];
  readonly media: string[];
  /** Reactions as they stand there, `❤️name (time)`. */
  readonly reactions: string[];
  time: string | null;
}

export interface Taker {
  title(title: string): void;
  person(link: Link): void;
  /** In a list of people: one whom a heading names, or a table. */
  unlinked(block: Block): void;
  block(block: Block): void;
  tooLarge(): void;
}

/** Longest block, in characters. */
const most = 4 << 20;
const mostStray = 1000;
const breaks = /^(?:div|p|li|ul|tr|td|th|table|h[1-6]|section|header)$/;
const has = (names: string, name: string): boolean => ` ${names} `.includes(` ${name} `);
/** A file of the export itself, and not a page of it or of the web. */
const isFile = (href: string): boolean => !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(href) && mimeOf(href) !== null;

export const emptyBlock = (text: string[] = []): Block => ({
  heading: null,
  text,
  more: [],
  rows: [],
  links: [],
  media: [],
  reactions: [],
  time: null,
});

type Region = 'heading' | 'body' | 'time' | 'reactions' | 'silent' | 'footer' | 'title' | 'block';

export class Page {
  /** Lines that stand in no block: all there is, where a page is made in a way nobody knows. */
  readonly stray: string[] = [];
  readonly #people: boolean;
  readonly #take: Taker;
  /** Of every open element the region it began, null where it began none. */
  readonly #open: (Region | null)[] = [];
  #block: Block | null = null;
  #line = '';
  #link: { href: string; text: string } | null = null;
  #person: Link | null = null;
  /** Whether a link of this block has named somebody. */
  #named = false;
  /** Depth of the body; how many of its children have begun, and how many of the last one's. */
  #body = -1;
  #part = 0;
  #inner = 0;
  /** Lines of the body with the places they stand at. */
  #lines: { part: number; inner: number; line: string }[] = [];
  /** Lines of the open rows of tables, the innermost last. */
  readonly #rows: string[][] = [];
  #size = 0;

  constructor(people: boolean, take: Taker) {
    this.#people = people;
    this.#take = take;
  }

  readonly handler: Partial<Handler> = {
    onopentag: (name, attributes) => this.#begin(name, attributes),
    onclosetag: (name) => this.#end(name),
    ontext: (text) => this.#text(text),
  };

  /** The page is over. */
  end(): void {
    this.#flush();
    this.#givePerson();
    this.#giveBlock();
  }

  #begin(name: string, attributes: Record<string, string>): void {
    if (name === 'br') {
      this.#line += '\n';
      return this.#void();
    }
    if (breaks.test(name)) this.#flush();
    const classes = attributes['class'] ?? '';
    const region = this.#regionOf(name, classes);
    if (region === 'block') {
      this.#giveBlock();
      this.#block = emptyBlock();
      this.#lines = [];
      this.#rows.length = 0;
      this.#size = 0;
      this.#part = 0;
    }
    if (this.#body >= 0 && this.#open.length === this.#body) {
      this.#part++;
      this.#inner = 0;
    } else if (this.#body >= 0 && this.#open.length === this.#body + 1) this.#inner++;
    if (name === 'tr' && this.#block !== null) this.#rows.push([]);
    this.#open.push(region);
    if (region === 'body' && this.#body < 0) {
      this.#body = this.#open.length;
      this.#part = 0;
    }
    const source = attributes['src'];
    // A picture inside of a video is its still.
    if (source && (name === 'source' || name === 'video' || name === 'audio' || (name === 'img' && !this.#in('silent'))))
      this.#medium(source);
    const href = attributes['href'];
    if (name === 'a' && href !== undefined && !this.#in('footer')) {
      if (isFile(href)) this.#medium(href);
      this.#link = { href, text: '' };
    }
  }

  #medium(path: string): void {
    if (this.#block !== null && !this.#block.media.includes(path)) this.#block.media.push(path);
  }

  #regionOf(name: string, classes: string): Region | null {
    if (name === 'title') return 'title';
    if (/^(?:script|style|video|audio)$/.test(name)) return 'silent';
    if (has(classes, '_a6-g')) return 'block';
    if (this.#block === null) return has(classes, '_a6-o') ? 'footer' : null;
    if (has(classes, '_a6-h')) return 'heading';
    if (has(classes, '_a6-p')) return 'body';
    if (has(classes, '_a6-o')) return 'time';
    return name === 'ul' && has(classes, '_a6-q') ? 'reactions' : null;
  }

  #void(): void {
    this.#open.push(null);
  }

  #end(name: string): void {
    if (breaks.test(name) || name === 'title') this.#flush();
    if (name === 'a') this.#giveLink();
    if (name === 'tr') this.#giveRow();
    const region = this.#open.pop();
    if (this.#body > this.#open.length) this.#body = -1;
    if (region === 'block') this.#giveBlock();
  }

  #in(region: Region): boolean {
    return this.#open.includes(region);
  }

  #text(text: string): void {
    if (this.#in('silent') || this.#in('footer')) return;
    this.#size += text.length;
    if (this.#size > most) return;
    // As a browser shows it: any run of white space is one space.
    const shown = text.replace(/[ \t\n\r\f]+/g, ' ');
    this.#line += shown;
    if (this.#link !== null) this.#link.text += shown;
  }

  #giveLink(): void {
    const link = this.#link;
    this.#link = null;
    if (link === null) return;
    const whole: Link = { href: link.href, text: tidy(link.text), after: null };
    this.#block?.links.push(whole);
    // What a table says of somebody is known at its end.
    if (!this.#people || this.#rows.length > 0) return;
    this.#givePerson();
    this.#person = whole;
    this.#named = true;
    this.#line = '';
    this.#size = 0;
  }

  #giveRow(): void {
    const [label, ...values] = this.#rows.pop() ?? [];
    if (label !== undefined) this.#block?.rows.push({ label, value: values.join('\n') });
  }

  #givePerson(): void {
    if (this.#person !== null) this.#take.person(this.#person);
    this.#person = null;
  }

  #giveBlock(): void {
    const block = this.#block;
    this.#block = null;
    this.#body = -1;
    if (block === null) return;
    this.#sort(block);
    const named = this.#named;
    this.#named = false;
    if (this.#person !== null) this.#person.after ??= block.time;
    this.#givePerson();
    if (named) return;
    if (this.#size > most) this.#take.tooLarge();
    else if (this.#people) this.#take.unlinked(block);
    else this.#take.block(block);
  }

  /** What was written goes before what was attached: in children of the body, or, where it has one child alone, in the first two of that. */
  #sort(block: Block): void {
    const alone = this.#lines.every(({ part }) => part === 1) && this.#lines.some(({ inner }) => inner > 2);
    for (const { part, inner, line } of this.#lines) {
      const first = alone && block.rows.length === 0 ? inner <= 2 : part <= 1;
      (first ? block.text : block.more).push(line);
    }
    this.#lines = [];
  }

  #flush(): void {
    const line = tidy(this.#line);
    this.#line = '';
    if (line === '') return;
    if (this.#in('title')) return this.#take.title(line);
    if (this.#person !== null && !this.#in('heading')) this.#person.after ??= line;
    if (this.#people && (this.#block === null || this.#person !== null)) return;
    const block = this.#block;
    if (block === null) {
      if (!this.#in('footer') && this.stray.length < mostStray) this.stray.push(line);
      return;
    }
    if (this.#in('heading')) block.heading = block.heading === null ? line : `${block.heading}\n${line}`;
    else if (this.#in('time')) block.time ??= line;
    else if (this.#in('reactions')) block.reactions.push(line);
    else {
      this.#rows.at(-1)?.push(line);
      this.#lines.push({ part: this.#part, inner: this.#inner, line });
    }
  }
}

/** A year and another number, digits of any script. */
export const looksLikeTime = (line: string): boolean =>
  line.length < 80 &&
  /\p{Nd}{4}.*\p{Nd}|\p{Nd}.*\p{Nd}{4}|\p{Nd}{1,2}[./]\p{Nd}{1,2}[./]\p{Nd}{2}/u.test(line) &&
  (/\s/.test(line) || !/\p{L}/u.test(line));

/** Without the white space around lines that only the page's source has. */
const tidy = (line: string): string =>
  line
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
