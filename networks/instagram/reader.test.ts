/** Instagram's exports as files in memory: every layout, and every trap of the format. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { distinct, readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { all, html, json, mangled, names } from './make-export.ts';
import { reader } from './reader.ts';

const one = (handle: string, timestamp = 1735732800) => ({
  title: '',
  media_list_data: [],
  string_list_data: [{ href: `https://www.instagram.com/${handle}`, value: handle, timestamp }],
});
/** As following is written since 2025. */
const titled = (handle: string) => ({
  title: handle,
  string_list_data: [{ href: `https://www.instagram.com/_u/${handle}`, timestamp: 1735732800 }],
});
const lists = 'connections/followers_and_following';
const activity = 'your_instagram_activity';
const profile = json('personal_information/personal_information/personal_information.json', {
  profile_user: [
    {
      title: 'User Information',
      media_map_data: { 'Profile Photo': { uri: 'media/profile/202501/me.jpg', creation_timestamp: 1735732800, title: '' } },
      string_map_data: {
        Username: { href: '', value: 'demo.user', timestamp: 0 },
        Name: { href: '', value: mangled('Zoé Müller 🌾'), timestamp: 0 },
        Bio: { href: '', value: mangled('Élue'), timestamp: 0 },
        Gender: { href: '', value: 'unspecified', timestamp: 0 },
      },
    },
  ],
});
const people = [
  json(`${lists}/followers_1.json`, [one('anna')]),
  json(`${lists}/following.json`, { relationships_following: [titled('ben')] }),
];

const read = (files: readonly Given[], chunk?: number): Promise<Reading> =>
  readWith(reader, files, chunk === undefined ? {} : { chunk });
describe('people', () => {
  test('stand in any number of parts, by value, by title or by address alone', async () => {
    const reading = await read([
      json(`${lists}/followers_1.json`, [one('anna'), one('ben', 0)]),
      json(`${lists}/followers_2.json`, [one('carla')]),
      json(`${lists}/followers_10.json`, [{ title: '', string_list_data: [{ href: 'https://www.instagram.com/_u/dora' }] }]),
      json(`${lists}/following_1.json`, { relationships_following: [titled('ben')] }),
      json(`${lists}/following_2.json`, { relationships_following: [one('emil')] }),
    ]);
    expect(names(reading, 'follower')).toEqual(['anna', 'ben', 'carla', 'dora']);
    expect(names(reading, 'following')).toEqual(['ben', 'emil']);
    const [anna, ben] = all(reading, 'relation');
    expect(anna).toMatchObject({ at: '2025-01-01T12:00:00Z', atAsGiven: 1735732800, locator: '/0', raw: {} });
    expect(anna?.person).toEqual({ networkId: null, handle: 'anna', name: null, url: 'https://www.instagram.com/anna' });
    // 0 is how the export says that it does not know.
    expect(ben).toMatchObject({ at: null, atAsGiven: 0 });
    expect(reading.warnings.filter(({ code }) => code === 'part-missing').map(({ file }) => file)).toEqual(
      [3, 4, 5, 6, 7, 8, 9].map((part) => `${lists}/followers_${part}.json`),
    );
  });

  test('in a part whose number is a year or the like do not make a thousand parts missing', async () => {
    const reading = await read([json(`${lists}/followers_9999.json`, [one('anna')])]);
    expect(reading.warnings.filter(({ code }) => code === 'part-missing').length).toBeLessThan(200);
  });

  test('of every other list are told apart by the list', async () => {
    const reading = await read([
      ...people,
      json(`${lists}/close_friends.json`, { relationships_close_friends: [one('a')] }),
      json(`${lists}/blocked_profiles.json`, { relationships_blocked_users: [titled('b')] }),
      json(`${lists}/restricted_profiles.json`, { relationships_restricted_users: [one('c')] }),
      json(`${lists}/pending_follow_requests.json`, { relationships_follow_requests_sent: [one('d')] }),
      json(`${lists}/recent_follow_requests.json`, { relationships_permanent_follow_requests: [one('d')] }),
      json(`${lists}/follow_requests_you've_received.json`, { relationships_follow_requests_received: [one('e')] }),
      json(`${lists}/recently_unfollowed_profiles.json`, { relationships_unfollowed_users: [one('f')] }),
      json(`${lists}/hide_story_from.json`, { relationships_hide_stories_from: [one('g')] }),
      json(`${lists}/something_new.json`, { relationships_of_tomorrow: [one('h')] }),
      json(`${lists}/following_hashtags.json`, { relationships_following_hashtags: [one('cats')] }),
    ]);
    const found = all(reading, 'relation').map(({ relation, person, raw }) => [relation, person.handle, raw?.['list']]);
    expect(found.slice(2)).toEqual([
      ['closeFriend', 'a', undefined],
      ['blocked', 'b', undefined],
      ['restricted', 'c', undefined],
      ['requestSent', 'd', 'relationships_follow_requests_sent'],
      ['requestSent', 'd', 'relationships_permanent_follow_requests'],
      ['requestReceived', 'e', undefined],
      ['removed', 'f', undefined],
      ['list', 'g', 'relationships_hide_stories_from'],
      ['other', 'h', 'relationships_of_tomorrow'],
    ]);
    expect(distinct(reading.drafts)).toHaveLength(reading.drafts.length);
    expect(all(reading, 'event').map(({ topic, title }) => [topic, title])).toEqual([['following_hashtags', 'cats']]);
  });

  test('are the same in any case of their letters, and each entry of an item is one', async () => {
    const reading = await read([
      json(`${lists}/followers_1.json`, [
        one('Anna.Schmidt'),
        one('anna.schmidt'),
        { title: '', string_list_data: [{ value: 'a' }, { value: 'b' }] },
      ]),
    ]);
    expect(names(reading, 'follower')).toEqual(['Anna.Schmidt', 'a', 'b']);
  });

  test('without a name, and what is none, are refused with the reason', async () => {
    const reading = await read([
      json(`${lists}/followers_1.json`, [
        one('anna'),
        null,
        {},
        7,
        { title: '', string_list_data: [{ href: '', timestamp: 1 }] },
      ]),
    ]);
    expect(reading.refused.map(({ locator, reason }) => [locator, reason])).toEqual([
      ['/1', 'empty-item'],
      ['/2', 'empty-item'],
      ['/3', 'wrong-shape'],
      ['/4', 'no-identity'],
    ]);
  });

  test('in the dialect of labels are found in any language', async () => {
    const reading = await read([
      ...people,
      json(`${lists}/blocked_profiles.json`, [
        { timestamp: 1735732800, media: [], fbid: '1', label_values: [{ label: 'Nom de profil', value: 'zoe' }] },
        { timestamp: 1735732800, label_values: [{ label: '???', value: 'x y' }, { title: '!', dict: [{ label: '#', href: 'https://www.instagram.com/_u/deep' }] }] }, // prettier-ignore
      ]),
    ]);
    expect(names(reading, 'blocked')).toEqual(['zoe', 'deep']);
  });
});

