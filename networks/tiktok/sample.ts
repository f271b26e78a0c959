/**
 * A generated TikTok export (JSON, the newest layout) of a politician who does not exist, so that everything can be tried with no data of one's own.
 * The same options give the same bytes; a larger sample begins with the smaller one. Video ids begin with 9 and files lie under `.example`:
 * neither exists.
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { SampleOptions } from '../../engine/intake/toolkit/index.ts';
import { captions, comments, families, given, messages, oddHandles, places, searches, sounds, tags } from './sample-words.ts';

const account = { handle: 'solene.valcroix', name: 'Solène Valcroix' };
const fixed = {
  following: 320,
  blocked: 14,
  likes: 400,
  favourites: 60,
  comments: 220,
  searches: 90,
  logins: 70,
  views: 500,
  shares: 24,
  reposts: 12,
  lives: 6,
};
/** 1 November 2026, noon: the day of the export. */
const now = Date.UTC(2026, 10, 1, 12);
const begin = Date.UTC(2019, 4, 2, 8);

export function sampleTikTok(options: SampleOptions): { name: string; stream(): NodeJS.ReadableStream } {
  return { name: 'TikTok_Data_1793534400.zip', stream: () => zipped(options) };
}

function zipped(options: SampleOptions): NodeJS.ReadableStream {
  const zip = new ZipFile();
  // The time in a zip is the clock on the wall: built from it, it is the same bytes in every time zone.
  const mtime = new Date(2026, 10, 1, 12, 0, 0);
  const text = Readable.from(inPieces(document(options)), { objectMode: false });
  zip.addReadStream(text, 'user_data_tiktok.json', { mtime, forceDosTimestamp: true, mode: 0o100644, compressionLevel: 6 });
  text.on('error', (error) => zip.emit('error', error));
  zip.end();
  return zip.outputStream;
}

/** Small pieces put together: fewer, larger writes. */
function* inPieces(parts: Iterable<string>): Generator<Buffer> {
  let held = '';
  for (const part of parts) {
    held += part;
    if (held.length < 1 << 15) continue;
    yield Buffer.from(held);
    held = '';
  }
  if (held !== '') yield Buffer.from(held);
}

