/**
 * Direct messages, single and group. A conversation may hold millions: its messages stream, and only who took part is remembered until it ends, which is when
 * its own record is emitted.
 */
import { hash } from 'node:crypto';
import {
  asId,
  DamagedFile,
  pointer,
  recordId,
  walkJson,
  type AccountName,
  type ExportFile,
  type JsonPath,
  type Out,
} from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { addPicture, type MediaFiles, type Missing } from './media.ts';
import { inCommon, jsonOf } from './rows.ts';
import { linksOf, noLinks, noReactions, rawOf, reactionOf } from './message-parts.ts';
import { isEmpty, isFields, keep, listOf, textOf, type Fields } from './shape.ts';
import { shownText, unescape } from './text.ts';

export interface MessageContext {
  readonly owner: AccountName;
  readonly group: boolean;
  readonly media: MediaFiles;
}

interface Sender {
  readonly networkId: string | null;
  readonly handle: string | null;
  readonly name: string | null;
}

/** The conversation under way. */
interface Talk {
  readonly row: number;
  id: string | null;
  recordId: string;
  readonly people: Set<string>;
  title: string | null;
  titledAt: string;
  raw: Record<string, unknown>;
}

const noIds: string[] = [];
const nobody: Sender = { networkId: null, handle: null, name: null };

/** Emits conversations and messages; answers how many conversations the file holds. */
export async function readMessages(file: ExportFile, out: Out, context: MessageContext): Promise<number> {
  const reading = new Reading(out, context);
  try {
    await walkJson(jsonOf(file), {
      ...inCommon(out, 'message'),
      enter: enters,
      value: (path, value) => reading.value(path, value),
      leave: (path) => reading.leave(path),
      refused: (path, reason) => {
        if (path.length === 1) reading.rows++;
        out.refuse(path.length === 4 ? 'message' : 'conversation', pointer(path), reason);
      },
      async breathe() {
        // Messages that came before their conversation's id: look ahead for it, once.
        if (reading.waits) reading.know(await idsIn(file));
        await out.breathe();
      },
    });
  } catch (error) {
    // A file that was cut off has an open conversation: it is one all the same.
    if (error instanceof DamagedFile) {
      if (reading.waits) reading.know(await idsIn(file));
      reading.close();
    }
    throw error;
  } finally {
    reading.warn();
  }
  return reading.rows;
}

/** Into the array, each row, its conversation, and that one's messages. */
function enters(path: JsonPath, type: 'object' | 'array'): boolean | 'items' {
  switch (path.length) {
    case 0:
      return type === 'array';
    case 1:
      return type === 'object';
    case 2:
      return type === 'object' && path[1] === 'dmConversation';
    case 3:
      return type === 'array' && path[2] === 'messages' && path[1] === 'dmConversation' ? 'items' : false;
    default:
      return false;
  }
}

/** The conversations' ids by row: for files in which an id stands behind its messages. */
async function idsIn(file: ExportFile): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  try {
    await walkJson(jsonOf(file), {
      enter: enters,
      value(path, value) {
        const id = path.length === 3 && path[2] === 'conversationId' ? asId(value) : null;
        if (id !== null) ids.set(Number(path[0]), id);
      },
      refused() {},
    });
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
  }
  return ids;
}

class Reading {
  readonly #out: Out;
  readonly #context: MessageContext;
  readonly #missing: Missing = { count: 0 };
  /** Who the account itself is, as a sender. */
  readonly #self: Sender;
  #talk: Talk | null = null;
  /** Of the row under way: it holds something in place of a conversation, and that was refused. */
  #refused = false;
  #ids: Map<number, string> | null = null;
  /** Messages whose conversation is not known yet: never more than one piece of the file holds. */
  #held: { value: unknown; locator: string }[] = [];
  rows = 0;

  constructor(out: Out, context: MessageContext) {
    this.#out = out;
    this.#context = context;
    this.#self = { ...context.owner };
  }

  get waits(): boolean {
    return this.#held.length > 0;
  }

  know(ids: Map<number, string>): void {
    this.#ids = ids;
    const talk = this.#talk;
    if (talk !== null && talk.id === null) this.#name(talk, ids.get(talk.row) ?? null);
    this.#release();
  }