describe('text', () => {
  test('twice encoded is put right string by string, and left alone where it is right', async () => {
    const texts = ['Zoé 👍 naïve — l’été', 'déjà plain', 'plain ascii', mangled('👍'), 'ÃÂ not utf-8 é', '日本語'];
    const reading = await read([
      json(`${activity}/messages/inbox/zoe_1234567/message_1.json`, {
        participants: [{ name: mangled('Zoé') }, { name: 'Me' }],
        messages: texts.map((content, i) => ({
          sender_name: mangled('Zoé'),
          timestamp_ms: 1725703918830 - i,
          content: i === 0 ? mangled(content) : content,
        })),
        title: mangled('Zoé'),
      }),
    ]);
    expect(all(reading, 'message').map(({ text }) => text)).toEqual([texts[0], texts[1], texts[2], '👍', texts[4], texts[5]]);
    expect(all(reading, 'conversation')[0]).toMatchObject({ title: 'Zoé', networkId: '1234567', group: false });
    expect(all(reading, 'message')[0]?.from?.name).toBe('Zoé');
  });

  test('of labels too: a Chinese list of Threads', async () => {
    const reading = await read([
      ...people,
      json(`${activity}/threads/saved_threads.json`, {
        text_post_app_text_post_app_saved_posts: [
          { string_map_data: { [mangled('作者')]: { value: 'ann' }, [mangled('網址')]: { href: 'https://www.threads.net/@ann/post/AbC' }, [mangled('時間')]: { timestamp: 1735732800 } } }, // prettier-ignore
        ],
      }),
    ]);
    const [saved] = all(reading, 'reaction');
    expect(saved).toMatchObject({ network: 'threads', reaction: 'save', at: '2025-01-01T12:00:00Z' });
    expect(saved?.on).toMatchObject({ url: 'https://www.threads.net/@ann/post/AbC', networkId: 'AbC' });
  });
});

describe('Threads inside the same zip', () => {
  test('is another network: its people, posts, profile', async () => {
    const reading = await read([
      ...people,
      profile,
      json(`${activity}/threads/followers_1.json`, [{ title: mangled('Anna É'), string_list_data: [{ href: 'https://www.threads.com/@anna', value: 'anna', timestamp: 1 }] }]), // prettier-ignore
      json(`${activity}/threads/following.json`, { text_post_app_text_post_app_following: [{ title: 'Ben B', string_list_data: [{ href: 'https://www.threads.com/@ben' }] }] }), // prettier-ignore
      json(`${activity}/threads/threads_and_replies.json`, {
        text_post_app_text_posts: [
          {
            media: [
              { uri: '', title: mangled('Héllo #tag @ann'), creation_timestamp: 1735732800, text_app_post: { is_reply: true } },
            ],
          },
        ],
      }),
      json(`${activity}/threads/personal_information.json`, { text_post_app_text_post_app_profile: [{ string_map_data: { Username: { value: 'demo.threads' } } }] }), // prettier-ignore
    ]);
    const of = (network: string | undefined) =>
      reading.drafts.filter(({ draft }) => draft.network === network).map(({ draft }) => draft.kind);
    expect(of('threads')).toEqual(['relation', 'relation', 'post', 'profile']);
    expect(of(undefined)).toEqual(['relation', 'relation', 'profile', 'media']);
    const [, , follower, following] = all(reading, 'relation');
    expect(follower?.person).toMatchObject({ handle: 'anna', name: 'Anna É' });
    expect(following?.person).toMatchObject({ handle: 'ben', name: 'Ben B' });
    expect(all(reading, 'post')[0]).toMatchObject({
      form: 'reply',
      text: 'Héllo #tag @ann',
      tags: ['tag'],
      mentions: ['ann'],
      media: [],
    });
    expect(reading.plan?.account.handle).toBe('demo.user');
  });
});

