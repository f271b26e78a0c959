/**
 * The one shape everything a network gives becomes. `docs/records.md` describes it for people; this file is what the code obeys.
 *
 * Unknown is `null` and never guessed; an absent list is `[]`. `raw`, `data` and `atAsGiven` hold things as they came.
 */
import * as z from 'zod';

export const recordKinds = [
  'profile',
  'relation',
  'post',
  'comment',
  'reaction',
  'conversation',
  'message',
  'media',
  'event',
] as const;
export type RecordKind = (typeof recordKinds)[number];
export const RecordKind = z.enum(recordKinds);

/** Lists a person can stand in. A closed list: a network's own word goes into `raw`. */
export const relationNames = [
  'follower',
  'following',
  'friend',
  'mutual',
  'blocked',
  'muted',
  'closeFriend',
  'restricted',
  'requestSent',
  'requestReceived',
  'removed',
  'contact',
  'member',
  'list',
  'other',
] as const;
export type RelationName = (typeof relationNames)[number];
export const RelationName = z.enum(relationNames);

const text = z.string();
const maybe = text.nullable();
const count = z.number().nullable();

/** Where a record came from: a path inside the export, and a JSON pointer, `line N`, `row N` or `#id` in that file. */
export const Source = z.object({ file: text, locator: text });
export type Source = z.infer<typeof Source>;

export const Person = z.object({ networkId: maybe, handle: maybe, name: maybe, url: maybe });
export type Person = z.infer<typeof Person>;
export const Sender = z.object({ networkId: maybe, handle: maybe, name: maybe });
export type Sender = z.infer<typeof Sender>;
export const Counts = z.object({ likes: count, reposts: count, replies: count, views: count });
export type Counts = z.infer<typeof Counts>;
export const Visibility = z.enum(['public', 'unlisted', 'followers', 'direct', 'private']);

const base = {
  /** Stable: the same thing read twice has the same id (32 hexadecimal digits). */
  id: text,
  network: text,
  /** Whose archive: handle, name or network id; null where the export does not say. */
  account: maybe,
  /** UTC instant, `2024-04-04T09:04:00Z`. */
  at: maybe,
  atAsGiven: z.union([text, z.number()]).nullable(),
  source: Source,
  raw: z.record(text, z.unknown()),
};

export const ProfileRecord = z.object({
  kind: z.literal('profile'),
  ...base,
  handle: maybe,
  name: maybe,
  networkId: maybe,
  bio: maybe,
  url: maybe,
  email: maybe,
  phone: maybe,
  createdAt: maybe,
});
export const RelationRecord = z.object({ kind: z.literal('relation'), ...base, relation: RelationName, person: Person });
export const PostRecord = z.object({
  kind: z.literal('post'),
  ...base,
  form: text,
  networkId: maybe,
  text: maybe,
  url: maybe,
  title: maybe,
  /** Network id or address of what this answers. */
  inReplyTo: maybe,
  tags: z.array(text),
  mentions: z.array(text),
  links: z.array(text),
  /** Ids of `media` records. */
  media: z.array(text),
  visibility: Visibility.nullable(),
  deleted: z.boolean(),
  counts: Counts,
});
export const CommentRecord = z.object({
  kind: z.literal('comment'),
  ...base,
  networkId: maybe,
  text: maybe,
  on: z.object({ url: maybe, networkId: maybe, author: maybe, title: maybe }),
});
export const ReactionRecord = z.object({
  kind: z.literal('reaction'),
  ...base,
  reaction: text,
  on: z.object({ url: maybe, networkId: maybe, author: maybe, text: maybe }),
});
export const ConversationRecord = z.object({
  kind: z.literal('conversation'),
  ...base,
  networkId: maybe,
  title: maybe,
  group: z.boolean().nullable(),
  participants: z.array(Sender),
});
export const MessageRecord = z.object({
  kind: z.literal('message'),
  ...base,
  /** Record id of the conversation. */
  conversation: text,
  networkId: maybe,
  from: Sender,
  direction: z.enum(['sent', 'received']).nullable(),
  form: text,
  text: maybe,
  media: z.array(text),
  reactions: z.array(z.object({ by: maybe, emoji: maybe })),
});
export const MediaRecord = z.object({
  kind: z.literal('media'),
  ...base,
  path: maybe,
  url: maybe,
  /** What the person wrote for those who cannot see it. */
  alt: maybe,
  mime: maybe,
  bytes: count,
  sha256: maybe,
  takenAt: maybe,
  place: z.object({ lat: z.number(), lon: z.number() }).nullable(),
  /** Record id of the post, message… it belongs to. */
  of: maybe,
  /** Until when its link works, where the export or the link itself says so (UTC). */
  expiresAt: maybe,
  state: z.enum(['here', 'missing', 'link', 'fetched']),
});
export const EventRecord = z.object({
  kind: z.literal('event'),
  ...base,
  topic: text,
  title: maybe,
  data: z.unknown(),
});

export const AnyRecord = z.discriminatedUnion('kind', [
  ProfileRecord,
  RelationRecord,
  PostRecord,
  CommentRecord,
  ReactionRecord,
  ConversationRecord,
  MessageRecord,
  MediaRecord,
  EventRecord,
]);
export type AnyRecord = z.infer<typeof AnyRecord>;
export type RecordOf<K extends RecordKind> = Extract<AnyRecord, { kind: K }>;
