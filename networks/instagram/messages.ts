/** Messages in JSON: `message_1.json` of a conversation's folder (the newest part; higher numbers go back in time), and `messages.json` of 2020. */
import { DamagedFile, pointer, walkJson, type ExportFile, type JsonPath } from '../../engine/intake/toolkit/index.ts';
import type { RefusalReason } from '../../shared/account-of-import.ts';
import type { Context } from './context.ts';
import { byKey, conversationOf, emitConversation, emitMessage, type Conversation } from './conversations.ts';
import { fromIso, fromMilliseconds, given } from './dates.ts';
import { fieldsOf, isEmpty, isFields, listOf, odd, without, type Fields } from './shape.ts';
import { isAddress } from './handles.ts';
import { addressKey } from './media.ts';
import { repair, said } from './text.ts';

/** One part of a conversation. `first`: of its parts the one that tells of the conversation itself. */
export async function readThread(file: ExportFile, first: boolean, ctx: Context): Promise<void> {
  const of = conversationOf(ctx);
  await ended(
    walkJson(file.open(), {
      enter: (path, type) => (path.length === 0 ? true : path[0] === 'messages' && type === 'array' ? 'items' : false),
      value: (path, value) => {
        if (path[0] === 'messages' && path.length === 2) message(of, value, pointer(path), ctx);
        else if (path[0] === 'participants') {
          const names = namesIn(value);
          of.participants.push(...names);
          if (!Array.isArray(value) || names.length < value.length) of.raw['participants'] = value;
        } else if (path[0] === 'title' && typeof value === 'string') of.title = said(value);
        else of.raw[String(path[0])] = value;
      },
      ...common(ctx),
    }),
    () => {
      if (first) emitConversation(of, '', ctx);
    },
  );
}

/** All conversations in one file, newest message first. */
export async function readFlatThreads(file: ExportFile, ctx: Context): Promise<void> {
  let of: Conversation | null = null;
  let index = -1;
  const next = (path: JsonPath): Conversation => {
    const at = Number(path[0]);
    if (of !== null && index === at) return of;
    if (of !== null) emitConversation(of, `/${index}`, ctx);
    index = at;
    return (of = byKey(`flat\0${at}`, null, true));
  };
  // The messages of one may come before its participants; the names are the only thing that tells conversations apart.
  await ended(
    walkJson(file.open(), {
      enter: (path, type) =>
        path.length < 2 ? true : path.length === 2 && path[1] === 'conversation' && type === 'array' ? 'items' : false,
      value: (path, value) => {
        if (path.length === 1)
          return ctx.out.refuse('conversation', pointer(path), isEmpty(value) ? 'empty-item' : 'wrong-shape');
        if (path[1] === 'participants') {
          const names = namesIn(value);
          if (of !== null && index !== Number(path[0])) emitConversation(of, `/${index}`, ctx);
          index = Number(path[0]);
          of = byKey(
            `people\0${names
              .map((name) => name.toLowerCase())
              .sort()
              .join('\0')}`,
            null,
            true,
          );
          of.participants.push(...names);
          return;
        }
        const current = next(path);
        if (path.length === 3) message(current, value, pointer(path), ctx);
        else current.raw[String(path[1])] = value;
      },
      ...common(ctx),
    }),
    () => {
      if (of !== null) emitConversation(of, `/${index}`, ctx);
    },
  );
}

const common = (ctx: Context) => ({
  refused: (path: JsonPath, reason: RefusalReason) => ctx.out.refuse('message', pointer(path), reason),
  invalidText: () => ctx.out.warn('invalid-utf8'),
  breathe: () => ctx.out.breathe(),
});

/** What is left to do is done also where the file is damaged: what came before stands. */
async function ended(walk: Promise<void>, last: () => void): Promise<void> {
  try {
    await walk;
  } catch (error) {
    if (error instanceof DamagedFile) last();
    throw error;
  }
  last();
}

function namesIn(value: unknown): string[] {
  return listOf(value)
    .map((one) => (typeof one === 'string' ? said(one) : said(fieldsOf(one)['name'])))
    .filter((name) => name !== null);
}

/** Lists of files a message carries, in any year. */
const attachments = ['photos', 'videos', 'audio_files', 'gifs', 'files', 'audio', 'media', 'media_url', 'voice_media'];
const taken = ['sender_name', 'sender', 'timestamp_ms', 'created_at', 'content', 'text', 'reactions', 'sticker'];
/** What was seen in the place of a text, in 2020: a heart, `x named the group y`, `x started a video call`. */
const shown = ['content', 'text', 'heart', 'action', 'video_call_action', 'live_video_invite'];