describe('posts and their media', () => {
  const photo = {
    uri: 'media/posts/202407/photo_1.jpg',
    creation_timestamp: 1721408074,
    title: mangled('Fête #été avec @zoé et @ann.'),
    media_metadata: {
      photo_metadata: {
        exif_data: [{ iso: 100 }, { latitude: 48.85, longitude: 2.35, date_time_original: '2024:07:19 18:00:00' }],
      },
    },
  };
  const gone = { uri: 'media/posts/202407/gone.mp4', creation_timestamp: 1721408075, title: '' };

  test('a post has a caption on its one medium or above several; files are found wherever they lie, absent ones are missing', async () => {
    const reading = await read([
      json(`${activity}/media/posts_1.json`, [
        { media: [photo] },
        { media: [photo, gone], title: 'two', creation_timestamp: 1721408080 },
      ]),
      { path: 'Instagram Export\\media\\posts\\202407\\PHOTO_1.JPG', content: Buffer.from('jpg'), input: 1 },
      { path: 'Instagram Export\\media\\posts\\202407\\alone.jpg', content: Buffer.from('jpeg'), input: 1 },
    ]);
    const [single, carousel] = all(reading, 'post');
    expect(single).toMatchObject({
      form: 'post',
      at: '2024-07-19T16:54:34Z',
      text: 'Fête #été avec @zoé et @ann.',
      tags: ['été'],
    });
    expect(single?.mentions).toContain('ann');
    expect(carousel).toMatchObject({ text: 'two', at: '2024-07-19T16:54:40Z' });
    expect(carousel?.media).toHaveLength(2);
    const [here, , missing, alone] = all(reading, 'media');
    expect(here).toMatchObject({
      state: 'here',
      path: 'Instagram Export\\media\\posts\\202407\\PHOTO_1.JPG',
      bytes: 3,
      mime: 'image/jpeg',
      takenAt: '2024-07-19T16:54:34Z',
      place: { lat: 48.85, lon: 2.35 },
      of: recordId('instagram', 'post', single?.key ?? ''),
    });
    expect(single?.media).toEqual([recordId('instagram', 'media', here?.key ?? '')]);
    expect(missing).toMatchObject({ state: 'missing', path: 'media/posts/202407/gone.mp4', bytes: null });
    // A file nothing speaks of is a record too, and one that is spoken of is not given twice.
    expect(alone).toMatchObject({ state: 'here', of: null, path: 'Instagram Export\\media\\posts\\202407\\alone.jpg' });
    expect(all(reading, 'media')).toHaveLength(4);
    expect(reading.warnings).toContainEqual({ file: `${activity}/media/posts_1.json`, code: 'media-missing', detail: '1' });
  });

  test('a list of one is one object; stories, reels, deleted ones and pictures of the profile', async () => {
    const reading = await read([
      profile,
      json(`${activity}/content/posts_1.json`, { media: [photo], title: 'alone', creation_timestamp: 1721408074 }),
      json(`${activity}/content/stories.json`, { ig_stories: [{ ...gone, title: 'story' }] }),
      json(`${activity}/content/reels.json`, { ig_reels_media: [{ media: [gone] }] }),
      json(`${activity}/content/recently_deleted_content.json`, {
        ig_recently_deleted_media: [{ media: [gone] }, { media: [] }],
      }),
      json(`${activity}/content/profile_photos.json`, {
        ig_profile_picture: [{ uri: 'media/profile/old.jpg', creation_timestamp: 1, title: '' }],
      }),
    ]);
    expect(all(reading, 'post').map(({ form, text, deleted }) => [form, text, deleted])).toEqual([
      ['post', 'alone', false],
      ['story', 'story', false],
      ['reel', null, false],
      ['post', null, true],
    ]);
    expect(reading.refused).toMatchObject([{ kind: 'post', reason: 'empty-item' }]);
    const old = all(reading, 'media').find(({ path }) => path === 'media/profile/old.jpg');
    expect(old?.of).toBe(recordId('instagram', 'profile', 'demo.user'));
  });
});

