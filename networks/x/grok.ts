/** `grok-chat-item.js`: what the person wrote to Grok and what it answered, one row a message, of all chats in one list. */
import { hash } from 'node:crypto';
import { asId, DamagedFile, recordId, type AccountName, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { addPicture, nameIn, type MediaFiles, type Missing } from './media.ts';
import { eachRow } from './rows.ts';
import { fieldsOf, listOf, rest, textOf, unwrap, type Fields } from './shape.ts';

const grok = { networkId: null, handle: null, name: 'Grok' } as const;
const consumed = new Set(['createdAt', 'message']);

/** Emits the messages in their order, then the chats they belong to; answers how many rows there were. */
export async function readGrok(file: ExportFile, out: Out, owner: AccountName, media: MediaFiles): Promise<number> {
  /** Chat → where it begins. */
  const chats = new Map<string, string>();
  const missing: Missing = { count: 0 };
  const close = (): void => {
    for (const [chat, locator] of chats)
      out.record({
        kind: 'conversation',
        key: keyOf(chat),
        locator,
        networkId: chat,
        title: null,
        group: false,
        participants: [{ ...owner }, grok],
        raw: {},
      });
    if (missing.count > 0) out.warn('media-missing', String(missing.count));
  };
  try {
    const rows = await eachRow(file, out, 'message', (row, locator) => {
      const item = unwrap(row, ['grokChatItem'], true);
      if (typeof item === 'string') return out.refuse('message', locator, item);
      const chat = asId(item['chatId']);
      if (chat === null) return out.refuse('message', locator, 'no-identity');
      if (!chats.has(chat)) chats.set(chat, locator);
      addMessage(item, chat, locator, out, owner, media, missing);
    });
    close();
    return rows;
  } catch (error) {
    if (error instanceof DamagedFile) close();
    throw error;
  }
}

const keyOf = (chat: string): string => `grok:${chat}`;

function addMessage(
  item: Fields,
  chat: string,
  locator: string,
  out: Out,
  owner: AccountName,
  media: MediaFiles,
  missing: Missing,
): void {
  const given = textOf(item['createdAt']);
  const at = instant(given);
  const text = textOf(item['message']);
  const direction = directionOf(item['sender']);
  const key = `${keyOf(chat)}:${given ?? ''}:${direction ?? ''}:${hash('sha256', text ?? JSON.stringify(item), 'base64url')}`;
  const attached = listOf(item['attachments']).flatMap((one, k) => {
    const url = textOf(fieldsOf(one)['url']) ?? textOf(fieldsOf(one)['fileName']);
    const id = asId(fieldsOf(one)['mediaId']) ?? nameIn(url ?? '');
    const where = `${locator}/grokChatItem/attachments/${k}`;
    if (url === null) return [];
    return [
      addPicture(out, media, missing, { kind: 'message', key }, id, url, where, {
        at,
        atAsGiven: given,
        mime: textOf(fieldsOf(one)['mimeType']),
        raw: rest(fieldsOf(one), new Set(['url', 'mimeType'])),
      }),
    ];
  });
  out.record({
    kind: 'message',
    key,
    locator,
    at,
    atAsGiven: given,
    conversation: recordId('x', 'conversation', keyOf(chat)),
    networkId: null,
    from: direction === 'sent' ? { ...owner } : direction === 'received' ? grok : { networkId: null, handle: null, name: null },
    direction,
    form: 'text',
    text,
    media: [...new Set(attached)],
    raw: rest(item, consumed),
  });
}

/** `{"value": "1", "name": "User", "originalName": "USER"}` or the bare word; all but the person are Grok. */
function directionOf(sender: unknown): 'sent' | 'received' | null {
  const { originalName, name } = fieldsOf(sender);
  const word = textOf(sender) ?? textOf(originalName) ?? textOf(name);
  return word === null ? null : word.toLowerCase() === 'user' ? 'sent' : 'received';
}
