/**
 * The JSON export: one document of any size. Lists are walked into and their items taken whole; sections are found by their names wherever they stand.
 * What no layout knows becomes events under the section's own name.
 */
import {
  DamagedFile,
  pointer,
  walkJson,
  type ExportFile,
  type JsonPath,
  type JsonVisitor,
  type Out,
} from '../../engine/intake/toolkit/index.ts';
import type { RecordKind } from '../../shared/records.ts';
import { isNothing } from './dates.ts';
import { closeConversation, conversation, message, wholeConversation, type Conversation } from './conversations.ts';
import { event, profile, saysWhat, take } from './drafts.ts';
import { context, handleOf, isItem, warnOnce, type Context } from './items.ts';
import { live } from './lives.ts';
import { fold } from './fold.ts';
import type { MediaFiles } from './media.ts';
import { roleOf } from './labels.ts';
import { isCategory, sectionOf, type Section } from './sections.ts';

/** What is being walked through. */
interface Frame {
  readonly as: 'tree' | 'list' | 'settings' | 'chats' | 'conversation' | 'lives';
  readonly section: Section | null;
  /** The section's own name, the topic of what no layout knows. */
  readonly name: string;
  /** 0 the document, 1 a category, 2 a section, 3 what stands in it. */
  readonly level: number;
  readonly locator: string;
  talk: Conversation | null;
  /** Values beside the lists. */
  scalars: Record<string, unknown> | null;
}

/** Siblings of lists that say nothing about the person. */
const structure = new Set(['app', 'isfastlane']);
const chats = new Set(['chathistory', 'groupchat']);
const settings = new Set(['settingsmap', 'watchlivesettingsmap']);

/** Names of the lists whose absence is told; filled while reading. */
export type Seen = Set<string>;

/** Reads one JSON file. Throws `DamagedFile` where it ends in the middle, after all that came before. */
export async function readJson(file: ExportFile, self: string | null, seen: Seen, media: MediaFiles, out: Out): Promise<void> {
  const ctx = context(out, self, media);
  const walk = new Walk(ctx, seen);
  try {
    await walkJson(file.open(), walk);
  } catch (error) {
    if (error instanceof DamagedFile) walk.close();
    throw error;
  }
}

class Walk implements JsonVisitor {
  readonly #ctx: Context;
  readonly #seen: Seen;
  readonly #frames: Frame[] = [];

  constructor(ctx: Context, seen: Seen) {
    this.#ctx = ctx;
    this.#seen = seen;
  }

  enter(path: JsonPath, type: 'object' | 'array'): boolean | 'items' {
    // Members of lists are always wanted whole.
    return this.#open(path, type) && (type === 'array' ? 'items' : true);
  }