describe('messages', () => {
  const thread = `${activity}/messages/inbox/zoe_1234567`;
  const part = (messages: unknown[], more: object = {}) => ({
    participants: [{ name: mangled('Zoé Müller 🌾') }, { name: 'Ann' }],
    messages,
    title: 'Ann',
    is_still_participant: true,
    thread_path: 'inbox/zoe_1234567',
    ...more,
  });

  test('have who wrote, what, when; reactions, shares, calls and what is attached', async () => {
    const reading = await read([
      profile,
      json(`${thread}/message_2.json`, part([{ sender_name: 'Ann', timestamp_ms: 1725703910000, content: 'first' }])),
      json(
        `${thread}/message_1.json`,
        part([
          {
            sender_name: mangled('Zoé Müller 🌾'),
            timestamp_ms: 1725703918830,
            content: 'hi',
            reactions: [{ reaction: mangled('❤'), actor: 'Ann' }],
            is_geoblocked_for_viewer: false,
          },
          {
            sender_name: 'Ann',
            timestamp_ms: 1725703918831,
            photos: [{ uri: `${thread}/photos/1.jpg`, creation_timestamp: 1725703918 }],
          },
          {
            sender_name: 'Ann',
            timestamp_ms: 1725703918832,
            content: 'Ann sent an attachment.',
            share: { link: 'https://www.instagram.com/p/AbC/', share_text: 'x' },
          },
          { sender_name: 'Ann', timestamp_ms: 1725703918833, content: 'call', call_duration: 12 },
          null,
        ]),
      ),
      { path: `${thread}/photos/1.jpg`, content: Buffer.from('picture') },
    ]);
    const [conversation] = all(reading, 'conversation');
    expect(all(reading, 'conversation')).toHaveLength(1);
    expect(conversation?.participants).toEqual([
      { networkId: null, handle: null, name: 'Zoé Müller 🌾' },
      { networkId: null, handle: null, name: 'Ann' },
    ]);
    const [first, hi, picture, share, call] = all(reading, 'message');
    expect([first, hi, picture, share, call].map((one) => [one?.text, one?.direction, one?.form])).toEqual([
      ['first', 'received', 'text'],
      ['hi', 'sent', 'text'],
      [null, 'received', 'text'],
      ['Ann sent an attachment.', 'received', 'share'],
      ['call', 'received', 'call'],
    ]);
    expect(hi).toMatchObject({
      at: '2024-09-07T10:11:58.830Z',
      reactions: [{ by: 'Ann', emoji: '❤' }],
      raw: { is_geoblocked_for_viewer: false },
    });
    expect(new Set(all(reading, 'message').map((one) => one.conversation))).toEqual(
      new Set([recordId('instagram', 'conversation', conversation?.key ?? '')]),
    );
    expect(all(reading, 'media').find(({ of }) => of === recordId('instagram', 'message', picture?.key ?? ''))).toMatchObject({
      state: 'here',
      bytes: 7,
    });
    expect(share?.raw?.['share']).toEqual({ link: 'https://www.instagram.com/p/AbC/', share_text: 'x' });
    expect(reading.refused).toMatchObject([{ kind: 'message', locator: '/messages/4', reason: 'empty-item' }]);
  });

  test('the same ones in two overlapping parts are the same records; a cut file gives what came before', async () => {
    const text = JSON.stringify(
      part([
        { sender_name: 'Ann', timestamp_ms: 1, content: 'a' },
        { sender_name: 'Ann', timestamp_ms: 2, content: 'b' },
      ]),
    );
    const reading = await read([
      json(`${thread}/message_1.json`, text, 0),
      json(`top/${thread}/message_1.json`, `${text} `, 1),
      json(`${activity}/messages/inbox/ben_7654321/message_1.json`, text.slice(0, text.indexOf('"b"'))),
    ]);
    expect(all(reading, 'message').map((one) => one.text)).toEqual(['a', 'b', 'a', 'b', 'a']);
    expect(distinct(reading.drafts).filter(({ kind }) => kind === 'message')).toHaveLength(3);
    expect(reading.damaged).toMatchObject([{ reason: 'cut-off' }]);
    expect(distinct(reading.drafts).filter(({ kind }) => kind === 'conversation')).toHaveLength(2);
  });
});

describe('what the person did', () => {
  test('likes, things saved, votes, comments, searches, logins', async () => {
    const reading = await read([
      profile,
      json(`${activity}/likes/liked_posts.json`, { likes_media_likes: [{ title: 'ann', string_list_data: [{ href: 'https://www.instagram.com/p/AbC/', value: mangled('👍'), timestamp: 1711225461 }] }] }), // prettier-ignore
      json(`${activity}/likes/liked_comments.json`, [{ timestamp: 1711225461, fbid: '1', label_values: [{ label: 'URL', value: 'https://www.instagram.com/reel/XyZ/', href: 'https://www.instagram.com/reel/XyZ/' }, { title: 'Owner', dict: [{ title: '', dict: [{ label: 'URL', value: '' }, { label: 'Name', value: 'Ann A' }, { label: 'Username', value: 'ann' }] }] }] }]), // prettier-ignore
      json(`${activity}/saved/saved_posts.json`, { saved_saved_media: [{ title: 'ben', string_map_data: { 'Gespeichert am': { href: 'https://www.instagram.com/p/QqQ/', timestamp: 1739314547 } } }] }), // prettier-ignore
      json(`${activity}/story_interactions/polls.json`, {
        story_activities_polls: [{ title: 'ann', string_list_data: [{ value: 'Yes', timestamp: 171078 }] }],
      }),
      json(`${activity}/comments/post_comments_1.json`, [
        {
          media_list_data: [{ uri: '' }],
          string_map_data: {
            Comment: { value: mangled('très bien') },
            'Media Owner': { value: 'ann' },
            Time: { timestamp: 1735822393 },
          },
        },
        { string_map_data: { '¿?': { value: 'texto' }, '¿¿?': { value: 'ben' }, '!': { timestamp: 1735822394 } } },
      ]),
      json('logged_information/recent_searches/profile_searches.json', { searches_user: [{ title: '', string_map_data: { Search: { value: 'zoo' }, Time: { value: '', timestamp: 1739132098 } } }] }), // prettier-ignore
      json('security_and_login_information/login_and_profile_creation/login_activity.json', { account_history_login_history: [{ title: '2025-02-18T10:48:24+00:00', string_map_data: { 'IP Address': { value: '203.0.113.1', timestamp: 0 } } }] }), // prettier-ignore
    ]);
    expect(all(reading, 'reaction').map(({ reaction, on, at }) => [reaction, on?.author, on?.networkId, at])).toEqual([
      ['like', 'ann', 'AbC', '2024-03-23T20:24:21Z'],
      ['like', 'ann', 'XyZ', '2024-03-23T20:24:21Z'],
      ['save', 'ben', 'QqQ', '2025-02-11T22:55:47Z'],
      ['vote', 'ann', null, '1970-01-02T23:31:18Z'],
    ]);
    expect(all(reading, 'reaction')[3]?.raw).toMatchObject({ of: 'poll', value: 'Yes' });
    expect(all(reading, 'comment').map(({ text, on }) => [text, on?.author])).toEqual([
      ['très bien', 'ann'],
      ['texto', 'ben'],
    ]);
    expect(all(reading, 'event').map(({ topic, title, at }) => [topic, title, at])).toEqual([
      ['search', 'zoo', '2025-02-09T20:14:58Z'],
      ['login', '203.0.113.1', '2025-02-18T10:48:24Z'],
    ]);
  });

  test('the profile says whose export it is, in any language; what has no room stays as it came', async () => {
    const reading = await read([profile]);
    expect(reading.plan?.account).toEqual({ handle: 'demo.user', networkId: null, name: 'Zoé Müller 🌾' });
    expect(all(reading, 'profile')[0]).toMatchObject({ handle: 'demo.user', bio: 'Élue' });
    expect(JSON.stringify(all(reading, 'profile')[0]?.raw)).toContain('unspecified');
    const german = await read([
      json('personal_information/personal_information.json', {
        profile_user: [{ string_map_data: { Benutzername: { value: 'anna' } } }],
      }),
    ]);
    expect(german.plan?.account.handle).toBe('anna');
    const folder = await read(people.map((file) => ({ ...file, path: `instagram-some.one-2026-09-01-AbC/${file.path}` })));
    expect(folder.plan?.account.handle).toBe('some.one');
  });

  test('everything else is an event as it came; what is no list is one', async () => {
    const reading = await read([
      ...people,
      json('ads_information/ads_and_topics/ads_viewed.json', { impressions_history_ads_seen: [{ string_map_data: { Author: { value: 'x' }, Time: { timestamp: 1739296509 } } }, 'odd'] }), // prettier-ignore
      json('preferences/settings/consents.json', {
        timestamp: 1739296509,
        label_values: [{ label: 'A', vec: [{ value: mangled('é') }] }],
      }),
      json(`${activity}/messages/secret_conversations.json`, {
        ig_secret_conversations: { armadillo_devices: [{ device_type: 'x' }] },
      }),
      json('tomorrow.json', { new_list: [{ a: 1 }], new_value: 7 }),
    ]);
    expect(all(reading, 'event').map(({ topic, title, at }) => [topic, title, at])).toEqual([
      ['ad', 'x', '2025-02-11T17:55:09Z'],
      ['ad', 'odd', null],
      ['setting', 'é', '2025-02-11T17:55:09Z'],
      ['secret_conversations', null, null],
      ['new_list', null, null],
      ['tomorrow', null, null],
    ]);
    expect(all(reading, 'event')[5]?.data).toEqual({ new_value: 7 });
    expect(reading.warnings).toContainEqual({ file: 'tomorrow.json', code: 'section-unknown', detail: 'new_list' });
  });
});

