/**
 * How each kind of record lies in the archive: which field is its text, which its `sub`, which other fields its JSON body holds, and what an absent
 * field means. Both directions (`pack.ts` into rows, `rows.ts` out of them) obey this one table.
 */
import { recordKinds, type RecordKind } from '../../shared/records.ts';

export interface KindFields {
  /** Field whose value stands in the column `sub`; null where the kind has none. */
  readonly sub: string | null;
  /** Field whose value stands in the column `text`: a name, or `on.text`. */
  readonly text: string | null;
  /** Field that holds the id of the record this one belongs to. */
  readonly of: string | null;
  /** The fields of the body and what they are when nothing is known. */
  readonly body: Readonly<Record<string, unknown>>;
}

const on = { url: null, networkId: null, author: null };

export const fields = {
  profile: {
    sub: null,
    text: 'bio',
    of: null,
    body: { handle: null, name: null, networkId: null, url: null, email: null, phone: null, createdAt: null },
  },
  relation: { sub: 'relation', text: null, of: null, body: { person: { networkId: null, handle: null, name: null, url: null } } },
  post: {
    sub: 'form',
    text: 'text',
    of: null,
    body: {
      networkId: null,
      url: null,
      title: null,
      inReplyTo: null,
      tags: [],
      mentions: [],
      links: [],
      media: [],
      visibility: null,
      deleted: false,
      counts: { likes: null, reposts: null, replies: null, views: null },
    },
  },
  comment: { sub: null, text: 'text', of: null, body: { networkId: null, on: { ...on, title: null } } },
  reaction: { sub: 'reaction', text: 'on.text', of: null, body: { on } },
  conversation: { sub: null, text: 'title', of: null, body: { networkId: null, group: null, participants: [] } },
  message: {
    sub: 'form',
    text: 'text',
    of: 'conversation',
    body: { networkId: null, from: { networkId: null, handle: null, name: null }, direction: null, media: [], reactions: [] },
  },
  media: {
    sub: 'state',
    text: 'alt',
    of: 'of',
    body: { path: null, url: null, mime: null, bytes: null, sha256: null, takenAt: null, place: null, expiresAt: null },
  },
  event: { sub: 'topic', text: 'title', of: null, body: { data: null } },
} as const satisfies Record<RecordKind, KindFields>;

export const kindNumber = Object.fromEntries(recordKinds.map((kind, number) => [kind, number])) as Readonly<
  Record<RecordKind, number>
>;
