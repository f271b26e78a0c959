/** Conversations: whose folder, who takes part; and the records of one message, the same for JSON of every year and for HTML. */
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { put, type Context } from './context.ts';
import { addMedium, type Owner } from './media.ts';
import { threadOf } from './places.ts';

export interface Conversation {
  readonly key: string;
  readonly id: string;
  readonly networkId: string | null;
  readonly participants: string[];
  /** Those who wrote without being named as taking part. */
  readonly senders: Set<string>;
  /** Whether people are named by their handles, as in 2020, and not by the names they show. */
  readonly handles: boolean;
  title: string | null;
  /** Where the export says that it is one of several people. */
  group: boolean;
  raw: Record<string, unknown>;
}

/** By its folder, `<name>_<id>`: the name changes with whoever it names, the id does not. */
export function conversationOf(ctx: Context): Conversation {
  const thread = threadOf(ctx.place);
  // Without a folder there is only the file.
  const key = `thread\0${thread?.id ?? (thread?.name || ctx.place.path)}`;
  return byKey(key, thread?.id ?? null);
}

export function byKey(key: string, networkId: string | null, handles = false): Conversation {
  return {
    key,
    id: recordId('instagram', 'conversation', key),
    networkId,
    participants: [],
    senders: new Set(),
    handles,
    title: null,
    group: false,
    raw: {},
  };
}

export function emitConversation(of: Conversation, locator: string, ctx: Context): void {
  const names = [...new Set([...of.participants, ...[...of.senders].sort()])];
  const known = of.participants.length > 0 ? of.participants.length : names.length;
  put(ctx, 'instagram', {
    kind: 'conversation',
    networkId: of.networkId,
    title: of.title,
    group: of.group || known > 2 ? true : known === 2 ? false : null,
    participants: names.map((name) => sender(of, name)),
    key: of.key,
    locator,
    raw: of.raw,
  });
}

const sender = ({ handles }: Conversation, name: string | null) =>
  handles ? { networkId: null, handle: name, name: null } : { networkId: null, handle: null, name };

export interface Said {
  readonly from: string | null;
  readonly form: string;
  readonly text: string | null;
  readonly at: string | null;
  readonly atAsGiven: string | number | null;
  readonly media: readonly { value: unknown; locator: string }[];
  readonly reactions: readonly { by: string | null; emoji: string | null }[];
  /** What tells this message from another of the same moment, beside its text. */
  readonly also: readonly unknown[];
  readonly raw: Record<string, unknown>;
}

export function emitMessage(of: Conversation, said: Said, locator: string, ctx: Context): void {
  const { from, form, text, at, atAsGiven, reactions, raw } = said;
  if (from !== null && of.senders.size < 1000) of.senders.add(from);
  const moment = at ?? String(atAsGiven ?? '');
  const key = `${of.key}\0${moment}\0${from ?? ''}\0${text ?? ''}\0${said.also.length === 0 ? '' : JSON.stringify(said.also)}`;
  const owner: Owner = { network: 'instagram', kind: 'message', key };
  const media = said.media.map(({ value, locator: where }) => addMedium(ctx, owner, value, where)).filter((id) => id !== null);
  put(ctx, 'instagram', {
    kind: 'message',
    conversation: of.id,
    networkId: null,
    from: sender(of, from),
    direction: direction(of, from, ctx),
    form,
    text,
    media: [...new Set(media)],
    reactions: [...reactions],
    key,
    at,
    atAsGiven,
    locator,
    raw,
  });
}

/** Only names tell who wrote, and two may have the same one: where it is not certain, nothing is said. */
function direction(of: Conversation, from: string | null, ctx: Context): 'sent' | 'received' | null {
  const { name, handle } = ctx.account;
  if (from === null || (name === null && handle === null)) return null;
  const isOwn = (one: string): boolean => one === name || one.toLowerCase() === handle?.toLowerCase();
  if (of.participants.filter((one) => one === from).length > 1) return null;
  if (isOwn(from)) return 'sent';
  // Pages do not say who takes part; a conversation of two is called as the other one.
  const isOther = of.participants.length === 0 && !of.group && of.title === from;
  return isOther || of.participants.some(isOwn) ? 'received' : null;
}
