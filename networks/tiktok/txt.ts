/**
 * The TXT export: one file a section, blocks of `Label: value` lines between empty lines, conversations under `>>> Chat History with <user>::`.
 * Known labels are read by name; where none is known, by position: a date and one other line.
 */
import { DamagedFile, lines, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant, saidText } from './dates.ts';
import { closeConversation, conversation, message, type Conversation } from './conversations.ts';
import { event, profile, saysWhat, take } from './drafts.ts';
import { context, handleOf, warnOnce, type Context } from './items.ts';
import { fold } from './fold.ts';
import type { MediaFiles } from './media.ts';
import { roleOf, type Fields } from './labels.ts';
import { sectionOf, type Section } from './sections.ts';

/** `Following_2.txt`, `Following (1).txt` → `Following`. */
export function sectionName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.txt$/i, '');
  return base.replace(/(?:_\d{1,4}|\s*\(\d{1,3}\))$/, '');
}

interface Line {
  readonly number: number;
  readonly label: string | null;
  readonly value: string;
  readonly whole: string;
}

/** A label is short and stands before the first `: ` of a line; values may hold more of them. */
function parse(text: string, number: number): Line {
  let at = text.indexOf(': ');
  if (at < 0 && text.endsWith(':')) at = text.length - 1;
  if (at < 0) at = text.indexOf('：');
  if (at <= 0 || at > 80) return { number, label: null, value: text, whole: text };
  return { number, label: text.slice(0, at).trim(), value: text.slice(at + 1).replace(/^ /, ''), whole: text };
}

/** English labels without a role that may follow the text of a comment or a post. */
const afterText = new Set(['sticker', 'photo', 'video', 'addyourstext', 'sound', 'location', 'alternatetext', 'coverimage']);

export const chatHeading = /^>>>\s*\S.*:\s*$/;
const chatLine = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?) ([^:]{1,100}): ?(.*)$/s;

/** Reads one TXT file. */
export async function readTxt(file: ExportFile, self: string | null, media: MediaFiles, out: Out): Promise<void> {
  const ctx = context(out, self, media);
  const name = sectionName(file.path);
  const reader = new Reader(sectionOf(name), name, ctx);
  let last: number | null = null;
  try {
    for await (const batch of lines(watched(file.open(), (at) => (last = at)))) {
      for (const line of batch) reader.line(line);
      await out.breathe();
    }
  } catch (error) {
    if (error instanceof DamagedFile) reader.end();
    throw error;
  }
  reader.end();
  // TikTok ends the last line too; a zero is the second byte of a character.
  if (reader.made && last !== null && last !== 0x0a && last !== 0x0d && last !== 0) out.warn('no-line-end');
}

/** The bytes as they come; `ended` is told the last of each piece. */
async function* watched(bytes: AsyncIterable<Buffer>, ended: (last: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    const last = chunk.at(-1);
    if (last !== undefined) ended(last);
    yield chunk;
  }
}

class Reader {
  readonly #section: Section | null;
  readonly #name: string;
  readonly #ctx: Context;
  /** Whether anything but a sentence stood there. */
  made = false;
  #number = 0;
  /** The lines of the block under way. */
  #block: Line[] = [];
  /** Empty lines since the last line: inside a text they are part of it. */
  #gap = 0;
  /** Of a section whose blocks begin with a date: the label of that date, and all labels of the first block. */
  #first: string | null = null;
  readonly #labels = new Set<string>();
  #blocks = 0;
  #talk: Conversation | null = null;
  #said: { line: number; date: string; from: string; text: string } | null = null;

  constructor(section: Section | null, name: string, ctx: Context) {
    this.#section = section;
    this.#name = name;
    this.#ctx = ctx;
  }

