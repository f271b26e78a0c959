/** Generated input for the tests of open copies: an archive of any size, with every kind of record and with texts that mean harm. */
import { createHash } from 'node:crypto';
import type { FileFate } from '../../shared/account-of-import.ts';
import type { PersonRow } from '../../shared/contract/schemas.ts';
import { recordKinds, type AnyRecord, type RecordKind, type RecordOf, type RelationName } from '../../shared/records.ts';
import { recordId } from '../intake/toolkit/record-id.ts';
import type { CopySource, KeptMedium, KeptOriginal } from './source.ts';

/** Texts that must do nothing but appear. */
export const hostileTexts = [
  '<script>globalThis.hurt = 1</script>',
  '</script><script>globalThis.hurt = 1</script>',
  '<img src=x onerror="globalThis.hurt = 1">',
  '"><svg onload=globalThis.hurt=1>',
  "'); globalThis.hurt = 1; ('",
  'line\u2028separator\u2029here',
  '{count, plural, one {x} other {y}} {name} {{b}} ${globalThis.hurt = 1}',
  '\u202egnitirw thgir ot tfel\u202c \u2066isolated\u2069',
  '<!-- <script> --!> ]]> <!DOCTYPE x>',
  '=HYPERLINK("http://example.invalid","press")',
  'a;=1+1;@SUM(1)',
  '\ttab first',
  '\r\ncarriage',
  'zero\u0000byte \u0007bell \ud800lone',
  '👩‍👩‍👧‍👦 𝒻𝒶𝓃𝒸𝓎 ﷽ Z̷̢͝a̸l̵g̶o',
  'javascript:globalThis.hurt=1',
  "$& $1 $` $' \\u003c \\",
] as const;

export interface MadeOptions {
  readonly followers?: number;
  readonly posts?: number;
  readonly messages?: number;
  readonly events?: number;
  readonly media?: readonly { path: string; bytes: Buffer; mime: string }[];
  readonly originals?: readonly { name: string; files: readonly { path: string; bytes: Buffer }[] }[];
  readonly account?: string | null;
  /** Called with every record handed out: a place to stop, or to break. */
  readonly onRecord?: (record: AnyRecord) => void;
}

const network = 'tiktok';
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const instant = (n: number): string => new Date(Date.UTC(2019, 0, 1) + n * 3_600_000).toISOString().replace('.000Z', 'Z');
const vocabulary = [
  'réunion',
  'élection',
  'marché',
  'dimanche',
  'soirée',
  'merci',
  'bravo',
  'video',
  'garden',
  'œuvre',
  'Straße',
  '東京都',
  'привет',
  'été',
];

const theFile: FileFate = {
  file: 'user_data.json',
  bytes: 10,
  became: 'read',
  by: 'tiktok/json',
  reason: null,
  records: recordKinds.length,
};

