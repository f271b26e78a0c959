import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distinct, readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { account, below, conversation, manifest, me, message, person, post, script, text } from './make-export.ts';
import { reader } from './reader.ts';

const profile = script('profile', [
  {
    profile: {
      description: { bio: 'A bio', website: 'https://t.co/w', location: 'Here' },
      avatarMediaUrl: 'https://pbs.twimg.com/profile_images/1/me.jpg',
    },
  },
]);
/** A little of everything. */
const whole: Given[] = [
  account(),
  profile,
  { path: 'data/profile_media/1-me.jpg', content: Buffer.from('face') },
  script('follower', [person('follower', '2'), person('follower', '3')]),
  script('following', [person('following', '2')]),
  script('block', [person('blocking', '4')]),
  script('mute', [person('muting', '5')]),
  script('tweets', [post('10', 'one'), post('11', 'two')]),
  script('tweets', [post('12', 'three')], { part: 1 }),
  script('like', [{ like: { tweetId: '20', fullText: 'a &lt; b', expandedUrl: 'https://twitter.com/i/web/status/20' } }]),
  script('direct-messages', [conversation('1-2', [message('30', '1', 'hi')])]),
  script('lists-created', [{ userListInfo: { url: 'https://twitter.com/someone/lists/a' } }]),
  script('ip-audit', [{ ipAudit: { accountId: '1', createdAt: '2023-01-01T00:00:00.000Z', loginIp: '192.0.2.1' } }]),
  script('screen-name-change', [
    {
      screenNameChange: {
        accountId: '1',
        screenNameChange: { changedAt: '2015-01-01T00:00:00.000Z', changedFrom: 'a', changedTo: 'b' },
      },
    },
  ]),
];
const viewer: Given[] = [
  text('Your archive.html', '<html>'),
  text('assets/js/main.js', 'window.YTD = {}'),
  text('data/README.txt', 'x'),
];

const summary = (reading: Reading): string[] =>
  distinct(reading.drafts)
    .map(({ kind, key }) => `${kind} ${key}`)
    .toSorted();
const codes = (reading: Reading): string[] => reading.warnings.map(({ code }) => code);
const complete = [
  'conversation 1-2',
  'media 1-me.jpg',
  'message 30',
  'post 10',
  'post 11',
  'post 12',
  'profile 1',
  'reaction like:20',
  'relation blocked:4',
  'relation follower:2',
  'relation follower:3',
  'relation following:2',
  'relation muted:5',
];
const withoutEvents = (reading: Reading): string[] => summary(reading).filter((line) => !line.startsWith('event '));