/** A number from 0 to 2^32 - 1 that looks drawn, always the same for the same two numbers. */
function drawn(what: number, index: number): number {
  let h = Math.imul(what + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

function pick<T>(list: readonly [T, ...T[]], what: number, index: number): T {
  return list[drawn(what, index) % list.length] ?? list[0];
}

/** `YYYY-MM-DD HH:MM:SS` of the item at `index` in a list that goes back from the newest, `step` seconds apart on the whole. */
function date(what: number, index: number, step: number): string {
  const back = index * step + (drawn(what, index) % step);
  return new Date(Math.max(begin, now - back * 1000)).toISOString().slice(0, 19).replace('T', ' ');
}

const digits = (what: number, index: number): string =>
  `9${String(drawn(what, index)).padStart(10, '0')}${String(drawn(what + 500, index))
    .slice(-8)
    .padStart(8, '0')}`;
const shared = (what: number, index: number): string => `https://www.tiktokv.com/share/video/${digits(what, index)}/`;

function handle(index: number): string {
  const odd = oddHandles[index % 97 === 5 ? (index - 5) / 97 : -1];
  if (odd !== undefined) return odd;
  const first = pick(given, 1, index);
  const last = pick(families, 2, index);
  const shape = drawn(3, index) % 4;
  const number = index.toString(36);
  if (shape === 0) return `${first}.${last}.${number}`;
  if (shape === 1) return `${first}_${last}${number}`;
  if (shape === 2) return `${last}${first}_${number}`;
  return `${first}${number}`;
}

function caption(index: number): string {
  const words = pick(captions, 10, index).replace('{place}', pick(places, 11, index));
  const count = drawn(12, index) % 4;
  const list = Array.from({ length: count }, (_, k) => `#${pick(tags, 13 + k, index)}`);
  return [words, ...new Set(list)].join(' ');
}

function* list(count: number, item: (index: number) => unknown): Generator<string> {
  yield '[';
  for (let i = 0; i < count; i++) yield (i === 0 ? '' : ',') + JSON.stringify(item(i));
  yield ']';
}

function* object(members: readonly (readonly [string, unknown])[]): Generator<string> {
  yield '{';
  for (const [index, [key, value]] of members.entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
    if (isParts(value)) yield* value;
    else yield JSON.stringify(value);
  }
  yield '}';
}

const isParts = (value: unknown): value is Generator<string> =>
  typeof value === 'object' && value !== null && 'next' in value && Symbol.iterator in value;

function* document(options: SampleOptions): Generator<string> {
  yield* object([
    [
      'Comment',
      object([
        [
          'Comments',
          object([
            ['App', 1],
            ['CommentsList', list(fixed.comments, comment)],
          ]),
        ],
      ]),
    ],
    [
      'Direct Message',
      object([
        ['Direct Messages', object([['ChatHistory', chats(options.messages)]])],
        ['Group Chat', { GroupChat: {} }],
        ['Tako Chat History', { TakoChatHistoryList: null }],
      ]),
    ],
    ['Income+ Wallet', wallet()],
    ['Likes and Favorites', favourites()],
    ['Location Review', { 'Location Reviews': { ReviewsList: null } }],
    [
      'Post',
      object([
        ['Posts', object([['VideoList', list(options.posts, post)]])],
        ['Recently Deleted Posts', object([['PostList', list(Math.min(3, options.posts), deletedPost)]])],
        ['Story', {}],
      ]),
    ],
    ['Profile And Settings', profileAndSettings(options.followers)],
    ['TikTok Live', live()],
    [
      'TikTok Shop',
      { 'Order History': { OrderHistories: null }, 'Shopping Cart List': { ShoppingCart: null }, Vouchers: { Vouchers: null } },
    ],
    ['Your Activity', activity()],
  ]);
}

function comment(i: number): unknown {
  return {
    date: `${date(20, i, 900_000)} UTC`,
    comment: pick(comments, 21, i),
    photo: 'N/A',
    video: 'N/A',
    sticker: 'N/A',
    originalPostUrl: shared(22, i),
    'original post link': '',
  };
}

/** Conversations of some dozens of messages each, newest first; the last one is as long as what is left. */
function* chats(total: number): Generator<string> {
  yield '{';
  let left = total;
  for (let c = 0; left > 0; c++) {
    const partner = handle((drawn(30, c) % 60_000) + c * 60_000);
    const size = Math.min(left, 4 + (drawn(31, c) % 90));
    const start = drawn(32, c) % 200_000_000;
    yield `${c === 0 ? '' : ','}${JSON.stringify(`Chat History with ${partner}:`)}:`;
    yield* list(size, (i) => ({
      Date: date(33 + c, i, 1800 + (start % 40_000)),
      From: drawn(34 + c, i) % 5 < 3 ? partner : account.handle,
      Content: drawn(35 + c, i) % 17 === 0 ? shared(36 + c, i) : pick(messages, 37 + c, i),
    }));
    left -= size;
  }
  yield '}';
}

function wallet(): Generator<string> {
  return object([
    ['Coin Purchase History', { CoinPurchaseHistoryList: [{ Date: '2024-12-19 18:02:44', Type: 'Recharge', CoinAmount: 350 }] }],
    ['Transaction History', { TransactionsList: null }],
  ]);
}

function favourites(): Generator<string> {
  return object([
    ['Collection', {}],
    ['Favorite Collection', { FavoriteCollectionList: [{ Date: '2023-03-08 07:12:09', FavoriteCollection: 'À relire ✨' }] }],
    ['Favorite Comment', { FavoriteCommentList: [] }],
    ['Favorite Hashtags', { FavoriteHashtagList: [] }],
    [
      'Favorite Sounds',
      object([
        [
          'FavoriteSoundList',
          list(5, (i) => ({ Date: date(40, i, 20_000_000), Link: `https://www.tiktok.com/music/son-${digits(41, i)}` })),
        ],
      ]),
    ],
    [
      'Favorite Videos',
      object([
        ['App', 1],
        ['FavoriteVideoList', list(fixed.favourites, (i) => ({ Date: date(42, i, 3_500_000), Link: shared(43, i) }))],
      ]),
    ],
    [
      'Like List',
      object([
        ['App', 1],
        ['ItemFavoriteList', list(fixed.likes, (i) => ({ date: date(44, i, 550_000), link: shared(45, i) }))],
      ]),
    ],
  ]);
}

function post(i: number): unknown {
  return {
    Date: date(50, i, 47_000),
    Link: `https://v16.tiktokcdn.example/storage/${digits(51, i)}/?mime_type=video_mp4&x-expires=1794139200&x-signature=${drawn(52, i).toString(16)}`,
    Likes: String(drawn(53, i) % 90_000),
    WhoCanView: drawn(54, i) % 40 === 0 ? 'Friends' : 'Everyone',
    AllowComments: drawn(55, i) % 9 === 0 ? 'No' : 'Yes',
    AllowStitches: 'Yes',
    AllowDuets: 'Yes',
    AllowStickers: 'Yes',
    AllowSharingToStory: 'Yes',
    ContentDisclosure: '',
    AIGeneratedContent: '',
    Sound: pick(sounds, 56, i),
    Location: drawn(57, i) % 3 === 0 ? pick(places, 58, i) : '',
    Title: caption(i),
    AddYoursText: 'N/A',
  };
}

function deletedPost(i: number): unknown {
  return {
    Date: date(60, i, 9_000_000),
    DateDeleted: date(61, i, 600_000),
    Link: `https://v16.tiktokcdn.example/deleted/${digits(62, i)}/?mime_type=video_mp4`,
    Likes: String(drawn(63, i) % 900),
    ContentDisclosure: '',
    AIGeneratedContent: '',
    Sound: pick(sounds, 64, i),
    Location: '',
    Title: caption(900_000 + i),
    AddYoursText: 'N/A',
  };
}

function profileAndSettings(followers: number): Generator<string> {
  const person = (what: number, step: number, offset: number) => (i: number) => ({
    Date: date(what, i, step),
    UserName: handle(offset + i),
  });
  return object([
    ['AI-Moji', { CreateDate: '', AIMojiList: null }],
    ['Autofill', { PhoneNumber: 'N/A', Email: 'N/A', FirstName: 'N/A', LastName: 'N/A' }],
    // Followers first by number: who is followed is partly among them, the blocked are not.
    [
      'Block List',
      object([
        ['App', 1],
        ['BlockList', list(fixed.blocked, person(70, 11_000_000, 9_000_001))],
      ]),
    ],
    [
      'Follower',
      object([
        ['App', 1],
        ['IsFastLane', false],
        ['FansList', list(followers, person(71, 2_900, 0))],
      ]),
    ],
    [
      'Following',
      object([
        ['App', 1],
        ['IsFastLane', false],
        [
          'Following',
          list(fixed.following, (i) => ({ Date: date(72, i, 720_000), UserName: handle(i % 3 === 0 ? i : 5_000_001 + i) })),
        ],
      ]),
    ],
    [
      'Profile Info',
      {
        App: 1,
        ProfileMap: {
          PlatformInfo: [],
          accountRegion: 'FR',
          bioDescription: 'Députée de Vaucreuse 🌾 Compte tenu avec mon équipe. English below.',
          birthDate: '14-Mar-1979',
          displayName: account.name,
          emailAddress: 'bonjour@valcroix.example',
          followingCount: fixed.following,
          inferredGender: 'None',
          likesReceived: '2841077',
          profilePhoto: 'https://p16-sign.tiktokcdn.example/avatar/solene.webp?x-expires=1794139200',
          profileVideo: 'None',
          telephoneNumber: 'None',
          userName: account.handle,
          instagramLink: '',
          youtubeLink: '',
        },
      },
    ],
    [
      'Settings',
      {
        App: 1,
        SettingsMap: {
          'Allow DownLoad': 'Friends',
          'App Language': 'Français',
          'Content Preferences': { 'Keyword filters for videos in For You feed': ['sondage', 'élection'] },
          'Filter Comments': 'Enabled',
          'Personalized Ads': 'Disabled',
          'Private Account': 'Disabled',
          'Web Language': 'N/A',
          'Who Can Send Me Message': 'Everyone',
          'Who can see your following list::': 'Only me',
        },
      },
    ],
  ]);
}

function live(): Generator<string> {
  const map: Record<string, unknown> = {};
  for (let i = 0; i < fixed.lives; i++)
    map[digits(80, i)] = {
      Comments:
        i === 1 ? [{ CommentTime: '1969-12-31 23:59:59', CommentContent: 'Bravo à toute l’équipe 👏', RawTime: -1 }] : null,
      Questions: null,
      WatchTime: date(81, i, 30_000_000),
      Link: i % 2 === 0 ? 'Unavailable' : `https://www.tiktok.com/share/live/${digits(80, i)}/`,
    };
  return object([
    ['Go Live History', { GoLiveList: null }],
    ['Watch Live History', { WatchLiveMap: map }],
    [
      'Watch Live Settings',
      {
        WatchLiveSettingsMap: { app: 'N/A', web: 'N/A' },
        MostRecentModificationTimeInApp: '0',
        MostRecentModificationTimeInWeb: '0',
      },
    ],
  ]);
}

function activity(): Generator<string> {
  const device = (i: number): string => (drawn(90, i) % 3 === 0 ? 'Pixel 8' : 'iPhone14,4');
  return object([
    [
      'Activity Summary',
      {
        ActivitySummaryMap: {
          note: 'data may have delays of up to several days',
          videosCommentedOnSinceAccountRegistration: fixed.comments,
          videosSharedSinceAccountRegistration: fixed.shares,
          videosWatchedToTheEndSinceAccountRegistration: 5120,
        },
      },
    ],
    ['Ad Interests', { AdInterestCategories: '' }],
    [
      'Login History',
      object([
        [
          'LoginHistoryList',
          list(fixed.logins, (i) => ({
            Date: date(91, i, 3_200_000),
            // Addresses set aside for examples (RFC 5737).
            IP: `203.0.113.${drawn(92, i) % 250}`,
            DeviceModel: device(i),
            DeviceSystem: device(i) === 'Pixel 8' ? 'Android 15' : ' iOS 18.6',
            NetworkType: drawn(93, i) % 2 === 0 ? 'Wi-Fi' : '5G',
            Carrier: '',
          })),
        ],
      ]),
    ],
    ['Purchases', { SendGifts: { SendGifts: null }, BuyGifts: { BuyGifts: null } }],
    ['Reposts', object([['RepostList', list(fixed.reposts, (i) => ({ Date: date(94, i, 15_000_000), Link: shared(95, i) }))]])],
    [
      'Searches',
      object([
        ['SearchList', list(fixed.searches, (i) => ({ Date: date(96, i, 2_500_000), SearchTerm: pick(searches, 97, i) }))],
      ]),
    ],
    [
      'Share History',
      object([
        [
          'ShareHistoryList',
          list(fixed.shares, (i) => ({
            Date: date(98, i, 9_000_000),
            SharedContent: 'share_video',
            Link: shared(99, i),
            Method: 'chat_head',
          })),
        ],
      ]),
    ],
    [
      'Watch History',
      object([['VideoList', list(fixed.views, (i) => ({ Date: date(100, i, 5_000), Link: shared(101, i), Title: '' }))]]),
    ],
  ]);
}