describe('the layouts', () => {
  test('2021 and 2022: other folders, people under a key', async () => {
    const reading = await read([
      json('followers_and_following/followers.json', { relationships_followers: [one('anna')] }),
      json('followers_and_following/following.json', { relationships_following: [one('ben')] }),
      json('comments/post_comments.json', {
        comments_media_comments: [{ title: 'ann', string_list_data: [{ value: 'nice', timestamp: 1735732800 }] }],
      }),
      json('messages/inbox/ann_1234567/message_1.json', {
        participants: [],
        messages: [{ sender_name: 'Ann', timestamp_ms: 1, content: 'x' }],
      }),
    ]);
    expect(reading.recognition).toMatchObject({ layout: 'json-folders' });
    expect(reading.drafts.map(({ draft }) => draft.kind)).toEqual(['relation', 'relation', 'comment', 'message', 'conversation']);
    expect(all(reading, 'comment')[0]).toMatchObject({ text: 'nice', on: { author: 'ann' } });
  });

  test('2020: flat files, lists of lists, people as an object', async () => {
    const iso = '2020-10-01T12:00:00+00:00';
    const reading = await read(
      [
        json('connections.json', {
          followers: { anna: iso, ben: '2020-10-01T12:00:00' },
          following: {},
          close_friends: { 'c.d': iso },
          following_hashtags: { cats: iso },
        }),
        json('likes.json', { media_likes: [[iso, 'ann']], comment_likes: [[iso, 'ben']] }),
        json('comments.json', { media_comments: [[iso, 'très beau', 'ann']] }),
        json('saved.json', { saved_media: [[iso, 'ann']] }),
        json('media.json', { stories: [{ caption: '', taken_at: iso, path: 'stories/202010/a.jpg' }], photos: [{ caption: 'é', taken_at: iso, path: 'photos/202010/b.jpg', location: 'Paris' }] }), // prettier-ignore
        json('messages.json', [
          {
            participants: ['me', 'ann'],
            conversation: [{ sender: 'ann', created_at: '2020-10-23T09:21:00.123456+00:00', text: 'hi', likes: [] }],
          },
          {
            participants: ['me', 'ben', 'c'],
            conversation: [{ sender: 'me', created_at: iso, media: 'https://cdn.example/x.jpg' }],
          },
        ]),
        json('profile.json', { username: 'me', name: 'Me É', biography: 'b', date_joined: iso, gender: 'x' }),
        json('searches.json', [{ search_click: 'ann', time: iso, type: 'user' }]),
        json('uploaded_contacts.json', ['You have no data in this section']),
        json('shopping.json', '{broken'),
      ],
      5,
    );
    expect(reading.recognition).toMatchObject({ layout: 'json-flat' });
    expect(reading.plan?.account).toMatchObject({ handle: 'me', name: 'Me É' });
    expect(names(reading, 'follower')).toEqual(['anna', 'ben']);
    // A local time without a zone is no instant.
    expect(all(reading, 'relation').map(({ at }) => at)).toEqual(['2020-10-01T12:00:00Z', null, '2020-10-01T12:00:00Z']);
    expect(all(reading, 'reaction').map(({ reaction, on }) => [reaction, on?.author])).toEqual([
      ['like', 'ann'],
      ['like', 'ben'],
      ['save', 'ann'],
    ]);
    expect(all(reading, 'comment')[0]).toMatchObject({ text: 'très beau', on: { author: 'ann' } });
    expect(all(reading, 'post').map(({ form, text }) => [form, text])).toEqual([
      ['story', null],
      ['post', 'é'],
    ]);
    expect(all(reading, 'media').map(({ state, raw }) => [state, raw?.['location']])).toEqual([
      ['missing', undefined],
      ['missing', 'Paris'],
      ['link', undefined],
    ]);
    expect(all(reading, 'message').map(({ at, from, direction }) => [at, from?.handle, direction])).toEqual([
      ['2020-10-23T09:21:00.123456Z', 'ann', 'received'],
      ['2020-10-01T12:00:00Z', 'me', 'sent'],
    ]);
    expect(all(reading, 'conversation').map(({ group }) => group)).toEqual([false, true]);
    expect(all(reading, 'profile')[0]).toMatchObject({ handle: 'me', createdAt: '2020-10-01T12:00:00Z', raw: { gender: 'x' } });
    expect(all(reading, 'event').map(({ topic, title, at }) => [topic, title, at])).toEqual([
      ['following_hashtags', null, null],
      ['search', 'ann', '2020-10-01T12:00:00Z'],
    ]);
    expect(reading.damaged.map(({ file }) => file)).toEqual(['shopping.json']);
  });

  test.each<[string, (path: string) => string]>([
    ['below a folder', (path) => `instagram-demo-2026-01-01-x/${path}`],
    ['from Windows', (path) => `Instagram Export\\${path.replaceAll('/', '\\')}`],
    ['in other letters', (path) => path.toUpperCase()],
    ['with the apostrophe of an unzipper', (path) => path.replaceAll("'", '_')],
  ])('re-zipped %s', async (_how, renamed) => {
    const files = [...people, json(`${lists}/follow_requests_you've_received.json`, [one('e')]), profile];
    const reading = await read(files.map((file) => ({ ...file, path: renamed(file.path) })));
    expect(reading.recognition?.fit).toBeGreaterThan(0.9);
    expect(all(reading, 'relation').map(({ relation, person }) => [relation, person.handle])).toEqual([
      ['follower', 'anna'],
      ['following', 'ben'],
      ['requestReceived', 'e'],
    ]);
  });

  test('re-zipped on a Mac, with a byte order mark, with a copy beside it', async () => {
    const files = people.map((file) => ({ ...file, content: Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), file.content]) }));
    const reading = await read([
      ...files,
      ...files.map((file) => ({ ...file, path: `copy/${file.path}` })),
      json(`__MACOSX/${lists}/._followers_1.json`, 'x'),
      json('.DS_Store', 'x'),
      html('start_here.html', ''),
      json('empty.json', ''),
    ]);
    expect(reading.drafts).toHaveLength(2);
    expect(Array.from(reading.plan?.kept ?? [], ([, reason]) => reason).sort()).toEqual([
      'empty',
      'not-data',
      'repeats',
      'repeats',
      'system-file',
      'system-file',
    ]);
    expect(reading.warnings.some(({ code }) => code === 'two-exports')).toBe(false);
  });

  test('two exports of different days: the newest list counts, who stood in the older one is kept as an event', async () => {
    const reading = await read([
      json('old/connections/followers_and_following/followers_1.json', [one('anna', 1600000000), one('gone', 1600000000)]),
      json('new/connections/followers_and_following/followers_1.json', [one('anna', 1600000000), one('fresh', 1700000000)]),
    ]);
    expect(names(reading, 'follower')).toEqual(['anna', 'fresh']);
    expect(all(reading, 'event').map(({ topic, title }) => [topic, title])).toEqual([
      ['older:followers', 'anna'],
      ['older:followers', 'gone'],
    ]);
    expect(reading.warnings).toContainEqual({ file: null, code: 'two-exports', detail: null });
  });

  test('exports of two people are refused', async () => {
    const other = json('personal_information/personal_information.json', {
      profile_user: [{ string_map_data: { Username: { value: 'other' } } }],
    });
    await expect(read([profile, other])).rejects.toMatchObject({ code: 'two-accounts' });
  });
});