  line(text: string): void {
    this.#number++;
    if (text.trim() === '') {
      this.#gap++;
      return;
    }
    if (chatHeading.test(text) && (this.#talk !== null || text.startsWith('>>>'))) this.#open(text);
    else if (this.#talk !== null) this.#chat(text);
    else this.#take(parse(text, this.#number), text);
    this.#gap = 0;
  }

  end(): void {
    this.#flushSaid();
    if (this.#talk !== null) closeConversation(this.#talk, this.#ctx);
    this.#talk = null;
    this.#flush(true);
  }

  #open(text: string): void {
    this.#flush(false);
    this.#flushSaid();
    if (this.#talk !== null) closeConversation(this.#talk, this.#ctx);
    const make = this.#section?.make === 'group-chat' || this.#section?.make === 'tako' ? this.#section.make : 'chat';
    this.#talk = conversation(make, text, `line ${this.#number}`);
  }

  #chat(text: string): void {
    const found = chatLine.exec(text);
    if (found !== null && instant(found[1]) !== null) {
      this.#flushSaid();
      this.#said = { line: this.#number, date: found[1] ?? '', from: found[2] ?? '', text: found[3] ?? '' };
    } else if (this.#said !== null) {
      this.#said.text += '\n'.repeat(this.#gap + 1) + text;
    } else {
      this.#ctx.out.refuse('message', `line ${this.#number}`, 'wrong-shape');
    }
  }

  #flushSaid(): void {
    const said = this.#said;
    this.#said = null;
    if (said === null || this.#talk === null) return;
    this.made = true;
    message(this.#talk, { Date: said.date, From: said.from, Content: said.text }, `line ${said.line}`, this.#ctx);
  }

  #take(line: Line, text: string): void {
    const dated = line.label !== null && instant(line.value) !== null;
    if (this.#block.length === 0 && this.#blocks === 0) {
      if (dated) this.#first = line.label;
    } else if (this.#first !== null) {
      // A block begins with its date, whatever empty lines a text may hold.
      if (line.label === this.#first && dated) this.#flush(false);
      else if (this.#gap > 0 && !this.#isProse()) this.#flush(false);
      else if (this.#gap > 0 || !this.#isField(line)) return this.#goOn(text);
    } else if (this.#gap > 0) {
      this.#flush(false);
    } else if (line.label === null && this.#block.at(-1)?.label != null) {
      return this.#goOn(text);
    }
    if (this.#first !== null && this.#blocks === 0 && line.label !== null) this.#labels.add(line.label);
    this.#block.push(line);
  }

  /** Sections whose texts may hold empty lines. */
  #isProse(): boolean {
    return this.#section?.make === 'comment' || this.#section?.make === 'post';
  }

  /** Whether a line of a dated block is a field of its own, and not more of the text before it. */
  #isField(line: Line): boolean {
    if (line.label === null) return false;
    const isKnown = roleOf(fieldsOf(this.#section), line.label) !== null || afterText.has(fold(line.label));
    // Only in English are all labels known that can follow a text; elsewhere a label must be taken for one.
    const before = fold(this.#block.at(-1)?.label ?? '');
    if (this.#isProse() && (before === 'comment' || before === 'title')) return isKnown || this.#labels.has(line.label);
    return this.#blocks === 0 || isKnown || this.#labels.has(line.label) || !this.#isProse();
  }

  /** More of the value before: an own line of a text. */
  #goOn(text: string): void {
    const last = this.#block.pop();
    const more = '\n'.repeat(this.#gap + 1) + text;
    if (last === undefined) return;
    this.#block.push({ ...last, value: last.value + more, whole: last.whole + more });
  }

  #flush(atEnd: boolean): void {
    const block = this.#block;
    this.#block = [];
    const first = block[0];
    if (first === undefined) return;
    this.#blocks++;
    const locator = `line ${first.number}`;
    const section = this.#section;
    if (block.every((line) => line.label === null)) {
      // One sentence and nothing else: the network says, in its language, that there is nothing.
      if (atEnd && this.#blocks === 1 && block.length === 1 && instant(first.value) === null) return;
      if (section !== null && section.kind !== 'event') this.#ctx.out.refuse(section.kind, locator, 'wrong-shape');
      else this.#event(block.map((line) => line.whole).join('\n'), locator, null);
      return;
    }
    this.made = true;
    const item: Record<string, unknown> = {};
    let heading: string | null = null;
    for (const [index, line] of block.entries()) {
      if (line.label === null) {
        if (index === 0) heading = line.value;
        else item[`line ${line.number}`] = line.value;
      } else if (line.label in item) item[`${line.label} (line ${line.number})`] = line.value;
      else item[line.label] = line.value;
    }
    this.#make(block, item, locator, heading);
  }

  #make(block: readonly Line[], item: Record<string, unknown>, locator: string, heading: string | null): void {
    const section = this.#section;
    const ctx = this.#ctx;
    if (section === null) return this.#event(item, locator, heading);
    if (section.make === 'profile') {
      if (saysWhat(section, item)) profile(item, locator, ctx);
      else this.#event(item, locator, heading);
    } else if (section.make === 'settings') {
      for (const line of block) event('setting', 'setting', line.value, `line ${line.number}`, ctx, line.label ?? line.value);
    } else if (section.kind === 'message' || section.kind === 'event') {
      this.#event(item, locator, heading);
    } else {
      take(section, this.#named(section, block, item), locator, ctx);
    }
  }

  /** With labels of a language that is not known: the first line is a date, the other is what the section is about. */
  #named(section: Section, block: readonly Line[], item: Record<string, unknown>): Record<string, unknown> {
    if (saysWhat(section, item)) return item;
    const [one, other] = block;
    if (block.length !== 2 || one === undefined || other === undefined || instant(one.value) === null) return item;
    // A known label with nothing behind it is not another language.
    if (other.label !== null && roleOf(fieldsOf(section), other.label) !== null) return item;
    warnOnce(this.#ctx, 'labels-unknown', other.label ?? undefined);
    return { Date: one.value, [byPosition[section.make] ?? 'Link']: other.value };
  }

  #event(data: unknown, locator: string, heading: string | null): void {
    if (this.#section === null) warnOnce(this.#ctx, 'section-unknown', this.#name);
    const known = typeof data === 'object' && data !== null && Object.keys(data).some((key) => roleOf('event', key) === 'date');
    const named = known || this.#first === null || typeof data !== 'object' || data === null ? data : dated(data, this.#first);
    if (named !== data) warnOnce(this.#ctx, 'labels-unknown', this.#first ?? undefined);
    event(this.#section?.id ?? fold(this.#name), this.#section?.topic ?? this.#name, named, locator, this.#ctx, heading);
  }
}

/** The date under a name that is known, beside everything as it came. */
function dated(data: object, label: string): Record<string, unknown> {
  const given: Record<string, unknown> = { ...data };
  return label in given ? { Date: given[label], ...given } : given;
}

const byPosition: Readonly<Partial<Record<Section['make'], string>>> = { relation: 'UserName', comment: 'Comment' };

function fieldsOf(section: Section | null): Fields {
  const make = section?.make;
  if (make === 'relation' || make === 'reaction' || make === 'post' || make === 'comment' || make === 'profile') return make;
  return 'event';
}

/** Handle and name of the account, as a profile file gives them. */
export function accountInText(text: string): { handle: string | null; name: string | null } | null {
  let handle: string | null = null;
  let name: string | null = null;
  for (const [index, one] of text.split(/\r\n|\n|\r/).entries()) {
    const { label, value } = parse(one, index + 1);
    const role = label === null ? null : roleOf('profile', label);
    if (role === 'handle') handle ??= handleOf(value);
    else if (role === 'shown') name ??= saidText(value);
  }
  return handle === null && name === null ? null : { handle, name };
}