  #open(path: JsonPath, type: 'object' | 'array'): boolean {
    const parent = this.#frames.at(-1);
    if (parent === undefined) {
      this.#frames.push({
        as: type === 'array' ? 'list' : 'tree',
        section: null,
        name: '',
        level: 0,
        locator: '',
        talk: null,
        scalars: null,
      });
      return true;
    }
    const key = path.at(-1) ?? '';
    if (typeof key === 'number' || parent.as === 'settings' || parent.as === 'lives') return false;
    const folded = fold(key);
    const inChats = parent.as === 'chats' && !chats.has(folded);
    if (inChats && type === 'object') return false;
    const level = path.length <= 2 && type === 'object' && isCategory(key) ? 1 : parent.level + 1;
    // Deeper things belong together, and so does what a profile says.
    if (type === 'object' && (folded === 'profilemap' || level > 3)) return false;
    const named = inChats ? null : sectionOf(key);
    const section = named ?? parent.section;
    if (named !== null) this.#seen.add(named.id);
    const locator = `${parent.locator}/${escaped(key)}`;
    const name = level <= 2 && !inChats ? key : parent.name;
    const chat = section?.make === 'chat' || section?.make === 'group-chat';
    let as: Frame['as'] = type === 'array' ? 'list' : 'tree';
    let talk: Conversation | null = null;
    if (type === 'object' && chats.has(folded)) as = 'chats';
    else if (type === 'object' && settings.has(folded)) as = 'settings';
    else if (type === 'object' && folded === 'watchlivemap') as = 'lives';
    else if (type === 'array' && chat && (inChats || named === null)) {
      as = 'conversation';
      talk = conversation(section.make === 'chat' ? 'chat' : 'group-chat', key, locator);
    }
    this.#frames.push({ as, section, name, level, locator, talk, scalars: null });
    return true;
  }

  value(path: JsonPath, value: unknown): void {
    const frame = this.#frames.at(-1);
    const key = path.at(-1);
    if (frame === undefined || key === undefined) {
      this.#ctx.out.refuse('event', '', 'wrong-shape');
      return;
    }
    if (frame.as === 'conversation' && frame.talk !== null) {
      message(frame.talk, value, `${frame.locator}/${key}`, this.#ctx);
    } else if (frame.as === 'list') {
      this.#item(frame, value, `${frame.locator}/${key}`);
    } else {
      this.#member(frame, String(key), value);
    }
  }

  leave(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    if (frame.talk !== null) closeConversation(frame.talk, this.#ctx);
    const { scalars, section } = frame;
    if (scalars === null || Object.values(scalars).every(isNothing)) return;
    if (section?.make === 'profile' && saysWhat(section, scalars)) profile(scalars, frame.locator, this.#ctx);
    else if (section !== null && saysWhat(section, scalars)) take(section, scalars, frame.locator, this.#ctx);
    else this.#event(frame, scalars, frame.locator, null);
  }

  refused(path: JsonPath, reason: Parameters<NonNullable<JsonVisitor['refused']>>[1]): void {
    this.#ctx.out.refuse(this.#kind(), pointer(path), reason);
  }

  invalidText(): void {
    warnOnce(this.#ctx, 'invalid-utf8');
  }

  breathe(): Promise<void> {
    return this.#ctx.out.breathe();
  }

  /** Also where the document is cut off: what was gathered is told. */
  close(): void {
    while (this.#frames.length > 0) this.leave();
  }

  #kind(): RecordKind {
    return this.#frames.at(-1)?.section?.kind ?? 'event';
  }

  #item(frame: Frame, value: unknown, locator: string): void {
    const { section } = frame;
    if (section === null) {
      this.#event(frame, value, locator, null);
    } else if (section.make === 'tako' || section.make === 'chat' || section.make === 'group-chat') {
      this.#talked(frame, section.make, value, locator);
    } else {
      take(section, value, locator, this.#ctx);
    }
  }

  /** An item of a list of conversations, or of messages that stand there without one. */
  #talked(frame: Frame, make: 'chat' | 'group-chat' | 'tako', value: unknown, locator: string): void {
    if (!isItem(value) || Object.keys(value).length === 0) {
      this.#ctx.out.refuse('conversation', locator, value === null || isItem(value) ? 'empty-item' : 'wrong-shape');
    } else if (Object.keys(value).some((key) => roleOf('message', key) === 'date')) {
      frame.talk ??= conversation(make, frame.name, frame.locator);
      message(frame.talk, value, locator, this.#ctx);
    } else {
      wholeConversation(make, frame.name, value, locator, this.#ctx);
    }
  }

  /** A value with a name of its own. */
  #member(frame: Frame, key: string, value: unknown): void {
    const locator = `${frame.locator}/${escaped(key)}`;
    if (frame.as === 'settings') return event('setting', 'setting', value, locator, this.#ctx, key);
    const folded = fold(key);
    if (structure.has(folded)) return;
    if (frame.as === 'lives') return live(key, value, locator, this.#ctx);
    if (frame.as === 'chats') return this.#chat(frame, key, value, locator);
    const named = sectionOf(key);
    if (named !== null) this.#seen.add(named.id);
    if (value === null) return;
    if (isItem(value)) {
      const section = named ?? frame.section;
      if (section?.make === 'profile') profile(value, locator, this.#ctx);
      else if (section !== null && section.make !== 'chat' && section.make !== 'group-chat' && section.make !== 'tako')
        take(section, value, locator, this.#ctx);
      else this.#event(frame, value, locator, key);
      return;
    }
    // A word where a list of people or posts should stand.
    if (named !== null && named.kind !== 'event' && named.make !== 'profile' && !hasRole(frame.section, key)) {
      if (isNothing(value)) return;
      this.#ctx.out.refuse(named.kind, locator, 'wrong-shape');
      return;
    }
    frame.scalars ??= {};
    frame.scalars[key] = value;
    if (Object.keys(frame.scalars).length < 256) return;
    this.#event(frame, frame.scalars, locator, null);
    frame.scalars = null;
  }

  /** A conversation that is no list of messages. */
  #chat(frame: Frame, key: string, value: unknown, locator: string): void {
    const make = frame.section?.make === 'group-chat' ? 'group-chat' : 'chat';
    if (isItem(value)) return wholeConversation(make, key, value, locator, this.#ctx);
    if (value === null || value === '') return closeConversation(conversation(make, key, locator), this.#ctx);
    this.#ctx.out.refuse('conversation', locator, 'wrong-shape');
  }

  #event(frame: Frame, data: unknown, locator: string, title: string | null): void {
    const { section } = frame;
    if (data === null || (isItem(data) && Object.keys(data).length === 0)) {
      this.#ctx.out.refuse('event', locator, 'empty-item');
      return;
    }
    const name = frame.name === '' ? 'export' : frame.name;
    if (section === null) warnOnce(this.#ctx, 'section-unknown', name);
    event(section?.id ?? fold(name), section?.topic ?? name, data, locator, this.#ctx, title);
  }
}

/** Fields of a thing may have the name of a section (`Following` is both). */
const hasRole = (section: Section | null, key: string): boolean => section?.make === 'profile' && roleOf('profile', key) !== null;

const escaped = (key: string): string => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);

class Found extends Error {}

/** Handle and name of the account, as the profile of the export gives them. Stops at the profile; reads on to the end where there is none. */
export async function accountIn(file: ExportFile): Promise<{ handle: string | null; name: string | null } | null> {
  let depth = 0;
  let account: { handle: string | null; name: string | null } | null = null;
  // Of a profile that stands in its section without a map of its own.
  const loose: Record<string, unknown> = {};
  const isProfile = (key: string | number | undefined): boolean => typeof key === 'string' && sectionOf(key)?.make === 'profile';
  const look = (item: unknown): void => {
    if (!isItem(item)) return;
    let handle: string | null = null;
    let name: string | null = null;
    for (const [key, value] of Object.entries(item)) {
      const role = roleOf('profile', key);
      if (role === 'handle') handle ??= handleOf(value);
      else if (role === 'shown') name ??= typeof value === 'string' && !isNothing(value) ? value : null;
    }
    if (handle === null && name === null) return;
    account = { handle, name };
    throw new Found();
  };
  try {
    await walkJson(file.open(), {
      enter: (path, type) => {
        const key = path.at(-1);
        if (typeof key === 'number' || depth > 4) return false;
        if (type === 'object' && typeof key === 'string' && fold(key) === 'profilemap') return false;
        depth++;
        return type === 'array' ? 'items' : true;
      },
      leave: (path) => {
        depth--;
        if (isProfile(path.at(-1))) look(loose);
      },
      value: (path, value) => {
        const key = path.at(-1);
        if (typeof key === 'string' && fold(key) === 'profilemap') return look(value);
        if (typeof key === 'string' && isProfile(path.at(-2))) loose[key] = value;
      },
      refused: () => {},
    });
  } catch (error) {
    if (error instanceof Found) return account;
    if (!(error instanceof DamagedFile)) throw error;
  }
  return account;
}