export function madeSource(options: MadeOptions = {}): CopySource {
  const { followers = 30, posts = 40, messages = 60, events = 10, media = [], originals = [], account = 'exemple' } = options;
  const base = <K extends RecordKind>(kind: K, key: string, n: number | null) => ({
    kind,
    id: recordId(network, kind, key),
    network,
    account,
    at: n === null ? null : instant(n),
    atAsGiven: n === null ? null : `given ${n}`,
    source: { file: 'user_data.json', locator: `/${kind}/${key}` },
    raw: n === 1 ? { odd: hostileTexts[0], big: JSON.rawJSON('12345678901234567890') } : {},
  });
  const text = (n: number): string => {
    const hostile = hostileTexts[n];
    if (hostile !== undefined) return hostile;
    return `number${n} ${vocabulary[n % vocabulary.length]} ${vocabulary[(n * 7) % vocabulary.length]} and a few plain words`;
  };
  const personOf = (n: number) => ({
    networkId: String(7_000_000 + n),
    handle: `handle.${n}`,
    name: hostileTexts[n] ?? `Someone ${n}`,
    url: `https://example.org/@handle.${n}`,
  });
  const media_ = media.map((file, n): RecordOf<'media'> => ({
    ...base('media', file.path, n),
    path: file.path,
    url: null,
    alt: null,
    mime: file.mime,
    bytes: file.bytes.length,
    sha256: null,
    takenAt: null,
    place: null,
    of: null,
    expiresAt: null,
    state: 'here',
  }));
  const follows = Math.min(followers, 5);
  const threads = ['one', 'two', 'three'];

  const makers: { [K in RecordKind]: () => Generator<RecordOf<K>> } = {
    *profile() {
      yield {
        ...base('profile', 'me', 0),
        handle: account,
        name: 'Une Personne',
        networkId: '1',
        bio: 'Bonjour <b>',
        url: null,
        email: 'a@example.org',
        phone: null,
        createdAt: instant(0),
      };
    },
    *relation() {
      for (let n = 0; n < followers; n++) yield { ...base('relation', `f${n}`, n), relation: 'follower', person: personOf(n) };
      for (let n = 0; n < follows; n++) yield { ...base('relation', `g${n}`, n), relation: 'following', person: personOf(n) };
    },
    *post() {
      for (let n = 0; n < posts; n++) {
        yield {
          ...base('post', `p${n}`, n),
          form: n % 3 === 0 ? 'video' : 'post',
          networkId: String(n),
          text: text(n),
          url: `https://example.org/p/${n}`,
          title: null,
          inReplyTo: null,
          tags: ['tag'],
          mentions: [],
          links: [],
          media: n < media_.length ? [media_[n]?.id ?? ''] : [],
          visibility: 'public',
          deleted: n === 2,
          counts: { likes: n, reposts: null, replies: 0, views: null },
        };
      }
    },
    *comment() {
      yield {
        ...base('comment', 'c', 3),
        networkId: null,
        text: 'un commentaire',
        on: { url: null, networkId: null, author: 'x', title: null },
      };
    },
    *reaction() {
      yield {
        ...base('reaction', 'r', 4),
        reaction: 'like',
        on: { url: 'javascript:globalThis.hurt=1', networkId: null, author: null, text: 'aimé' },
      };
    },
    *conversation() {
      for (const [n, key] of threads.entries()) {
        yield {
          ...base('conversation', key, null),
          networkId: key,
          title: n === 0 ? (hostileTexts[1] ?? null) : null,
          group: n === 2,
          participants: [
            { networkId: null, handle: 'une.amie', name: null },
            { networkId: null, handle: null, name: `Person ${n}` },
          ],
        };
      }
    },
    *message() {
      for (let n = 0; n < messages; n++) {
        yield {
          ...base('message', `m${n}`, n),
          conversation: recordId(network, 'conversation', threads[n % 2] ?? ''),
          networkId: null,
          from: { networkId: null, handle: n % 2 === 0 ? 'une.amie' : account, name: null },
          direction: n % 4 < 2 ? 'received' : 'sent',
          form: 'text',
          text: text(n),
          media: [],
          reactions: n === 0 ? [{ by: 'x', emoji: '❤️' }] : [],
        };
      }
    },
    *media() {
      yield* media_;
    },
    *event() {
      for (let n = 0; n < events; n++) {
        const data: unknown = JSON.parse(`{"__proto__": {"hurt": 1}, "constructor": "x", "ip": "192.0.2.${n % 250}", "n": ${n}}`);
        yield { ...base('event', `e${n}`, n), topic: n % 2 === 0 ? 'login' : hostileTexts[0], title: `event ${n}`, data };
      }
    },
  };
  const counts: Record<RecordKind, number> = {
    profile: 1,
    relation: followers + follows,
    post: posts,
    comment: 1,
    reaction: 1,
    conversation: threads.length,
    message: messages,
    media: media_.length,
    event: events,
  };

  return {
    archive: {
      id: 'a1',
      network,
      networkName: 'TikTok',
      account,
      name: 'Une Personne',
      createdAt: instant(0),
      changedAt: instant(1),
    },
    counts: () => counts,
    *records(kind) {
      for (const record of makers[kind]()) {
        options.onRecord?.(record);
        yield record;
      }
    },
    *people(relation) {
      for (let n = 0; n < followers; n++) {
        const relations: RelationName[] = n < follows ? ['follower', 'following', 'mutual'] : ['follower'];
        if (relation !== null && !relations.includes(relation)) continue;
        yield {
          id: recordId(network, 'relation', `person${n}`),
          ...personOf(n),
          relations,
          since: instant(n),
        } satisfies PersonRow;
      }
    },
    relations: () => (followers === 0 ? [] : ['follower', 'following', 'mutual']),
    originals: () =>
      originals.map(({ name, files }): KeptOriginal => ({
        name,
        count: files.length,
        files: () => files.map(({ path, bytes }) => ({ path, bytes: bytes.length, sha256: sha256(bytes) })),
        stream: (path) => pieces(files.find((file) => file.path === path)?.bytes ?? Buffer.alloc(0)),
      })),
    media: () => media_.map((record, n): KeptMedium => ({ record, stream: () => pieces(media[n]?.bytes ?? Buffer.alloc(0)) })),
    importFiles: () => [theFile],
    imports: () => [
      {
        import: 'i1',
        archive: 'a1',
        network,
        account,
        layout: 'json',
        language: 'en',
        seconds: 1,
        state: 'done',
        at: instant(5),
        fileCounts: { damaged: 0, kept: 0, read: 1 },
        files: [theFile],
        records: {},
        refused: [],
        expected: [],
        warnings: [],
      },
    ],
  };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