describe('what is not Instagram', () => {
  test.each<[string, Given[]]>([
    ['Facebook 2021', [json('friends_and_followers/followers.json', { followers_v2: [{ name: 'A', timestamp: 1 }] }), json('friends_and_followers/friends.json', { friends_v2: [] })]], // prettier-ignore
    ['Facebook 2023', [json('connections/friends/your_friends.json', { friends_v2: [{ name: 'A', timestamp: 1 }] }), json('personal_information/profile_information/profile_information.json', { profile_v2: {} })]], // prettier-ignore
    [
      'Facebook, a bare list',
      [
        json('connections/followers/people_who_followed_you_1.json', [
          { title: '', string_list_data: [{ value: 'A B', timestamp: 1 }] },
        ]),
      ],
    ],
    ['a conversation with stickers of Facebook', [json('messages/inbox/a_1234567/message_1.json', { participants: [{ name: 'A' }], messages: [{ sender_name: 'A', timestamp_ms: 1, sticker: { uri: 'messages/stickers_used/1.png' } }] })]], // prettier-ignore
    ['something else', [json('followers.json', { a: 1 }), json('x.json', [1, 2])]],
  ])('%s is not claimed', async (_what, files) => {
    expect((await read(files)).recognition).toBeNull();
  });
});

describe('conversations alone', () => {
  const talk = (more: object = {}) => ({
    participants: [{ name: 'A' }, { name: 'B' }],
    messages: [{ sender_name: 'A', timestamp_ms: 1700000000000, content: 'hello', ...more }],
  });

  test.each<[string, Given[], number]>([
    [
      'that either network may have written are a question for the person',
      [json('messages/inbox/a_1234567/message_1.json', talk())],
      0.2,
    ],
    [
      'with something shared on Instagram',
      [
        json(
          'a_1234567/message_1.json',
          talk({ share: { link: 'https://www.instagram.com/reel/A/', original_content_owner: 'x' } }),
        ),
      ],
      0.4,
    ],
    ['of one who left', [json('messages/inbox/instagramuser_1234567/message_1.json', talk())], 0.4],
    [
      'as pages',
      [
        html(
          'messages/inbox/a_1234567/message_1.html',
          '<div class="_a6-g"><h2 class="_a6-h">A</h2><div class="_a6-p"><div>hello</div></div><div class="_a6-o">Sep 22, 2017 6:33 am</div></div>',
        ),
      ],
      0.2,
    ],
  ])('%s', async (_what, files, fit) => {
    const reading = await read(files);
    expect(reading.recognition?.fit).toBe(fit);
    expect(all(reading, 'message')).toMatchObject([{ text: 'hello' }]);
  });

  test.each([['inbox/'], [''], ['messages/inbox/'], ['my downloads/']])('below "%s" stay apart', async (root) => {
    const reading = await read([
      json(`${root}a_1234567/message_1.json`, talk()),
      json(`${root}b_7654321/message_1.json`, talk()),
      json(`${root}b_7654321/message_2.json`, talk({ timestamp_ms: 1600000000000 })),
    ]);
    expect(all(reading, 'conversation').map(({ networkId }) => networkId)).toEqual(['1234567', '7654321']);
    expect(new Set(all(reading, 'message').map(({ conversation }) => conversation)).size).toBe(2);
  });
});