function message(of: Conversation, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('message', locator, 'empty-item');
  if (!isFields(item)) return ctx.out.refuse('message', locator, 'wrong-shape');
  const from = said(item['sender_name']) ?? said(item['sender']);
  const line = shown.map((name) => item[name]).find((value) => typeof value === 'string');
  const text = typeof line === 'string' ? repair(line) : null;
  const when = item['timestamp_ms'] ?? item['created_at'];
  const media: { value: unknown; locator: string }[] = [];
  const untaken: string[] = [];
  for (const name of attachments) {
    const value = item[name];
    if (Array.isArray(value)) {
      value.forEach((one: unknown, index) => {
        if (isMedium(one)) media.push({ value: one, locator: `${locator}/${name}/${index}` });
      });
      if (!value.every(isMedium)) untaken.push(name);
    } else if (typeof value === 'string' && namesFile(value))
      media.push({ value: { uri: value }, locator: `${locator}/${name}` });
    else if (value !== undefined) untaken.push(name);
  }
  const moving = fieldsOf(fieldsOf(item['animated_media_images'])['original']);
  const animation = [moving['mp4'], moving['url']].find(isAddress);
  if (animation !== undefined) media.push({ value: { uri: animation }, locator: `${locator}/animated_media_images/original` });
  if (isFields(item['sticker'])) media.push({ value: item['sticker'], locator: `${locator}/sticker` });
  if (from === null && text === null && given(when) === null && media.length === 0)
    return ctx.out.refuse('message', locator, 'no-identity');
  const reactions = [...listOf(item['reactions']), ...listOf(item['likes'])].map((one) => {
    const fields = fieldsOf(one);
    return { by: said(fields['actor']) ?? said(fields['username']) ?? said(one), emoji: said(fields['reaction']) };
  });
  const raw = without(item, [...taken, ...attachments.filter((name) => !untaken.includes(name))]);
  Object.assign(raw, odd(item, ['sender_name', 'sender', 'content', 'text']), odd(item, ['timestamp_ms', 'created_at'], true));
  if (!isEmpty(item['reactions']) && !isReactions(item['reactions'])) raw['reactions'] = item['reactions'];
  if (!isEmpty(item['sticker']) && !isMedium(item['sticker'])) raw['sticker'] = item['sticker'];
  const also = [...media.map(({ value }) => fileOf(fieldsOf(value)['uri'])), ...differing(item)];
  emitMessage(
    of,
    {
      from,
      form: formOf(item),
      text,
      at: fromMilliseconds(when) ?? fromIso(when),
      atAsGiven: given(when),
      media,
      reactions,
      also,
      raw,
    },
    locator,
    ctx,
  );
}

/** Who and what, and no more: a record has room for all of it. */
const isReactions = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (one) =>
      isFields(one) && Object.entries(one).every(([name, said]) => /^(?:actor|reaction)$/.test(name) && typeof said === 'string'),
  );

/** `Media unavailable.` names none. */
const namesFile = (value: string): boolean => isAddress(value) || /[^\s/\\]\.\w{2,5}$/.test(value);
const fileOf = (uri: unknown): unknown => (isAddress(uri) ? addressKey(uri) : uri);
const isMedium = (value: unknown): boolean => isFields(value) && typeof (value['uri'] ?? value['path']) === 'string';

const shares = ['share', 'media_share_url', 'media_share_caption', 'story_share', 'profile_share_username'];

function formOf(item: Fields): string {
  const type = item['type'];
  if (item['call_duration'] !== undefined || item['video_call_action'] !== undefined || type === 'Call') return 'call';
  if (item['action'] !== undefined || type === 'Subscribe' || type === 'Unsubscribe') return 'system';
  if (item['is_unsent'] === true) return 'unsent';
  if (isFields(item['sticker'])) return 'sticker';
  return shares.some((name) => !isEmpty(item[name])) ? 'share' : 'text';
}

/** What two messages of the same moment, sender and text may differ in. */
function differing(item: Fields): unknown[] {
  const link =
    fieldsOf(item['share'])['link'] ?? item['media_share_url'] ?? item['story_share'] ?? item['profile_share_username'];
  return [link, item['call_duration']].filter((one) => one !== undefined);
}
