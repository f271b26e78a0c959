/** Conversations and their messages: of two, of groups, with Tako; the same for JSON and TXT. */
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { isNothing, saidText } from './dates.ts';
import { handleOf, isEmpty, isItem, links, sort, when, type Context, type Item } from './items.ts';
import { roleOf } from './labels.ts';
import { isAddress, isFile, isPage } from './links.ts';

export interface Conversation {
  readonly key: string;
  readonly id: string;
  readonly locator: string;
  readonly title: string | null;
  /** The other one in a conversation of two. */
  readonly partner: string | null;
  readonly group: boolean | null;
  /** It stood under a heading whose words nobody here knows: whose name ends it is the other one. */
  readonly unknownHeading: boolean;
  /** Those who wrote, by lower-cased handle. */
  readonly senders: Map<string, string>;
  readonly raw: Readonly<Record<string, unknown>>;
}

const heading = /^\s*(?:>>>\s*)?(?:group\s+)?chat(?:\s+history)?\s+with\s+(.+?):*\s*$/is;

/** A conversation by its heading: `Chat History with <user>:`, in TXT `>>> Chat History with <user>::`; or by its title. */
export function conversation(
  make: 'chat' | 'group-chat' | 'tako',
  given: string,
  locator: string,
  raw: Readonly<Record<string, unknown>> = {},
): Conversation {
  const named = heading.exec(given)?.[1];
  const unknownHeading = named === undefined && given.startsWith('>>>');
  const title = named ?? (unknownHeading ? given.replace(/^>>>\s*/, '').replace(/\s*:*\s*$/, '') : given);
  // A heading names the other one; any other name may be a list's or a group's.
  const partner = make === 'chat' ? (named ?? null) : null;
  const key = `${make}\0${make === 'chat' ? title.toLowerCase() : title}`;
  const group = make === 'group-chat' ? true : make === 'tako' || partner !== null ? false : null;
  return {
    key,
    id: recordId('tiktok', 'conversation', key),
    locator,
    title,
    partner,
    group,
    unknownHeading,
    senders: new Map(),
    raw,
  };
}

/** After its messages: in a group, only they tell who takes part. */
export function closeConversation(of: Conversation, ctx: Context): void {
  const people = new Map(of.senders);
  const partner = of.partner ?? [...people.values()].find((one) => isNamedBy(of, one)) ?? null;
  if (partner !== null && !people.has(partner.toLowerCase())) people.set(partner.toLowerCase(), partner);
  if (partner !== null && ctx.self !== null && !people.has(ctx.self.toLowerCase())) people.set(ctx.self.toLowerCase(), ctx.self);
  ctx.out.record({
    kind: 'conversation',
    networkId: null,
    title: of.unknownHeading ? (partner ?? of.title) : of.title,
    group: of.group ?? (of.unknownHeading && partner !== null ? false : null),
    participants: [...people.values()].sort().map((handle) => ({ networkId: null, handle, name: null })),
    key: of.key,
    locator: of.locator,
    raw: of.raw,
  });
}

/** `Chatverlauf mit zoe` names zoe. */
function isNamedBy({ unknownHeading, title }: Conversation, who: string): boolean {
  return unknownHeading && title !== null && who !== '' && title.toLowerCase().endsWith(` ${who.toLowerCase()}`);
}

export function message(of: Conversation, item: unknown, locator: string, ctx: Context): void {
  if (isEmpty(item)) return ctx.out.refuse('message', locator, 'empty-item');
  if (!isItem(item)) return ctx.out.refuse('message', locator, 'wrong-shape');
  const sorted = sort('message', item);
  const content = sorted.by.text;
  const text = typeof content === 'string' ? content : null;
  const from = handleOf(sorted.by.from);
  if (from === null && isEmpty(content) && sorted.atAsGiven === null && Object.values(sorted.raw).every(isNothing))
    return ctx.out.refuse('message', locator, 'no-identity');
  const who = from?.toLowerCase() ?? '';
  if (from !== null && of.senders.size < 1000 && !of.senders.has(who)) of.senders.set(who, from);
  const raw = text === null && !isEmpty(content) ? { ...sorted.raw, Content: content } : sorted.raw;
  const rest = text === null ? JSON.stringify(raw) : text;
  const key = `${of.key}\0${when(sorted)}\0${who}\0${rest}`;
  // A picture is sent as the address of its file, which dies.
  const attached = [
    ...(text !== null && isFile(text.trim()) ? [text.trim()] : []),
    ...Object.values(sorted.raw)
      .flatMap((value) => (Array.isArray(value) ? value : [value]))
      .filter(isAddress),
  ];
  const media = attached.map((_, index) => recordId('tiktok', 'media', `${key}\0${index}`));
  ctx.out.record({
    kind: 'message',
    conversation: of.id,
    networkId: null,
    from: { networkId: null, handle: from, name: null },
    direction: direction(who, of, ctx),
    form: text !== null && isAddress(text) && isPage(text) && !/\s/.test(text.trim()) ? 'share' : 'text',
    text,
    ...(media.length > 0 ? { media } : {}),
    key,
    at: sorted.at,
    atAsGiven: sorted.atAsGiven,
    locator,
    raw,
  });
  if (media.length > 0) links(attached, recordId('tiktok', 'message', key), key, sorted, locator, ctx);
}

/** Names change and old messages keep the old ones: where neither side is certain, nothing is said. */
function direction(who: string, of: Conversation, ctx: Context): 'sent' | 'received' | null {
  if (who === '') return null;
  if (ctx.self !== null && who === ctx.self.toLowerCase()) return 'sent';
  if ((of.partner !== null && who === of.partner.toLowerCase()) || isNamedBy(of, who)) return 'received';
  return of.group === true && ctx.self !== null ? 'received' : null;
}

/** A conversation that came whole: an object that holds its messages in a list, beside what else is known of it. */
export function wholeConversation(
  make: 'chat' | 'group-chat' | 'tako',
  given: string,
  value: Item,
  locator: string,
  ctx: Context,
): void {
  const raw: Record<string, unknown> = {};
  const lists: [string, unknown[]][] = [];
  let title: string | null = null;
  for (const key of Object.keys(value)) {
    const part = value[key];
    if (
      Array.isArray(part) &&
      part.some((one) => isItem(one) && Object.keys(one).some((name) => roleOf('message', name) === 'date'))
    )
      lists.push([key, part]);
    else if (/title|^name$|group ?name/i.test(key) && saidText(part) !== null) title ??= saidText(part);
    else raw[key] = part;
  }
  const of = conversation(make, title ?? given, locator, raw);
  for (const [key, list] of lists) {
    const where = `${locator}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    for (const [index, one] of list.entries()) message(of, one, `${where}/${index}`, ctx);
  }
  closeConversation(of, ctx);
}