describe('HTML', () => {
  test('a page made in a way nobody knows is kept as one event', async () => {
    const reading = await read([...people, html('preferences/settings/odd.html', '<p>Some words</p><p>and more</p>')]);
    expect(all(reading, 'event').map(({ data }) => data)).toEqual([{ title: 'Some words', lines: ['Some words', 'and more'] }]);
  });

  const block = (body: string) => `<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">${body}</div>`;
  const person = (handle: string, date: string) =>
    block(
      `<div class="_a6-p"><div><div><a target="_blank" href="https://www.instagram.com/${handle}">${handle}</a></div><div>${date}</div></div></div>`,
    );

  test('people, with the local time as it is written and no footer', async () => {
    const footer =
      '</div><div class="_a6-o">Generated by Instagram · <a href="https://www.instagram.com/accounts/login/">Log in</a>';
    const reading = await read(
      [
        html(`${lists}/followers_1.html`, person('anna', 'Jan 01, 2025 10:00 am') + person('Ben', '02.01.2025, 10:01') + footer),
        html(`${lists}/following.html`, block('<h2 class="_a6-h">carla</h2><div class="_a6-p"><div><a href="https://www.instagram.com/_u/carla">https://www.instagram.com/_u/carla</a></div><div>Feb 01, 2025 9:10 pm</div></div>')), // prettier-ignore
      ],
      7,
    );
    expect(reading.recognition).toMatchObject({ layout: 'html' });
    expect(
      all(reading, 'relation').map(({ relation, person: { handle }, at, atAsGiven }) => [relation, handle, at, atAsGiven]),
    ).toEqual([
      ['follower', 'anna', null, 'Jan 01, 2025 10:00 am'],
      ['follower', 'Ben', null, '02.01.2025, 10:01'],
      ['following', 'carla', null, 'Feb 01, 2025 9:10 pm'],
    ]);
    expect(reading.refused).toEqual([]);
  });

  test('beside JSON of the same list is not added to it', async () => {
    const reading = await read([...people, html(`${lists}/followers_1.html`, person('other', 'Jan 01, 2025'))]);
    expect(names(reading, 'follower')).toEqual(['anna']);
    expect([...(reading.plan?.kept?.values() ?? [])]).toEqual(['repeats']);
  });

  const cell = (label: string, value: string) =>
    `<tr><td colspan="2" class="_2pin _a6_q">${label}<div><div>${value}</div></div></td></tr>`;
  const table = (...rows: string[]) => block(`<div class="_a6-p"><div><table>${rows.join('')}</table></div></div>`);

  test.each([
    ['in English', ['Comment', 'Media Owner', 'Time'], 0],
    ['in French', ['Commentaire', 'Propriétaire du média', 'Heure'], 0],
    ['in a language nobody knows', ['Iruzkina', 'Jabea', 'Ordua'], 1],
  ])('comments and the profile %s', async (_language, [comment = '', owner = '', time = ''], warnings) => {
    const reading = await read([
      html(
        `${activity}/comments/post_comments_1.html`,
        table(
          cell(comment, 'très <b>beau</b> &lt;3'),
          cell(owner, 'ann.a'),
          `<tr><td>${time}</td><td>mars 1, 2024 3:45 pm</td></tr>`,
        ),
      ),
      html(
        'personal_information/personal_information/personal_information.html',
        table(cell('Username', 'demo.user'), cell('Name', 'Zoé Müller'), cell('Email', 'z@example.org')),
      ),
    ]);
    expect(all(reading, 'comment')).toMatchObject([
      { text: 'très beau <3', on: { author: 'ann.a' }, at: null, atAsGiven: 'mars 1, 2024 3:45 pm' },
    ]);
    expect(all(reading, 'profile')).toMatchObject([{ handle: 'demo.user', name: 'Zoé Müller', email: 'z@example.org' }]);
    expect(reading.plan?.account).toMatchObject({ handle: 'demo.user', name: 'Zoé Müller' });
    expect(reading.warnings.filter(({ code }) => code === 'labels-unknown')).toHaveLength(warnings);
  });

  test('people whose names stand there without an address are people', async () => {
    const bare = (handle: string) =>
      block(`<h2 class="_a6-h">${handle}</h2><div class="_a6-p"><div>Feb 01, 2025 9:10 pm</div></div>`);
    const reading = await read([
      ...people,
      html(`${lists}/blocked_profiles.html`, bare('dora') + person('emil', 'Jan 01, 2025') + bare('not a handle')),
    ]);
    expect(names(reading, 'blocked')).toEqual(['dora', 'emil']);
    expect(all(reading, 'relation').find(({ person: { handle } }) => handle === 'dora')?.atAsGiven).toBe('Feb 01, 2025 9:10 pm');
    expect(reading.refused).toMatchObject([{ kind: 'relation', reason: 'no-identity' }]);
  });

  test('beside JSON of another year is not added to it either, whichever input it came in', async () => {
    const talk = '<h2 class="_a6-h">A</h2><div class="_a6-p"><div>hello</div></div><div class="_a6-o">Sep 22, 2017 6:33 am</div>';
    const picture =
      '<div class="_a6-p"><div><img src="media/posts/a.jpg"></div></div><div class="_a6-o">Jul 19, 2024 6:54 pm</div>';
    const reading = await read([
      ...people,
      json(`${activity}/media/posts_1.json`, [
        { media: [{ uri: 'media/posts/a.jpg', creation_timestamp: 1721415240, title: '' }] },
      ]),
      json(`${activity}/messages/inbox/ann_1234567/message_1.json`, {
        participants: [],
        messages: [{ sender_name: 'A', timestamp_ms: 1, content: 'hello' }],
      }),
      ...[
        html('content/posts_1.html', block(picture)),
        html('messages/inbox/annette_1234567/message_1.html', block(talk)),
        html('followers_and_following/followers.html', person('anna', 'Jan 01, 2025')),
      ].map((page) => ({ ...page, input: 1 })),
    ]);
    expect(all(reading, 'post')).toHaveLength(1);
    expect(all(reading, 'message')).toHaveLength(1);
    expect(names(reading, 'follower')).toEqual(['anna']);
    expect([...(reading.plan?.kept?.values() ?? [])]).toEqual(['repeats', 'repeats', 'repeats']);
  });

  test('messages: text as it is shown, files, shares, reactions; text that looks twice encoded is left alone', async () => {
    const message = (heading: string, body: string) =>
      block(
        `<h2 class="_3-95 _2pim _a6-h _a6-i">${heading}</h2><div class="_3-95 _a6-p">${body}</div><div class="_3-94 _a6-o">Sep 22, 2017 6:33 am</div>`,
      );
    const reading = await read([
      html(
        `${activity}/messages/inbox/ann_1234567/message_1.html`,
        message('Zoé', '<div>a &amp; b<br>\n  c Ã©</div><div><div><ul class="_a6-q"><li><span>❤️Ann<span> (Apr 23, 2022 5:32 pm)</span></span></li></ul></div></div>') +
          message('Ann', '<div></div><div><a href="your_instagram_activity/x/1.jpg"><img src="your_instagram_activity/x/1.jpg"></a></div>') +
          message('Ann', '<div>Ann sent an attachment.</div><div><div>caption</div><div><a href="https://www.instagram.com/reel/A/">https://www.instagram.com/reel/A/</a></div></div>'), // prettier-ignore
      ),
    ]);
    const [text, picture, share] = all(reading, 'message');
    expect(text).toMatchObject({
      text: 'a & b\nc Ã©',
      at: null,
      atAsGiven: 'Sep 22, 2017 6:33 am',
      reactions: [{ by: 'Ann', emoji: '❤️' }],
    });
    expect(text?.from?.name).toBe('Zoé');
    expect(picture).toMatchObject({ text: null });
    expect(picture?.media).toHaveLength(1);
    expect(share).toMatchObject({
      form: 'share',
      text: 'Ann sent an attachment.',
      raw: { more: ['caption'], links: ['https://www.instagram.com/reel/A/'] },
    });
    expect(all(reading, 'conversation')[0]).toMatchObject({ networkId: '1234567', title: 'A page' });
    expect(all(reading, 'media')[0]).toMatchObject({ state: 'missing', path: 'your_instagram_activity/x/1.jpg' });
  });

  test('posts, likes, and pages nobody knows', async () => {
    const reading = await read([
      html(
        `${activity}/media/posts_1.html`,
        block(
          '<h2 class="_a6-h">Fête #été</h2><div class="_a6-p"><div><img src="media/posts/a.jpg"></div></div><div class="_a6-o">Jul 19, 2024 6:54 pm</div>',
        ),
      ),
      html(`${activity}/likes/liked_posts.html`, block('<h2 class="_a6-h">ann</h2><div class="_a6-p"><div><div><a href="https://www.instagram.com/p/AbC/">👍</a></div><div>Mar 23, 2024 9:24 pm</div></div></div>')), // prettier-ignore
      html('preferences/settings/new.html', block('<h2 class="_a6-h">Thing</h2><div class="_a6-p"><div>value</div></div>')),
    ]);
    expect(all(reading, 'post')[0]).toMatchObject({
      text: 'Fête #été',
      tags: ['été'],
      at: null,
      atAsGiven: 'Jul 19, 2024 6:54 pm',
    });
    expect(all(reading, 'reaction')[0]).toMatchObject({
      reaction: 'like',
      on: { author: 'ann', networkId: 'AbC' },
      atAsGiven: 'Mar 23, 2024 9:24 pm',
    });
    expect(all(reading, 'event')[0]).toMatchObject({
      topic: 'setting',
      title: 'Thing',
      data: { heading: 'Thing', lines: ['value'] },
    });
  });
});