describe('an export of X', () => {
  test('becomes records, and every file is accounted for', async () => {
    const system = [text('__MACOSX/data/._tweets.js', 'x'), text('.DS_Store', 'x')];
    const reading = await readWith(reader, [...whole, ...viewer, ...system]);
    expect(reading.recognition).toEqual({ fit: 0.98, layout: 'js-tweets', language: null });
    expect(reading.plan?.account).toEqual(me);
    expect(reading.warnings).toEqual([]);
    expect(reading.refused).toEqual([]);
    expect(withoutEvents(reading)).toEqual(complete);
    expect(reading.drafts).toHaveLength(distinct(reading.drafts).length);
    expect([...(reading.plan?.kept ?? [])].map(([{ path }, reason]) => [path, reason])).toEqual(
      [
        ['Your archive.html', 'not-data'],
        ['assets/js/main.js', 'not-data'],
        ['data/README.txt', 'not-data'],
        ['__MACOSX/data/._tweets.js', 'system-file'],
        ['.DS_Store', 'system-file'],
      ].toSorted(([a], [b]) => order(a) - order(b)),
    );
    expect(new Set([...(reading.plan?.steps ?? [])].map(({ file }) => file.path))).toEqual(
      new Set(whole.map(({ path }) => path)),
    );
  });

  test('has one profile, of two files, and events with their moment and their word', async () => {
    const { drafts } = await readWith(reader, whole);
    expect(drafts.filter(({ draft }) => draft.kind === 'profile').map(({ draft }) => draft)).toMatchObject([
      {
        ...me,
        bio: 'A bio',
        url: 'https://t.co/w',
        email: 'someone@example.org',
        createdAt: '2010-01-02T03:04:05.678Z',
        raw: { createdVia: 'web', description: { location: 'Here' } },
      },
    ]);
    expect(drafts.filter(({ draft }) => draft.kind === 'event').map(({ draft }) => draft)).toMatchObject([
      { topic: 'login', at: '2023-01-01T00:00:00.000Z', title: '192.0.2.1', data: { accountId: '1' } },
      { topic: 'list', at: null, title: 'https://twitter.com/someone/lists/a' },
      { topic: 'screen-name-change', at: '2015-01-01T00:00:00.000Z', title: 'b' },
    ]);
    expect(drafts.find(({ draft }) => draft.kind === 'reaction')?.draft).toMatchObject({
      at: null,
      on: { networkId: '20', text: 'a < b', url: 'https://twitter.com/i/web/status/20', author: null },
    });
  });

  test.each([
    ['in a folder', below('twitter-2023-01-01-abcdef/', whole)],
    ['in two folders', below('a/b/', whole)],
    ['only its data, loose', whole.map((file, input) => ({ ...file, path: file.path.replace(/^data\//, ''), input }))],
    ['with backslashes', whole.map((file) => ({ ...file, path: file.path.replaceAll('/', '\\') }))],
    ['with endings in capitals', whole.map((file) => ({ ...file, path: file.path.replace('.js', '.JS') }))],
    ['under other names', whole.map((file, k) => ({ ...file, path: file.path.endsWith('.js') ? `data/${k}.js` : file.path }))],
    ['in another order', whole.toReversed()],
    ['minified', rewritten((text) => text.replaceAll(/\n\s*/g, ''))],
    ['with a byte order mark, CRLF and a semicolon', rewritten((text) => `\ufeff${text.replaceAll('\n', '\r\n')};\r\n`)],
    [
      'in UTF-16',
      whole.map((file) =>
        isScript(file) ? { ...file, content: Buffer.from(`\ufeff${file.content.toString()}`, 'utf16le') } : file,
      ),
    ],
  ])('is the same %s', async (_, files) => {
    const reading = await readWith(reader, files);
    expect(reading.refused).toEqual([]);
    expect(reading.damaged).toEqual([]);
    expect(withoutEvents(reading)).toEqual(complete);
    expect(reading.plan?.account).toEqual(me);
    expect(codes(reading)).toEqual([]);
  });

  test('is the same in pieces of any size', async () => {
    const expected = await readWith(reader, whole);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (chunk) => {
        expect((await readWith(reader, whole, { chunk })).drafts).toEqual(expected.drafts);
      }),
      { numRuns: 25 },
    );
  });

  test('read again, or with a newer one, gives nothing twice', async () => {
    const newer = below('newer/', [
      ...whole.filter(({ path }) => path !== 'data/tweets-part1.js'),
      script('tweets', [post('12', 'three'), post('13', 'new')], { part: 1 }),
    ]);
    const reading = await readWith(reader, [...below('older/', whole), ...newer]);
    expect(codes(reading)).toEqual(['two-exports']);
    expect(withoutEvents(reading)).toEqual([...complete, 'post 13'].toSorted());
  });

  test('keeps what nobody foresaw as events, and what stands there as it is', async () => {
    const rows = [
      { brandNew: { createdAt: '2024-01-01T00:00:00.000Z', inside: { deep: [1, 2] } } },
      null,
      {},
      { brandNew: {} },
      'words',
      7,
    ];
    const reading = await readWith(reader, [account(), script('brand-new', rows), script('constructor', [{ a: { b: 1 } }])]);
    expect(reading.drafts.flatMap(({ draft }) => (draft.kind === 'event' ? [[draft.topic, draft.data, draft.at]] : []))).toEqual([
      ['brand-new', { createdAt: '2024-01-01T00:00:00.000Z', inside: { deep: [1, 2] } }, '2024-01-01T00:00:00.000Z'],
      ['brand-new', 'words', null],
      ['brand-new', 7, null],
      ['constructor', { b: 1 }, null],
    ]);
    expect(reading.refused.map(({ locator, reason }) => [locator, reason])).toEqual([
      ['/1', 'empty-item'],
      ['/2', 'empty-item'],
      ['/3', 'empty-item'],
    ]);
  });

  test('has people in the lists that X made itself, and the address book', async () => {
    const reading = await readWith(reader, [
      account(),
      script('mute', [person('muting', '5')]),
      script('direct-message-mute', [person('dmMuting', '5')]),
      script('smartblock', [{ smartBlock: { accountId: '6', createdAt: '2022-01-01T00:00:00.000Z', ttl: '7 days' } }]),
      script('contact', [{ contact: { id: '7', emails: ['a@b.example'], phoneNumbers: ['+33 1'] } }, { contact: {} }]),
    ]);
    const people = distinct(reading.drafts).flatMap((draft) => (draft.kind === 'relation' ? [draft] : []));
    expect(people).toMatchObject([
      { relation: 'muted', person: { networkId: '5' }, raw: {} },
      { relation: 'contact', person: { networkId: null, name: 'a@b.example' }, raw: { id: '7', phoneNumbers: ['+33 1'] } },
      { relation: 'muted', person: { networkId: '5' }, raw: { list: 'direct-message-mute' } },
      {
        relation: 'blocked',
        person: { networkId: '6' },
        at: '2022-01-01T00:00:00.000Z',
        raw: { list: 'smartblock', ttl: '7 days' },
      },
    ]);
    expect(reading.refused.map(({ kind, reason }) => `${kind} ${reason}`)).toEqual(['relation empty-item']);
  });

  test('has articles as posts, with their title and their text in paragraphs', async () => {
    const reading = await readWith(reader, [
      script('article', [
        { article: { id: '1', title: 'On tea', content: [{ text: 'One' }, { text: 'Two', styles: [] }], coverMedia: {} } },
        { article: { id: '2', title: 'Draft', content: 'bare', createdAtMs: '1700000000000' } },
        { article: {} },
      ]),
    ]);
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'post', form: 'article', key: 'article:1', title: 'On tea', text: 'One\n\nTwo', raw: { coverMedia: {} } },
      { kind: 'post', text: 'bare', at: '2023-11-14T22:13:20.000Z' },
    ]);
    expect(reading.refused.map(({ reason }) => reason)).toEqual(['empty-item']);
  });

  test.each([
    ['account-suspension', { accountSuspension: { timeStamp: '2022-01-01T00:00:00.000Z', action: 'Suspend' } }, 'Suspend'],
    [
      'user-link-clicks',
      {
        userInteractionsData: {
          linkClick: { finalUrl: 'https://f.example', timeStampOfInteraction: '2022-01-01T00:00:00.000Z' },
        },
      },
      'https://f.example',
    ],
    ['protected-history', { protectedHistory: { protectedAt: '2022-01-01T00:00:00.000Z', action: 'Protect' } }, 'Protect'],
  ])('has the moment and the word of %s', async (name, row, title) => {
    const reading = await readWith(reader, [script(name, [row])]);
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([{ kind: 'event', at: '2022-01-01T00:00:00.000Z', title }]);
  });

  test('has the day of a device as it is given, and no moment', async () => {
    const device = { niDeviceResponse: { pushDevice: { deviceType: 'Phone', createdDate: '2019.05.01' } } };
    const reading = await readWith(reader, [script('ni-devices', [device])]);
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([
      { topic: 'device', at: null, atAsGiven: '2019.05.01', title: 'Phone' },
    ]);
  });

  test('has the banner, whose address has no ending, as the file that has one', async () => {
    const url = 'https://pbs.twimg.com/profile_banners/1/1579556529';
    const reading = await readWith(reader, [
      account(),
      script('profile', [{ profile: { headerMediaUrl: url } }]),
      { path: 'data/profile_media/1-1579556529.jpg', content: Buffer.from('wide') },
    ]);
    expect(reading.drafts.filter(({ draft }) => draft.kind === 'media').map(({ draft }) => draft)).toMatchObject([
      { key: '1-1579556529.jpg', url, state: 'here', mime: 'image/jpeg', bytes: 4 },
    ]);
  });

  test('of the years until 2018 gives each post once, from scripts and spreadsheet', async () => {
    const rows = [
      { id: 5, id_str: '5', text: 'RT @a: typed by hand', created_at: '2016-05-03 05:21:50 +0000', user: { id_str: '1' } },
    ];
    const reading = await readWith(reader, [
      text('data/js/user_details.js', 'var user_details =  { "screen_name" : "someone", "id" : "1", "full_name" : "Some One" }'),
      text(
        'data/js/tweet_index.js',
        'var tweet_index =  [ { "file_name" : "data\\/js\\/tweets\\/2016_05.js", "tweet_count" : 1 } ]',
      ),
      text('data/js/tweets/2016_05.js', `Grailbird.data.tweets_2016_05 = \n${JSON.stringify(rows)}`),
      text(
        'tweets.csv',
        '"tweet_id","timestamp","text","retweeted_status_id"\n"5","2016-05-03 05:21:50 +0000","x",""\n"6","2016-05-04 05:21:50 +0000","a\nb &amp; c","7"\n',
      ),
      text('js/application.js', 'x()'),
      text('index.html', '<html>'),
    ]);
    expect(reading.recognition?.layout).toBe('grailbird');
    expect(reading.warnings).toEqual([]);
    expect(reading.plan?.account).toEqual(me);
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'profile', ...me },
      { kind: 'post', key: '5', form: 'post', at: '2016-05-03T05:21:50Z' },
      { kind: 'post', key: '6', form: 'repost', text: 'a\nb & c', locator: 'row 2' },
    ]);
    expect([...(reading.plan?.kept?.values() ?? [])]).toEqual(['not-data', 'not-data']);
  });

  test('until 2018 may be its spreadsheet alone, whatever it is called', async () => {
    const header = '"tweet_id","in_reply_to_status_id","in_reply_to_user_id","timestamp","source","text","expanded_urls"';
    const reading = await readWith(reader, [
      text('my tweets (1).csv', `\ufeff${header}\r\n"6","","","2010-05-04 05:21:50 +0000","web","a &lt; b",""\r\n`),
      text('other.csv', 'id,text\n1,no tweet\n'),
    ]);
    expect(reading.recognition).toEqual({ fit: 0.9, layout: 'grailbird', language: null });
    expect(codes(reading)).toEqual(['account-unknown']);
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'post', key: '6', at: '2010-05-04T05:21:50Z', text: 'a < b', locator: 'row 1' },
    ]);
    expect((await readWith(reader, [text('other.csv', 'id,text\n1,no tweet\n')])).recognition).toBeNull();
  });

  test('gives names and biographies as they were shown', async () => {
    const reading = await readWith(reader, [
      script('account', [{ account: { username: 'a', accountId: '1', accountDisplayName: 'A &amp; B' } }]),
      script('profile', [{ profile: { description: { bio: '1 &lt; 2 &amp;amp; 3' } } }]),
      script('tweets', []),
    ]);
    expect(reading.plan?.account.name).toBe('A & B');
    expect(reading.drafts[0]?.draft).toMatchObject({ kind: 'profile', name: 'A & B', bio: '1 < 2 &amp; 3' });
  });

  test('tells every advertisement with its own moment', async () => {
    const seen = {
      displayLocation: 'Timeline',
      impressionTime: '2021-04-15 19:51:50',
      advertiserInfo: { advertiserName: 'Shop' },
    };
    const touched = { impressionAttributes: { impressionTime: '2021-04-15 19:51:51' }, engagementAttributes: [] };
    const reading = await readWith(reader, [
      ...whole,
      script('ad-impressions', [
        {
          ad: {
            adsUserData: { adImpressions: { impressions: [seen, null, { ...seen, impressionTime: '2021-04-16 00:00:00' }] } },
          },
        },
        { ad: { adsUserData: { adImpressions: { impressions: [], note: 'n' } } } },
      ]),
      script('ad-engagements', [{ ad: { adsUserData: { adEngagements: { engagements: [touched] } } } }]),
    ]);
    const ads = reading.drafts.flatMap(({ draft }) => (draft.kind === 'event' && draft.topic === 'ad' ? [draft] : []));
    expect(ads.map(({ at, title, locator }) => [at, title, locator]).toSorted()).toEqual([
      [null, null, '/1'],
      ['2021-04-15T19:51:50Z', 'Shop', '/0/ad/adsUserData/adImpressions/impressions/0'],
      ['2021-04-15T19:51:51Z', null, '/0/ad/adsUserData/adEngagements/engagements/0'],
      ['2021-04-16T00:00:00Z', 'Shop', '/0/ad/adsUserData/adImpressions/impressions/2'],
    ]);
    expect(ads.find(({ title }) => title === 'Shop')?.data).toMatchObject({ displayLocation: 'Timeline' });
    expect(reading.refused).toMatchObject([{ locator: '/0/ad/adsUserData/adImpressions/impressions/1', reason: 'empty-item' }]);
  });

  test('of two people is refused', async () => {
    const other = script('account', [{ account: { username: 'other', accountId: '2' } }], { path: 'b/data/account.js' });
    await expect(readWith(reader, [...whole, other])).rejects.toMatchObject({ code: 'two-accounts' });
  });

  test('of one person who changed their handle in between is not', async () => {
    const later = script('account', [{ account: { username: 'renamed', accountId: '1' } }], { path: 'b/data/account.js' });
    expect((await readWith(reader, [...whole, later])).plan?.account.networkId).toBe('1');
  });

  test('is not seen in scripts of other people', async () => {
    for (const content of ['console.log("window.YTD.tweets.part0 = []")', 'var x = 1', '', 'export const tweets = [];'])
      expect((await readWith(reader, [text('data/main.js', content), text('app.js', content)])).recognition).toBeNull();
  });
});