  value(path: JsonPath, value: unknown): void {
    const depth = path.length;
    if (depth === 4) {
      const talk = this.#talkAt(Number(path[0]));
      const locator = `/${path[0]}/dmConversation/messages/${path[3]}`;
      if (talk.id === null && this.#ids === null) this.#held.push({ value, locator });
      else this.#message(talk, value, locator);
      return;
    }
    if (depth === 3) {
      const talk = this.#talkAt(Number(path[0]));
      const key = String(path[2]);
      if (key === 'conversationId') {
        if (talk.id === null) this.#name(talk, asId(value));
        this.#release();
      } else if (key !== 'messages') keep(talk.raw, key, value);
      else if (!isEmpty(value)) this.#out.refuse('message', pointer(path), 'wrong-shape');
      return;
    }
    if (depth === 2 && path[1] !== 'dmConversation') {
      keep(this.#talkAt(Number(path[0])).raw, String(path[1]), value);
      return;
    }
    // A row, or what should have been a conversation, that is no object.
    if (depth <= 1) this.rows++;
    else this.#refused = true;
    this.#out.refuse('conversation', pointer(path), isEmpty(value) ? 'empty-item' : 'wrong-shape');
  }

  leave(path: JsonPath): void {
    if (path.length !== 1) return;
    this.rows++;
    if (this.#talk !== null) this.close();
    else if (!this.#refused) this.#out.refuse('conversation', pointer(path), 'empty-item');
    this.#refused = false;
  }

  #talkAt(row: number): Talk {
    if (this.#talk?.row === row) return this.#talk;
    const talk: Talk = { row, id: null, recordId: '', people: new Set(), title: null, titledAt: '', raw: {} };
    const id = this.#ids?.get(row);
    if (id !== undefined) this.#name(talk, id);
    this.#talk = talk;
    return talk;
  }

  #name(talk: Talk, id: string | null): void {
    if (id === null) return;
    talk.id = id;
    talk.recordId = recordId('x', 'conversation', id);
    // The id of a single conversation is made of both accounts' ids.
    if (!this.#context.group && /^\d+-\d+$/.test(id)) for (const person of id.split('-')) talk.people.add(person);
  }

  #release(): void {
    const talk = this.#talk;
    const held = this.#held;
    if (held.length === 0) return;
    this.#held = [];
    for (const { value, locator } of held) {
      if (talk === null) this.#out.refuse('message', locator, 'no-identity');
      else this.#message(talk, value, locator);
    }
  }

  /** The conversation under way has ended. */
  close(): void {
    const talk = this.#talk;
    if (talk === null) return;
    this.#release();
    this.#talk = null;
    if (talk.id === null) return this.#out.refuse('conversation', `/${talk.row}`, 'no-identity');
    this.#out.record({
      kind: 'conversation',
      key: talk.id,
      locator: `/${talk.row}`,
      networkId: talk.id,
      title: talk.title ?? textOf(talk.raw['name']),
      group: this.#context.group,
      participants: [...talk.people].map((id) => this.#sender(id)),
      raw: talk.raw,
    });
  }

  warn(): void {
    if (this.#missing.count > 0) this.#out.warn('media-missing', String(this.#missing.count));
  }

  #sender(id: string | null): Sender {
    if (id === null) return nobody;
    return id === this.#self.networkId ? this.#self : { networkId: id, handle: null, name: null };
  }

  #message(talk: Talk, value: unknown, locator: string): void {
    if (isEmpty(value)) return this.#out.refuse('message', locator, 'empty-item');
    if (!isFields(value)) return this.#out.refuse('message', locator, 'wrong-shape');
    if (talk.id === null) return this.#out.refuse('message', locator, 'no-identity');
    let count = 0;
    for (const type in value) {
      count++;
      const fields = value[type];
      if (isEmpty(fields)) this.#out.refuse('message', locator, 'empty-item');
      else if (!isFields(fields)) this.#out.refuse('message', locator, 'wrong-shape');
      else if (type === 'messageCreate' || type === 'welcomeMessageCreate') this.#written(talk, fields, locator, type);
      else this.#system(talk, type, fields, locator);
    }
    if (count === 0) this.#out.refuse('message', locator, 'empty-item');
  }

  #written(talk: Talk, fields: Fields, locator: string, type: string): void {
    const id = asId(fields['id']);
    if (id === null) return this.#out.refuse('message', locator, 'no-identity');
    const from = asId(fields['senderId']);
    if (from !== null) talk.people.add(from);
    const to = asId(fields['recipientId']);
    if (to !== null && to !== '0') talk.people.add(to);
    const given = textOf(fields['createdAt']);
    const at = instant(given);
    const text = textOf(fields['text']);
    const urls = listOf(fields['urls']);
    const pictures = listOf(fields['mediaUrls']);
    const reactions = listOf(fields['reactions']);
    const media =
      pictures.length === 0 ? noIds : this.#pictures(id, pictures, `${locator}/${type}/mediaUrls`, { at, atAsGiven: given });
    this.#out.record({
      kind: 'message',
      key: id,
      locator,
      at,
      atAsGiven: given,
      conversation: talk.recordId,
      networkId: id,
      from: this.#sender(from),
      direction: this.#self.networkId === null || from === null ? null : from === this.#self.networkId ? 'sent' : 'received',
      form: 'text',
      text: text === null ? null : shownText(text, urls.length === 0 ? noLinks : linksOf(urls)),
      media,
      reactions: reactions.length === 0 ? noReactions : reactions.map(reactionOf),
      raw: rawOf(fields),
    });
  }

  #pictures(
    id: string,
    urls: readonly unknown[],
    locator: string,
    when: { at: string | null; atAsGiven: string | null },
  ): string[] {
    const ids = new Set<string>();
    urls.forEach((one, k) => {
      const url = textOf(one);
      if (url === null) return;
      const { media } = this.#context;
      const record = addPicture(this.#out, media, this.#missing, { kind: 'message', key: id }, id, url, `${locator}/${k}`, when);
      ids.add(record);
    });
    return [...ids];
  }

  /** Someone came, went, or gave the conversation a name. */
  #system(talk: Talk, type: string, fields: Fields, locator: string): void {
    const given = textOf(fields['createdAt']);
    const by = asId(fields['initiatingUserId'] ?? fields['senderId']);
    if (by !== null) talk.people.add(by);
    for (const list of ['participantsSnapshot', 'userIds'])
      for (const person of listOf(fields[list])) {
        const id = asId(person);
        if (id !== null) talk.people.add(id);
      }
    const named = type === 'conversationNameUpdate' ? textOf(fields['name']) : null;
    const name = named === null ? null : unescape(named);
    if (name !== null && (talk.title === null || (given ?? '') > talk.titledAt)) {
      talk.title = name;
      talk.titledAt = given ?? '';
    }
    const id = asId(fields['id']);
    this.#out.record({
      kind: 'message',
      // The `eventId` of a reaction may be that of the message it belongs to.
      key: id ?? `${talk.id}:${type}:${hash('sha256', JSON.stringify(fields), 'base64url')}`,
      locator,
      at: instant(given),
      atAsGiven: given,
      conversation: talk.recordId,
      networkId: id,
      from: this.#sender(by),
      direction: null,
      form: 'system',
      text: name,
      raw: { [type]: fields },
    });
  }
}
