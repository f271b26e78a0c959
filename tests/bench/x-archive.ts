/**
 * A generated X archive, the same for the same number: posts (60,000 a part), as many likes, a fifth as many messages, 5,000 followers and 5,000 following. No media,
 * nobody's text. `node tests/bench/x-archive.ts FOLDER POSTS` writes the folder `FOLDER` and `FOLDER.zip`.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

const syllables = ['ba', 'co', 'di', 'fu', 'ga', 'lo', 'me', 'ni', 'po', 'ra', 'se', 'ti', 'vu', 'zo', 'é', 'mar'];
const begin = Date.UTC(2010, 0, 1);
const postsAPart = 60_000;
const messagesATalk = 200;
const peopleInAList = 5000;

/** Always the same numbers, from 0 up to `below`. */
function dice(): (below: number) => number {
  let state = 2_463_534_242;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
const roll = dice();

const word = (): string => Array.from({ length: 1 + roll(3) }, () => syllables[roll(syllables.length)]).join('');
const sentence = (words: number): string => Array.from({ length: words }, word).join(' ');
const id = (n: number): string => String(1_000_000_000_000_000_000n + BigInt(n) * 4_194_304_000n);
const user = (n: number): { name: string; screen_name: string; id: string; id_str: string } => ({
  name: `User ${n % 900}`,
  screen_name: `user${n % 900}`,
  id: String(2000 + (n % 900)),
  id_str: String(2000 + (n % 900)),
});
/** `Wed Oct 10 20:19:24 +0000 2018`. */
function created(n: number): string {
  const at = new Date(begin + n * 3_240_000);
  const [weekday, date, name] = at.toUTCString().split(/[ ,]+/);
  return `${weekday} ${name} ${date} ${at.toISOString().slice(11, 19)} +0000 ${at.getUTCFullYear()}`;
}

function post(n: number): object {
  const answers = n % 3 === 0 && n > 3;
  return {
    tweet: {
      edit_info: {
        initial: { editTweetIds: [id(n)], editableUntil: '2022-11-18T00:04:50.000Z', editsRemaining: '5', isEditEligible: true },
      },
      retweeted: false,
      source: '<a href="http://twitter.com" rel="nofollow">Twitter Web Client</a>',
      entities: {
        hashtags: n % 7 === 0 ? [{ text: `tag${n % 50}`, indices: ['0', '5'] }] : [],
        symbols: [],
        user_mentions: n % 3 === 0 ? [{ ...user(n), indices: ['0', '8'] }] : [],
        urls:
          n % 4 === 0
            ? [
                {
                  url: `https://t.co/${n}`,
                  expanded_url: `https://example.org/${n}`,
                  display_url: `example.org/${n}`,
                  indices: ['10', '33'],
                },
              ]
            : [],
      },
      display_text_range: ['0', '140'],
      favorite_count: String(n % 13),
      retweet_count: String(n % 5),
      id: id(n),
      id_str: id(n),
      truncated: false,
      created_at: created(n),
      favorited: false,
      full_text: sentence(8 + roll(20)),
      lang: 'en',
      ...(answers
        ? {
            in_reply_to_status_id: id(n - 3),
            in_reply_to_status_id_str: id(n - 3),
            in_reply_to_user_id: user(n).id,
            in_reply_to_user_id_str: user(n).id,
            in_reply_to_screen_name: user(n).screen_name,
          }
        : {}),
    },
  };
}

const like = (n: number): object => ({
  like: { tweetId: id(n + 1e7), fullText: sentence(15), expandedUrl: `https://twitter.com/i/web/status/${id(n + 1e7)}` },
});
const person =
  (list: 'follower' | 'following') =>
  (n: number): object => ({
    [list]: { accountId: String(2000 + n), userLink: `https://twitter.com/intent/user?user_id=${2000 + n}` },
  });
const message = (talk: number, n: number): object => ({
  messageCreate: {
    recipientId: String(2000 + talk),
    reactions: [],
    urls: [],
    text: sentence(12),
    mediaUrls: [],
    senderId: n % 2 === 0 ? String(2000 + talk) : '1',
    id: id(2e7 + talk * messagesATalk + n),
    createdAt: new Date(begin + n * 60_000).toISOString(),
  },
});
const talk = (n: number): object => ({
  dmConversation: {
    conversationId: `1-${2000 + n}`,
    messages: Array.from({ length: messagesATalk }, (_, i) => message(n, i)),
  },
});

function* each(from: number, to: number, make: (n: number) => object): Generator<object> {
  for (let n = from; n < to; n++) yield make(n);
}

function* script(name: string, part: number, rows: Iterable<object>): Generator<string> {
  let held = `window.YTD.${name}.part${part} = [`;
  let separator = '\n  ';
  for (const row of rows) {
    held += separator + JSON.stringify(row, null, 2);
    separator = ',\n  ';
    if (held.length < 1 << 18) continue;
    yield held;
    held = '';
  }
  yield `${held}\n]`;
}

/** Writes `folder` and `folder.zip`. */
export async function writeXArchive(folder: string, posts: number): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  const write = (file: string, name: string, part: number, rows: Iterable<object>): Promise<void> =>
    pipeline(Readable.from(script(name, part, rows)), createWriteStream(join(data, file)));
  const parts: { fileName: string; globalName: string; count: string }[] = [];
  for (let part = 0; part * postsAPart < posts; part++) {
    const file = part === 0 ? 'tweets.js' : `tweets-part${part}.js`;
    const to = Math.min(posts, (part + 1) * postsAPart);
    parts.push({ fileName: `data/${file}`, globalName: `YTD.tweets.part${part}`, count: String(to - part * postsAPart) });
    await write(file, 'tweets', part, each(part * postsAPart, to, post));
  }
  await write('like.js', 'like', 0, each(0, posts, like));
  for (const list of ['follower', 'following'] as const) await write(`${list}.js`, list, 0, each(0, peopleInAList, person(list)));
  await write('direct-messages.js', 'direct_messages', 0, each(0, Math.floor(posts / 5 / messagesATalk), talk));
  const about = {
    email: 'a@example.org',
    createdVia: 'web',
    username: 'someone',
    accountId: '1',
    createdAt: '2010-01-01T00:00:00.000Z',
    accountDisplayName: 'Some One',
  };
  await write('account.js', 'account', 0, [{ account: about }]);
  await pipeline(
    Readable.from([`window.__THAR_CONFIG = ${JSON.stringify(manifest(parts), null, 2)}`]),
    createWriteStream(join(data, 'manifest.js')),
  );
  await zipFolder(folder);
}

function manifest(parts: readonly object[]): object {
  const one = (name: string): object => ({
    files: [{ fileName: `data/${name}.js`, globalName: `YTD.${name.replace('-', '_')}.part0` }],
  });
  return {
    userInfo: { accountId: '1', userName: 'someone', displayName: 'Some One' },
    archiveInfo: {
      sizeBytes: '1',
      generationDate: '2023-01-01T00:00:00.000Z',
      isPartialArchive: false,
      maxPartSizeBytes: '53687091200',
    },
    dataTypes: {
      account: one('account'),
      like: one('like'),
      follower: one('follower'),
      following: one('following'),
      directMessages: one('direct-messages'),
      tweets: { files: parts },
    },
  };
}

async function zipFolder(folder: string): Promise<void> {
  const zip = new ZipFile();
  for (const name of await readdir(join(folder, 'data')))
    zip.addFile(join(folder, 'data', name), `data/${name}`, { compressionLevel: 6 });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(`${folder}.zip`));
}

if (import.meta.main) {
  const [folder, posts] = process.argv.slice(2);
  if (folder === undefined || !/^\d+$/.test(posts ?? '')) throw new Error('node tests/bench/x-archive.ts FOLDER POSTS');
  await writeXArchive(folder, Number(posts));
}