describe('the index of an export', () => {
  const named = (path: string, count?: string) => ({ fileName: `data/${path}`, ...(count === undefined ? {} : { count }) });

  test('tells of parts that are missing and of counts that differ', async () => {
    const index = manifest([
      named('follower.js', '2'),
      named('follower-part1.js', '9'),
      named('following.js', '5'),
      named('tweets.js'),
      named('moment.js', '0'),
    ]);
    const reading = await readWith(reader, [...whole, index]);
    expect(reading.warnings).toEqual([
      { code: 'part-missing', file: 'data/follower-part1.js', detail: null },
      { code: 'count-differs', file: 'data/following.js', detail: '1 / 5' },
    ]);
  });

  test('where there is none, the numbers of the parts tell which are missing', async () => {
    const reading = await readWith(reader, [
      account(),
      script('tweets', [post('1', 'a')], { part: 2 }),
      script('like', [{ like: { tweetId: '1' } }]),
    ]);
    expect(reading.warnings.flatMap(({ code, file }) => (code === 'part-missing' ? [file] : []))).toEqual([
      'tweets.js',
      'tweets-part1.js',
    ]);
  });

  test('tells that it is a part only, and whose', async () => {
    const reading = await readWith(
      reader,
      [whole[7], manifest([], { isPartialArchive: true })].filter((file) => file !== undefined),
    );
    expect(reading.plan?.account).toEqual(me);
    expect(reading.warnings).toEqual([
      { code: 'partial-export', file: 'data/manifest.js', detail: null },
      { code: 'section-missing', file: 'follower.js', detail: null },
      { code: 'section-missing', file: 'following.js', detail: null },
    ]);
  });

  test('makes two parts of one export out of two archives of the same day', async () => {
    const parts = [
      ...below('1/', [account(), manifest([]), script('follower', [person('follower', '2')])]),
      ...below('2/', [account(), manifest([]), script('following', [])]),
    ];
    expect(codes(await readWith(reader, parts))).toEqual([]);
  });

  test('that is broken harms nothing but itself', async () => {
    const reading = await readWith(reader, [...whole, text('data/manifest.js', 'window.__THAR_CONFIG = {"userInfo" : {')]);
    expect(withoutEvents(reading)).toEqual(complete);
    expect(reading.damaged).toEqual([{ file: 'data/manifest.js', reason: 'cut-off' }]);
  });
});

function isScript({ path }: Given): boolean {
  return path.endsWith('.js');
}

function rewritten(change: (text: string) => string): Given[] {
  return whole.map((file) => (isScript(file) ? { ...file, content: Buffer.from(change(file.content.toString())) } : file));
}

/** `kept` begins with what is kept at first sight. */
function order(path: string | undefined): number {
  return ['__MACOSX/data/._tweets.js', '.DS_Store'].includes(path ?? '') ? 0 : 1;
}
