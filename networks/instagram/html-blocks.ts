/** A page of the HTML export as its blocks, or, of lists of people, as its links: SAX in, blocks out, one at a time. */
import type { Handler } from 'htmlparser2';

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
  readonly links: Link[];
  readonly media: string[];
  /** Reactions as they stand there, `❤️name (time)`. */
  readonly reactions: string[];
  time: string | null;
}

export interface Taker {
  title(title: string): void;
  person(link: Link): void;
  block(block: Block): void;
  tooLarge(): void;
}

/** Longest block, in characters. */
const most = 4 << 20;
const mostStray = 1000;
const breaks = /^(?:div|p|li|ul|tr|td|th|table|h[1-6]|section|header)$/;
const has = (names: string, name: string): boolean => ` ${names} `.includes(` ${name} `);

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
  /** Depth of the body, and how many of its children have begun. */
  #body = -1;
  #part = 0;
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
      this.#block = { heading: null, text: [], more: [], links: [], media: [], reactions: [], time: null };
      this.#size = 0;
      this.#part = 0;
    }
    if (this.#body >= 0 && this.#open.length === this.#body) this.#part++;
    this.#open.push(region);
    if (region === 'body' && this.#body < 0) {
      this.#body = this.#open.length;
      this.#part = 0;
    }
    const source = attributes['src'];
    if ((name === 'img' || name === 'video' || name === 'audio' || name === 'source') && source && this.#block !== null)
      if (!this.#block.media.includes(source)) this.#block.media.push(source);
    if (name === 'a' && attributes['href'] !== undefined && !this.#in('footer'))
      this.#link = { href: attributes['href'], text: '' };
  }

  #regionOf(name: string, classes: string): Region | null {
    if (name === 'title') return 'title';
    if (/^(?:script|style|video|audio)$/.test(name)) return 'silent';
    if (has(classes, '_a6-g')) return 'block';
    if (this.#block === null) return has(classes, '_a6-o') ? 'footer' : null;
    if (has(classes, '_a6-h')) return 'heading';
    if (has(classes, '_a6-p')) return 'body';
    if (has(classes, '_a6-o')) return 'time';
    return has(classes, '_a6-q') ? 'reactions' : null;
  }

  #void(): void {
    this.#open.push(null);
  }

  #end(name: string): void {
    if (breaks.test(name) || name === 'title') this.#flush();
    if (name === 'a') this.#giveLink();
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
    if (this.#people) {
      this.#givePerson();
      this.#person = whole;
      this.#line = '';
    }
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
    if (this.#people) {
      const named = this.#person !== null || block.links.length > 0;
      this.#givePerson();
      // A name alone, without an address.
      if (!named && block.heading !== null)
        this.#take.person({ href: '', text: block.heading, after: block.time ?? block.text[0] ?? null });
      return;
    }
    if (this.#size > most) this.#take.tooLarge();
    else this.#take.block(block);
  }

  #flush(): void {
    const line = tidy(this.#line);
    this.#line = '';
    if (line === '') return;
    if (this.#in('title')) return this.#take.title(line);
    if (this.#people) {
      if (this.#person !== null && !this.#in('heading')) this.#person.after ??= line;
      if (this.#block === null || this.#person !== null) return;
    }
    const block = this.#block;
    if (block === null) {
      if (!this.#in('footer') && this.stray.length < mostStray) this.stray.push(line);
      return;
    }
    if (this.#in('heading')) block.heading = block.heading === null ? line : `${block.heading}\n${line}`;
    else if (this.#in('time')) block.time ??= line;
    else if (this.#in('reactions')) block.reactions.push(line);
    else if (this.#part <= 1) block.text.push(line);
    else block.more.push(line);
  }
}

/** Without the white space around lines that only the page's source has. */
const tidy = (line: string): string =>
  line
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
