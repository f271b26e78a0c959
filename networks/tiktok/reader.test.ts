import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordId, type Draft } from '../../engine/intake/toolkit/index.ts';
import { Refusal } from '../../shared/errors.ts';
import { distinct, readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { reader } from './reader.ts';

const json = (value: unknown, path = 'user_data_tiktok.json'): Given => ({ path, content: Buffer.from(JSON.stringify(value)) });
const txt = (path: string, ...lines: string[]): Given => ({
  path,
  content: Buffer.from(lines.map((line) => `${line}\n`).join('')),
});
const profile = (userName = 'me_myself') => ({
  'Profile Info': { App: 1, ProfileMap: { userName, displayName: 'Me', likesReceived: 'None' } },
});

function kinds<K extends Draft['kind']>(reading: Reading, kind: K): Extract<Draft, { kind: K }>[] {
  return reading.drafts.map(({ draft }) => draft).filter((draft): draft is Extract<Draft, { kind: K }> => draft.kind === kind);
}
const codes = (reading: Reading): string[] =>
  reading.warnings.map(({ code, detail }) => (detail === null ? code : `${code} ${detail}`));

describe('the JSON export', () => {
  test('people in lists: dates in every form, handles under every name, without the sign before them', async () => {
    const reading = await readWith(reader, [
      json({
        'profile and settings': {
          follower: {
            fanslist: [
              { Date: '2024-03-01 08:15:00', Username: 'alice.m' },
              { date: '2024-03-02 09:15:00 UTC', username: '@bob_22' },
              { Date: 1709456100, uniqueId: 'carol' },
              { Date: 'N/A', 'User Name': ' spaced name ', Note: 'kept' },
            ],
          },
          following: { following: null },
        },
      }),
    ]);
    const people = kinds(reading, 'relation');
    expect(people.map((one) => [one.relation, one.person.handle, one.at])).toEqual([
      ['follower', 'alice.m', '2024-03-01T08:15:00Z'],
      ['follower', 'bob_22', '2024-03-02T09:15:00Z'],
      ['follower', 'carol', '2024-03-03T08:55:00Z'],
      ['follower', ' spaced name ', null],
    ]);
    expect(people[2]?.atAsGiven).toBe(1709456100);
    expect(people[3]).toMatchObject({
      atAsGiven: 'N/A',
      raw: { Note: 'kept' },
      locator: '/profile and settings/follower/fanslist/3',
    });
    expect(codes(reading)).toEqual(['account-unknown']);
  });

  test('its layout is told by its root keys, whatever fields its items have', async () => {
    const comments = { Comments: { CommentsList: [{ date: '2024-03-01 08:15:00', comment: 'a', originalPostUrl: 'b' }] } };
    const layout = async (more: object): Promise<unknown> =>
      (await readWith(reader, [json({ Comment: comments, ...more })])).recognition?.layout;
    expect(await layout({ Activity: { 'Like List': { ItemFavoriteList: [] } } })).toBe('json-activity');
    expect(await layout({ 'Your Activity': { 'Like List': { ItemFavoriteList: [] } } })).toBe('json-your-activity');
    expect(await layout({ 'Likes and Favorites': { 'Like List': { ItemFavoriteList: [] } } })).toBe('json-profile-and-settings');
    expect(await layout({})).toBe('json-profile-and-settings');
  });

  test('a link has the moment of its post, also as it was given', async () => {
    const videos = [{ Date: '2024-03-01 08:15:00', Link: 'https://v.example/a.mp4', Title: 't' }];
    const reading = await readWith(reader, [json({ Video: { Videos: { VideoList: videos } }, Profile: profile() })]);
    expect(kinds(reading, 'media')).toMatchObject([{ at: '2024-03-01T08:15:00Z', atAsGiven: '2024-03-01 08:15:00' }]);
  });

  test('items that are no people are refused, each with its reason', async () => {
    const reading = await readWith(reader, [
      json({
        'Your Activity': {
          Follower: { FansList: [null, {}, 'alice', { Handle: 'bob' }, { UserName: '' }, ['x'], { UserName: 'carol' }] },
        },
      }),
    ]);
    expect(reading.refused.map((one) => [one.kind, one.locator.split('/').at(-1), one.reason])).toEqual([
      ['relation', '0', 'empty-item'],
      ['relation', '1', 'empty-item'],
      ['relation', '2', 'wrong-shape'],
      ['relation', '3', 'no-identity'],
      ['relation', '4', 'no-identity'],
      ['relation', '5', 'wrong-shape'],
    ]);
    expect(kinds(reading, 'relation')).toHaveLength(1);
    expect(codes(reading)).toContain('section-missing following');
  });

  test('posts: the file is a link, the caption gives tags and mentions, the same post signed anew is the same post', async () => {
    const one = (signature: string, Likes: string) => ({
      'Profile And Settings': profile(),
      Post: {
        Posts: {
          VideoList: [
            {
              Date: '2024-11-24 08:53:18',
              Link: `https://video.example/a/?sign=${signature}`,
              Likes,
              WhoCanView: 'Everyone',
              Sound: 'original',
              Title: 'Été à la mer #été #fyp @ami.e https://example.org/x',
            },
          ],
        },
        'Recently Deleted Posts': {
          PostList: [
            { Date: '2024-11-24 09:31:53', DateDeleted: '2024-12-13 07:05:00', Link: 'https://video.example/b', Title: '' },
          ],
        },
      },
    });
    const reading = await readWith(reader, [json(one('1', '59'))]);
    const [post, deleted] = kinds(reading, 'post');
    expect(post).toMatchObject({
      form: 'video',
      text: 'Été à la mer #été #fyp @ami.e https://example.org/x',
      tags: ['été', 'fyp'],
      mentions: ['ami.e'],
      links: ['https://example.org/x'],
      visibility: 'public',
      deleted: false,
      counts: { likes: 59 },
      raw: { Sound: 'original', WhoCanView: 'Everyone' },
    });
    expect(deleted).toMatchObject({ deleted: true, raw: { DateDeleted: '2024-12-13 07:05:00' } });
    const media = kinds(reading, 'media');
    expect(media.map((m) => [m.state, m.url, m.of])).toEqual([
      ['link', 'https://video.example/a/?sign=1', recordId('tiktok', 'post', post?.key ?? '')],
      ['link', 'https://video.example/b', recordId('tiktok', 'post', deleted?.key ?? '')],
    ]);
    expect(post?.media).toEqual([recordId('tiktok', 'media', media[0]?.key ?? '')]);
    const again = await readWith(reader, [json(one('2', '60'))]);
    expect(again.drafts.map(({ draft }) => draft.key)).toEqual(reading.drafts.map(({ draft }) => draft.key));
    expect(codes(reading)).toContain('links-only');
  });

  test('pictures of one post, in one second, are not lost', async () => {
    const item = (n: number) => ({ Date: '2024-11-24 08:53:18', Link: `https://video.example/${n}`, Title: 'album' });
    const reading = await readWith(reader, [
      json({ 'Your Activity': {}, Post: { Posts: { VideoList: [item(1), item(2), item(3)] } } }),
    ]);
    expect(distinct(reading.drafts).filter(({ kind }) => kind === 'media')).toHaveLength(3);
  });

  test('conversations: the direction comes from the name of the account, attachments become media, tako and groups are read', async () => {
    const reading = await readWith(reader, [
      json({
        'Profile And Settings': profile('Me_Myself'),
        'Direct Message': {
          'Direct Messages': {
            ChatHistory: {
              'Chat History with ann.x:': [
                { Date: '2024-01-01 10:00:00', From: 'me_myself', Content: 'a: b\nc' },
                {
                  Date: '2024-01-01 10:00:05',
                  From: 'ann.x',
                  Content: 'https://www.tiktokv.com/share/video/7400000000000000001/',
                },
                { Date: '2024-01-01 10:00:06', From: 'ann.old', Content: '', Photo: 'https://p.example/1.jpg' },
                null,
              ],
              'Chat History with nobody:': [],
            },
          },
          'Group Chat': {
            GroupChat: { 'Group Chat History with Our team: 2:': [{ Date: '2024-01-02 10:00:00', From: 'bo', Content: 'hi' }] },
          },
          'Tako Chat History': {
            TakoChatHistoryList: [{ 'Chat Title': 'Tako', Messages: [{ Date: '2024-01-03 10:00:00 UTC', Content: { q: 'x' } }] }],
          },
        },
      }),
    ]);
    const messages = kinds(reading, 'message');
    expect(messages.map((m) => [m.from?.handle, m.direction, m.form, m.text])).toEqual([
      ['me_myself', 'sent', 'text', 'a: b\nc'],
      ['ann.x', 'received', 'share', 'https://www.tiktokv.com/share/video/7400000000000000001/'],
      ['ann.old', null, 'text', ''],
      ['bo', 'received', 'text', 'hi'],
      [null, null, 'text', null],
    ]);
    expect(messages[4]?.raw).toEqual({ Content: { q: 'x' } });
    const talks = kinds(reading, 'conversation');
    expect(talks.map((t) => [t.title, t.group])).toEqual([
      ['ann.x', false],
      ['nobody', false],
      ['Our team: 2', true],
      ['Tako', false],
    ]);
    expect(new Set(messages.map((m) => m.conversation))).toEqual(
      new Set([0, 2, 3].map((n) => recordId('tiktok', 'conversation', talks[n]?.key ?? ''))),
    );
    expect(kinds(reading, 'media').map((m) => [m.url, m.of])).toEqual([
      ['https://p.example/1.jpg', recordId('tiktok', 'message', messages[2]?.key ?? '')],
    ]);
    expect(messages[2]?.media).toHaveLength(1);
    expect(reading.refused).toMatchObject([{ kind: 'message', reason: 'empty-item' }]);
  });

  test('a message that is the address of a file has it as a medium, with the day it dies', async () => {
    const address = 'https://p16-sign.tiktokcdn.com/a/pic.jpeg?x-expires=1700000000&sign=x';
    const share = 'https://www.tiktokv.com/share/video/7000000000000000004/';
    const said = [address, share, 'https://example.org/page', `see ${address}`];
    const list = said.map((Content, s) => ({ Date: `2024-01-01 00:00:0${s}`, From: 'zoe', Content }));
    const reading = await readWith(reader, [
      json({ 'Direct Messages': { 'Chat History': { ChatHistory: { 'Chat History with zoe:': list } } } }),
    ]);
    expect(kinds(reading, 'message').map(({ form, text, media }) => [form, text, media?.length ?? 0])).toEqual([
      ['text', address, 1],
      ['share', share, 0],
      ['text', said[2], 0],
      ['text', said[3], 0],
    ]);
    expect(kinds(reading, 'media')).toMatchObject([
      { state: 'link', url: address, mime: 'image/jpeg', expiresAt: '2023-11-14T22:13:20Z' },
    ]);
  });

  test('a group is called by its heading, whatever words it begins with', async () => {
    const list = [{ Date: '2024-01-01 00:00:00', From: 'a', Content: 'x' }];
    for (const heading of ['Group Chat History with Tea:', 'Group Chat with Tea:', 'Chat History with Tea:'])
      expect(
        kinds(
          await readWith(reader, [json({ 'Direct Message': { 'Group Chat': { GroupChat: { [heading]: list } } } })]),
          'conversation',
        ),
      ).toMatchObject([{ title: 'Tea', group: true }]);
  });

  test('a post whose file is gone is a post of its day', async () => {
    const list = [
      { Date: '2020-05-05 01:02:03', Link: 'N/A', Likes: 'None' },
      { Date: 'N/A', Link: '' },
    ];
    const reading = await readWith(reader, [json({ Video: { Videos: { VideoList: list } } })]);
    expect(kinds(reading, 'post')).toMatchObject([{ at: '2020-05-05T01:02:03Z', media: [] }]);
    expect(reading.refused).toMatchObject([{ kind: 'post', reason: 'no-identity' }]);
  });

  test('broadcasts of one’s own, shop and vouchers have their moment and their name', async () => {
    const at = '2024-01-02 03:04:05';
    const goLive = (sign: string): Given =>
      json({
        'TikTok Live': {
          'Go Live History': {
            GoLiveList: [
              {
                LiveStartTime: at,
                RoomId: '7',
                RoomTitle: 'My live',
                CoverUri: `https://c.example/c?s=${sign}`,
                ReplayUrl: 'N/A',
              },
            ],
          },
        },
        'TikTok Shop': {
          'Product Browsing History': { ProductBrowsingHistories: [{ browsing_date: at, product_name: 'Cup' }] },
          'Communication With Shops': { CommunicationHistories: { Cups: [{ send_time: at, content: 'x' }] } },
          Vouchers: { Vouchers: [{ ReceivedDate: at, VoucherName: 'Ten' }] },
        },
      });
    const reading = await readWith(reader, [goLive('1')]);
    expect(kinds(reading, 'event').map((event) => [event.topic, event.title, event.at])).toEqual([
      ['live', 'My live', '2024-01-02T03:04:05Z'],
      ['view', 'Cup', '2024-01-02T03:04:05Z'],
      ['shop', null, '2024-01-02T03:04:05Z'],
      ['purchase', 'Ten', '2024-01-02T03:04:05Z'],
    ]);
    const [cover] = kinds(reading, 'media');
    expect(cover).toMatchObject({ state: 'link', url: 'https://c.example/c?s=1' });
    // Signed anew, it is the same broadcast.
    expect((await readWith(reader, [goLive('2')])).drafts[0]?.draft.key).toBe(kinds(reading, 'event')[0]?.key);
  });

  test('nothing vanishes: what no layout knows becomes events under its own name', async () => {
    const reading = await readWith(reader, [
      json({
        'Your Activity': {
          'Brand New Section': { NewList: [{ Date: '2026-01-01 00:00:00', A: 1 }, 'two', null], App: 1, Level: 7 },
          'Off TikTok Activity': { OffTikTokActivityDataList: [{ TimeStamp: '2025-01-01 00:00:00', Source: 'shop.example' }] },
          'Ad Interests': { AdInterestCategories: 'Cats|Dogs' },
          Status: { 'Status List': [{ UID: '1', DID: '7' }] },
        },
        'Profile And Settings': {
          'Off TikTok Activity': { OffTikTokActivityDataList: [{ TimeStamp: '2025-01-01 00:00:00', Source: 'shop.example' }] },
        },
        'Odd Root': 5,
      }),
    ]);
    const events = kinds(reading, 'event');
    expect(events.map((e) => [e.topic, e.data])).toEqual([
      ['Brand New Section', { Date: '2026-01-01 00:00:00', A: 1 }],
      ['Brand New Section', 'two'],
      ['Brand New Section', { Level: 7 }],
      ['ad', { TimeStamp: '2025-01-01 00:00:00', Source: 'shop.example' }],
      ['ad', { AdInterestCategories: 'Cats|Dogs' }],
      ['device', { UID: '1', DID: '7' }],
      ['ad', { TimeStamp: '2025-01-01 00:00:00', Source: 'shop.example' }],
      ['export', { 'Odd Root': 5 }],
    ]);
    expect(events[3]?.key).toBe(events[6]?.key);
    expect(reading.refused).toMatchObject([
      { kind: 'event', locator: '/Your Activity/Brand New Section/NewList/2', reason: 'empty-item' },
    ]);
    expect(codes(reading)).toContain('section-unknown Brand New Section');
  });

  test('questions asked in lives are comments, and a live without a number is none', async () => {
    const lives = {
      '7000000000000000009': {
        Questions: [{ QuestionTime: '2024-01-02 03:04:05', QuestionContent: 'why?' }],
        WatchTime: '',
        Link: '',
      },
      '-1': { Comments: [{ CommentContent: 'early', RawTime: -1 }], Link: '' },
    };
    const reading = await readWith(reader, [json({ 'Tiktok Live': { 'Watch Live History': { WatchLiveMap: lives } } })]);
    expect(kinds(reading, 'comment').map(({ text, at, on }) => [text, at, on?.networkId])).toEqual([
      ['why?', '2024-01-02T03:04:05Z', '7000000000000000009'],
      ['early', null, null],
    ]);
  });

  test('lives watched are views, what the person wrote there comments, and epoch -1 no date', async () => {
    const reading = await readWith(reader, [
      json({
        'Tiktok Live': {
          'Watch Live History': {
            WatchLiveMap: {
              '7643768707189771030': {
                Comments: [{ CommentTime: '1969-12-31 23:59:59', CommentContent: 'salut', RawTime: -1 }],
                Questions: null,
                WatchTime: '2022-05-05 20:00:00',
                Link: 'Unavailable',
              },
            },
          },
        },
      }),
    ]);
    expect(kinds(reading, 'event')).toMatchObject([
      { topic: 'view', at: '2022-05-05T20:00:00Z', raw: { liveId: '7643768707189771030' } },
    ]);
    expect(kinds(reading, 'comment')).toMatchObject([
      { text: 'salut', at: null, atAsGiven: '1969-12-31 23:59:59', on: { networkId: '7643768707189771030', url: null } },
    ]);
  });

  test('a document cut in the middle gives all that came before, and says that it is cut', async () => {
    const whole = JSON.stringify({
      'Your Activity': { Follower: { FansList: ['a', 'b', 'c'].map((UserName) => ({ UserName })) } },
    });
    const reading = await readWith(reader, [{ path: 'x.json', content: Buffer.from(whole.slice(0, -12)) }]);
    expect(kinds(reading, 'relation').map((one) => one.person.handle)).toEqual(['a', 'b']);
    expect(reading.damaged).toEqual([{ file: 'x.json', reason: 'cut-off' }]);
  });

  test('the account is found wherever the profile stands; two accounts are refused', async () => {
    const late = {
      Comment: { Comments: { CommentsList: [{ date: '2024-01-01 00:00:00 UTC', comment: 'ok' }] } },
      'Profile And Settings': profile(),
    };
    const reading = await readWith(reader, [json(late, 'renamed.bin')]);
    expect(reading.plan?.account).toEqual({ handle: 'me_myself', networkId: null, name: 'Me' });
    await expect(
      readWith(reader, [json(late, 'a.json'), json({ 'Profile And Settings': profile('other') }, 'b.json')]),
    ).rejects.toThrow(Refusal);
    const twice = await readWith(reader, [json(late, 'a/x.json'), json(late, 'b/x.json')]);
    expect(codes(twice)).toContain('two-exports');
    expect(distinct(twice.drafts)).toHaveLength(reading.drafts.length);
  });

  test('the same in pieces of any size', async () => {
    const file = json({
      'Profile And Settings': { ...profile(), Follower: { FansList: [{ Date: '2024-03-01 08:15:00', UserName: 'é🙂' }] } },
      'Direct Message': {
        'Direct Messages': {
          ChatHistory: { 'Chat History with x/y~z:': [{ Date: '2024-01-01 10:00:00', From: 'x', Content: '"' }] },
        },
      },
    });
    const whole = await readWith(reader, [file]);
    for (const chunk of [1, 2, 3, 7, 64]) expect((await readWith(reader, [file], { chunk })).drafts).toEqual(whole.drafts);
    expect(kinds(whole, 'message')[0]?.locator).toBe('/Direct Message/Direct Messages/ChatHistory/Chat History with x~1y~0z:/0');
  });
});

describe('any list of people', () => {
  const person = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ Date: fc.constantFrom('2024-01-01 00:00:00', 'N/A', ''), UserName: fc.string({ maxLength: 6 }) }),
    },
    fc.constant(null),
    fc.constant({}),
    fc.jsonValue({ maxDepth: 1 }),
  );

  test('is told to the last item: records and refusals make up what was found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(person, { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), async (list, chunk) => {
        const reading = await readWith(reader, [json({ 'Your Activity': { Follower: { FansList: list } } })], { chunk });
        expect(kinds(reading, 'relation').length + reading.refused.length).toBe(list.length);
      }),
      { numRuns: 60 },
    );
  });

  test('grows by what is new: every key of an export is a key of the next, larger one', async () => {
    const handles = fc.uniqueArray(fc.stringMatching(/^[a-zA-Z0-9_.]{1,8}$/), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(handles, fc.array(fc.stringMatching(/^[a-z]{3}$/)), async (old, added) => {
        const list = (names: string[]) =>
          json({
            'Your Activity': { Follower: { FansList: names.map((UserName) => ({ Date: '2024-01-01 00:00:00', UserName })) } },
          });
        const keys = async (names: string[]) =>
          new Set((await readWith(reader, [list(names)])).drafts.map(({ draft }) => draft.key));
        const before = await keys(old);
        const after = await keys([...added, ...old.map((name) => name.toUpperCase())]);
        expect([...before].filter((key) => !after.has(key))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('any JSON under a category', () => {
  test('is read without a fault, and every leaf list item is told', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom(
            'Follower',
            'Posts',
            'Direct Messages',
            'ChatHistory',
            'Settings',
            'X',
            'Watch Live History',
            'Profile Info',
          ),
          fc.jsonValue(),
        ),
        async (sections) => {
          const reading = await readWith(reader, [json({ 'Your Activity': { FansList: null, ...sections } })]);
          expect(reading.recognition).not.toBeNull();
          for (const { draft } of reading.drafts) expect(draft.locator.startsWith('/Your Activity')).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('the TXT export', () => {
  const followers = [
    'Date: 2023-08-10 06:18:18 UTC',
    'Username: alice.m',
    '',
    'Date: 2023-08-11 06:18:18 UTC',
    'Username: bob_22',
  ];

  test('values hold colons and more lines, and a sentence alone is an empty section', async () => {
    const reading = await readWith(reader, [
      txt('TikTok/Profile And Settings/Follower.txt', ...followers),
      txt('TikTok/Profile And Settings/Following.txt', 'You have no data in this section'),
      txt('TikTok/Your Activity/Searches.txt', 'Date: 2023-01-01 00:00:00 UTC', 'Search Term: what is: this'),
      txt(
        'TikTok/Comment/Comments.txt',
        'Date: 2023-01-01 00:00:00 UTC',
        'Comment: first: line',
        'note: second line',
        '',
        'third line',
        'Photo: N/A',
        '',
        'Date: 2023-01-02 00:00:00 UTC',
        'Comment: other',
      ),
    ]);
    expect(kinds(reading, 'relation').map((one) => [one.person.handle, one.at, one.locator])).toEqual([
      ['alice.m', '2023-08-10T06:18:18Z', 'line 1'],
      ['bob_22', '2023-08-11T06:18:18Z', 'line 4'],
    ]);
    expect(kinds(reading, 'event')).toMatchObject([{ topic: 'search', title: 'what is: this' }]);
    expect(kinds(reading, 'comment')).toMatchObject([
      { text: 'first: line\nnote: second line\n\nthird line', raw: { photo: 'N/A' } },
      { text: 'other', locator: 'line 8' },
    ]);
    expect(reading.refused).toEqual([]);
    expect(codes(reading)).toEqual(['account-unknown']);
  });

  test('conversations in any language stand under their English heading', async () => {
    const reading = await readWith(reader, [
      txt('TikTok/Профиль/Данные профиля.txt', 'Имя пользователя: svoi', 'Никнейм: Свой'),
      txt(
        'TikTok/Сообщения/Личные сообщения.txt',
        '>>> Chat History with ann.x::',
        '',
        '2026-07-03 23:00:11 UTC svoi: привет: как дела',
        'вторая строка',
        '2026-07-03 23:01:11 UTC ann.x: https://www.tiktokv.com/share/video/7637602829980552468/',
        '',
        '>>> Chat History with bo::',
        '',
        '2026-06-01 10:00:00 UTC bo: hi',
        '',
      ),
    ]);
    expect(reading.recognition).toMatchObject({ layout: 'txt', language: 'ru' });
    expect(reading.plan?.account).toMatchObject({ handle: 'svoi', name: 'Свой' });
    expect(kinds(reading, 'message').map((m) => [m.from?.handle, m.direction, m.text, m.locator])).toEqual([
      ['svoi', 'sent', 'привет: как дела\nвторая строка', 'line 3'],
      ['ann.x', 'received', 'https://www.tiktokv.com/share/video/7637602829980552468/', 'line 5'],
      ['bo', 'received', 'hi', 'line 9'],
    ]);
    expect(kinds(reading, 'conversation').map((one) => one.title)).toEqual(['ann.x', 'bo']);
  });

  test.each([
    ['de', 'Profil und Einstellungen/Folge ich', 'Deine Aktivität/Wiedergabeverlauf', ['Datum', 'Benutzername', 'Link']],
    ['fr', 'Profil et paramètres/Abonnements', 'Votre activité/Historique de visionnage', ['Date', 'Nom d’utilisateur', 'Lien']],
    ['es', 'Perfil y ajustes/Siguiendo', 'Tu actividad/Historial de visualización', ['Fecha', 'Nombre de usuario', 'Enlace']],
    ['ja', 'プロフィール/フォロー中', 'アクティビティ/視聴履歴', ['日付', 'ユーザー名', 'リンク']],
  ])('of an app in %s is read by the words of the app', async (language, people, views, [date, who, link]) => {
    const reading = await readWith(reader, [
      txt(`${people}.txt`, `${date}: 2024-01-01 00:00:00 UTC`, `${who}: ann`),
      txt(
        `${views}.txt`,
        `${date}: 2024-01-01 00:00:00 UTC`,
        `${link}: https://www.tiktokv.com/share/video/7000000000000000002/`,
      ),
    ]);
    expect(reading.recognition).toMatchObject({ layout: 'txt', language });
    expect(kinds(reading, 'relation')).toMatchObject([
      { relation: 'following', person: { handle: 'ann' }, at: '2024-01-01T00:00:00Z' },
    ]);
    expect(kinds(reading, 'event')).toMatchObject([{ topic: 'view', at: '2024-01-01T00:00:00Z' }]);
    expect(codes(reading).filter((code) => code.includes('unknown '))).toEqual([]);
  });

  test('a conversation under a heading of unknown words is that with whom it names', async () => {
    const reading = await readWith(reader, [
      txt(
        'Direktnachricht/Direktnachrichten.txt',
        '>>> Chatverlauf mit zoe::',
        '2024-01-01 00:00:00 UTC zoe: hallo',
        '2024-01-01 00:00:01 UTC ich: ja',
      ),
    ]);
    expect(kinds(reading, 'message').map(({ direction }) => direction)).toEqual(['received', null]);
    expect(kinds(reading, 'conversation')).toMatchObject([{ title: 'zoe', group: false }]);
  });

  test('unknown labels are read by position, unknown sections kept as events, both told', async () => {
    const reading = await readWith(reader, [
      txt('Profil/Follower.txt', 'Datum: 2023-08-10 06:18:18 UTC', 'Nutzername: alice.m'),
      txt('Profil/Irgendwas.txt', 'Wann: 2023-08-10 06:18:18 UTC', 'Was: https://www.tiktok.com/@x/video/7400000000000000001'),
    ]);
    expect(kinds(reading, 'relation').map((one) => one.person.handle)).toEqual(['alice.m']);
    expect(kinds(reading, 'event')).toMatchObject([
      { topic: 'Irgendwas', at: '2023-08-10T06:18:18Z', data: { Was: 'https://www.tiktok.com/@x/video/7400000000000000001' } },
    ]);
    expect(codes(reading)).toContain('labels-unknown Nutzername');
    expect(codes(reading)).toContain('section-unknown Irgendwas');
  });

  test('the same follower has the same key in JSON and in TXT', async () => {
    const text = await readWith(reader, [txt('A/Follower.txt', ...followers), txt('A/Following.txt', '')]);
    const document = await readWith(reader, [
      json({ 'Your Activity': { Follower: { FansList: [{ Date: 'x', UserName: 'Alice.M' }] } } }),
    ]);
    expect(text.drafts[0]?.draft.key).toBe(document.drafts[0]?.draft.key);
  });
});

describe('what is not TikTok', () => {
  test.each([
    json({ profile: { status: 'away', posts: [1], following: [] } }, 'other.json'),
    json({ comments_media_comments: [{ title: 'x' }], media_list_data: [], video: 'a' }, 'instagram.json'),
    json([1, 2, 3], 'user_data_tiktok.json'),
    txt('README.txt', 'This is a read-me: it explains.', 'Nothing else.'),
    txt('notes.txt', 'Only a sentence'),
    { path: 'user_data_tiktok.json', content: Buffer.from([0, 1, 2, 3]) },
  ])('is not taken for it ($path)', async (file) => {
    expect((await readWith(reader, [file])).recognition).toBeNull();
  });

  test('leftovers of an operating system are named as such', async () => {
    const reading = await readWith(reader, [
      json({ 'Your Activity': { Follower: { FansList: [] } } }, 'a/user_data_tiktok.json'),
      { path: '__MACOSX/a/._user_data_tiktok.json', content: Buffer.from('{"FansList":') },
      { path: 'a/.DS_Store', content: Buffer.from('x') },
    ]);
    expect([...(reading.plan?.kept ?? [])].map(([file, reason]) => [file.path, reason])).toEqual([
      ['__MACOSX/a/._user_data_tiktok.json', 'system-file'],
      ['a/.DS_Store', 'system-file'],
    ]);
    expect([...(reading.plan?.steps ?? [])]).toHaveLength(1);
  });
});
