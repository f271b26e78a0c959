/** What Instagram writes since 2023, and what it wrote in 2020: shapes that others describe, in the dialect of labels and in lists. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { distinct, readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { all, json, mangled, names } from './make-export.ts';
import { reader } from './reader.ts';

const lists = 'connections/followers_and_following';
const activity = 'your_instagram_activity';
const second = 1_721_408_074;
const read = (...files: Given[]): Promise<Reading> =>
  readWith(reader, [json(`${lists}/following.json`, { relationships_following: [] }), ...files]);
const file = (path: string): Given => ({ path, content: Buffer.from(path) });
const medium = (path: string, more: object = {}) => ({ uri: path, creation_timestamp: second, title: '', ...more });

describe('posts in labels', () => {
  const cover = 'media/posts/202407/17900000000000001.jpg';
  const inner = 'media/posts/202407/17900000000000002.jpg';
  const alone = 'media/posts/202407/17900000000000003.jpg';
  const labelled = [
    {
      timestamp: second,
      media: [],
      title: mangled('Fête #été'),
      label_values: [
        { label: 'Media', media: [medium(cover)], value: '' },
        { title: '', dict: [{ title: '', dict: [{ label: 'Media', media: [medium(inner)] }] }] },
      ],
    },
    {
      timestamp: second + 60,
      label_values: [
        { label: 'Draft', value: 'False' },
        { label: 'Latitude', value: '48.85' },
        { label: 'Longitude', value: '2.35' },
        { label: 'Media', media: [medium(alone, { title: 'alone' })] },
      ],
    },
  ];

  test('have all their media, however deep they stand, and where they were taken', async () => {
    const reading = await read(json(`${activity}/media/posts.json`, labelled), file(cover), file(alone));
    expect(all(reading, 'post').map(({ form, text, at, media }) => [form, text, at, media?.length])).toEqual([
      ['post', 'Fête #été', '2024-07-19T16:54:34Z', 2],
      ['post', 'alone', '2024-07-19T16:55:34Z', 1],
    ]);
    expect(all(reading, 'media').map(({ path, state, place, of }) => [path, state, place, of !== null])).toEqual([
      [cover, 'here', null, true],
      [inner, 'missing', null, true],
      [alone, 'here', { lat: 48.85, lon: 2.35 }, true],
    ]);
    expect(all(reading, 'event')).toEqual([]);
  });

  test('beside the same ones in lists are not added to them, and the lists say the more', async () => {
    const reading = await read(
      json(`${activity}/media/posts.json`, labelled),
      json(`${activity}/media/posts_1.json`, [
        { media: [medium(cover), medium(inner)], title: mangled('Fête #été'), creation_timestamp: second },
      ]),
      json(`${activity}/media/archived_posts.json`, {
        ig_archived_post_media: [{ media: [medium(alone, { title: 'alone', creation_timestamp: second + 60 })] }],
      }),
    );
    const posts = distinct(reading.drafts).filter(({ kind }) => kind === 'post');
    expect(posts).toHaveLength(2);
    expect(posts.map(({ locator }) => locator)).toEqual(['/0', '/ig_archived_post_media/0']);
    expect(distinct(reading.drafts).filter(({ kind }) => kind === 'media')).toHaveLength(3);
  });

  test('of the same picture at two moments stay two', async () => {
    const reading = await read(
      json(`${activity}/media/posts_1.json`, [
        { media: [medium(cover)] },
        { media: [medium(cover, { creation_timestamp: second + 9 })] },
      ]),
    );
    expect(distinct(reading.drafts).filter(({ kind }) => kind === 'post')).toHaveLength(2);
  });

  test('shared again say what and by whom; what holds nothing is refused', async () => {
    const reading = await read(
      json(`${activity}/media/reposts.json`, [
        {
          timestamp: second,
          fbid: '1',
          label_values: [
            { label: 'Text', value: mangled('regardez ça') },
            { label: 'Expiry time', timestamp_value: 4_875_000_000 },
            {
              title: 'Media',
              dict: [
                {
                  title: '',
                  dict: [
                    { label: 'URL', value: 'https://www.instagram.com/reel/AbC/', href: 'https://www.instagram.com/reel/AbC/' },
                    { label: 'Caption', value: 'theirs' },
                    { title: 'Owner', dict: [{ title: '', dict: [{ label: 'Username', value: 'ann' }] }] },
                  ],
                },
              ],
            },
          ],
        },
        { label_values: [], media: [] },
      ]),
    );
    expect(all(reading, 'post')).toMatchObject([
      { form: 'repost', text: 'regardez ça', url: 'https://www.instagram.com/reel/AbC/', at: '2024-07-19T16:54:34Z' },
    ]);
    expect(reading.refused).toMatchObject([{ kind: 'post', locator: '/1', reason: 'empty-item' }]);
  });

  test('numbers about posts are no posts', async () => {
    const reading = await read(
      json('logged_information/past_instagram_insights/posts.json', [{ label_values: [{ label: 'Reach', value: '7' }] }]),
      json(`${activity}/subscriptions/reels.json`, [{ label_values: [{ label: 'Price', value: '7' }] }]),
    );
    expect(all(reading, 'post')).toEqual([]);
    expect(
      all(reading, 'event')
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual(['posts', 'subscription']);
  });
});

test('subtitles belong to their video, exif may stand without a list', async () => {
  const video = 'media/reels/202407/17900000000000009.mp4';
  const reading = await read(
    json(`${activity}/media/reels.json`, {
      ig_reels_media: [
        {
          media: [
            medium(video, {
              media_metadata: {
                video_metadata: {
                  exif_data: { latitude: '48,85', longitude: '2,35' },
                  subtitles: { uri: 'media/reels/202407/17900000000000009.srt', creation_timestamp: second },
                },
              },
            }),
          ],
        },
      ],
    }),
    file(video),
    file('media/reels/202407/17900000000000009.srt'),
  );
  const [reel] = all(reading, 'post');
  const of = recordId('instagram', 'post', reel?.key ?? '');
  expect(all(reading, 'media').map((one) => [one.mime, one.of, one.place, one.state])).toEqual([
    ['video/mp4', of, { lat: 48.85, lon: 2.35 }, 'here'],
    ['application/x-subrip', of, null, 'here'],
  ]);
});

test('a picture that a part nobody knows speaks of is found, and belongs to it', async () => {
  const reading = await read(
    json(`${activity}/quicksnaps/quicksnaps.json`, { ig_quicksnaps: [{ media: [medium('media/other/1.jpg')], note: 'x' }] }),
    file('media/other/1.jpg'),
  );
  const [event] = all(reading, 'event');
  expect(all(reading, 'media')).toMatchObject([{ state: 'here', of: recordId('instagram', 'event', event?.key ?? '') }]);
});

describe('people in labels', () => {
  const labelled = (name: string, user: string, labels = ['Name', 'Username']) => ({
    timestamp: second,
    media: [],
    label_values: [
      { label: labels[0], value: name },
      { label: labels[1], value: user },
    ],
  });

  test.each([
    ['English', ['Name', 'Username']],
    ['Turkish', ['Ad', 'Kullanıcı adı']],
    ['Arabic', ['الاسم', 'اسم المستخدم']],
    ['a language nobody knows', ['Izena', 'Erabiltzailea']],
  ])('%s: the handle is not taken for the name', async (_language, labels) => {
    const reading = await read(
      json(`${lists}/close_friends.json`, [
        labelled('Anna', 'anna_b', labels.map(mangled)),
        labelled('Bea C', 'bea', labels.map(mangled)),
      ]),
    );
    expect(names(reading, 'closeFriend')).toEqual(['anna_b', 'bea']);
  });

  test('a map of labels names one person, not one for each label', async () => {
    const reading = await read(
      json(`${lists}/recently_unfollowed_profiles.json`, {
        relationships_unfollowed_users: [{ string_map_data: { Username: { value: 'anna' }, Time: { timestamp: second } } }],
      }),
    );
    expect(all(reading, 'relation')).toMatchObject([{ person: { handle: 'anna' }, at: '2024-07-19T16:54:34Z' }]);
    expect(reading.refused).toEqual([]);
  });

  test('lists of one’s own are no people; who stands in the address book is', async () => {
    const reading = await read(
      json(`${lists}/custom_lists.json`, {
        relationships_custom_lists: [{ title: 'besties', string_map_data: { 'Group Members': { value: 'anna, bea' } } }],
      }),
      json('connections/contacts/synced_contacts.json', {
        contacts_contact_info: [
          { title: '', string_map_data: { 'First Name': { value: mangled('Zoé') }, 'Last Name': { value: 'M' }, 'Contact Information': { value: '+33 6 12 34 56 78' } } }, // prettier-ignore
          { title: '', string_map_data: { Vorname: { value: '' }, Kontakt: { value: 'a@example.org' } } },
          {},
        ],
      }),
    );
    expect(all(reading, 'event')).toMatchObject([{ topic: 'custom_lists', title: 'besties' }]);
    expect(all(reading, 'relation').map(({ relation, person }) => [relation, person.name, person.handle])).toEqual([
      ['contact', 'Zoé M', null],
      ['contact', 'a@example.org', null],
    ]);
    expect(reading.refused).toMatchObject([{ kind: 'relation', reason: 'empty-item' }]);
  });
});

test('what the person did in stories, and comments on them', async () => {
  const did = (key: string, value?: string) => ({
    [key]: [{ title: 'ann', string_list_data: [{ ...(value === undefined ? {} : { value }), timestamp: second }] }],
  });
  const folder = `${activity}/story_interactions`;
  const reading = await read(
    json(`${folder}/emoji_sliders.json`, did('story_activities_emoji_sliders', mangled('😍'))),
    json(`${folder}/emoji_story_reactions.json`, did('story_activities_emoji_quick_reactions')),
    json(`${folder}/questions.json`, did('story_activities_questions', 'yes')),
    json(`${folder}/countdowns.json`, did('story_activities_countdowns')),
    json(`${folder}/story_likes.json`, [
      {
        timestamp: second,
        label_values: [
          { label: 'URL', href: 'https://www.instagram.com/stories/ann/1/', value: 'https://www.instagram.com/stories/ann/1/' },
          { title: '?', dict: [{ title: '', dict: [{ label: '#', href: 'https://www.instagram.com/ann' }, { label: '##', value: 'Ann' }] }] }, // prettier-ignore
        ],
      },
    ]),
    json(`${activity}/comments/hype.json`, {
      comments_story_comments: [
        { string_map_data: { Comment: { value: 'wow' }, 'Media Owner': { value: 'ann' }, Time: { timestamp: second } } },
      ],
    }),
  );
  expect(all(reading, 'reaction').map(({ reaction, on, raw }) => [reaction, raw?.['of'], on?.author, raw?.['value']])).toEqual([
    ['emoji', 'slider', 'ann', '😍'],
    ['emoji', 'story', 'ann', undefined],
    ['answer', 'question', 'ann', 'yes'],
    ['follow', 'countdown', 'ann', undefined],
    ['like', 'story', 'ann', undefined],
  ]);
  expect(all(reading, 'comment')).toMatchObject([{ text: 'wow', on: { author: 'ann' } }]);
});

test('a like in labels is of the post, not of its owner’s address, and has its caption', async () => {
  const like = (caption: string, user: string) => ({
    timestamp: second,
    label_values: [
      { title: '?', dict: [{ title: '', dict: [{ label: '#', href: 'https://www.instagram.com/ann' }, { label: user, value: 'ann' }] }] }, // prettier-ignore
      { label: caption, value: mangled('très bien') },
      { label: 'URL', href: 'https://www.instagram.com/p/AbC/', value: 'https://www.instagram.com/p/AbC/' },
    ],
  });
  const reading = await read(json(`${activity}/likes/liked_posts.json`, [like('Caption', 'Username'), like('??', '???')]));
  expect(all(reading, 'reaction').map(({ on }) => on)).toEqual([
    { url: 'https://www.instagram.com/p/AbC/', networkId: 'AbC', author: 'ann', text: 'très bien' },
    { url: 'https://www.instagram.com/p/AbC/', networkId: 'AbC', author: 'ann', text: null },
  ]);
  // The same post at the same moment.
  expect(distinct(reading.drafts).filter(({ kind }) => kind === 'reaction')).toHaveLength(1);
});

describe('messages of 2020', () => {
  const said = (more: object) => ({ sender: 'ann', created_at: '2020-10-23T09:21:00.1+00:00', ...more });
  const talk = (...conversation: object[]) => json('messages.json', [{ participants: ['me', 'ann'], conversation }]);

  test('of every sort have a form and what was seen', async () => {
    const gif = 'https://media3.giphy.com/media/x/giphy.mp4';
    const reading = await read(
      talk(
        said({ heart: '❤️' }),
        said({ action: 'ann named the group x' }),
        said({ video_call_action: 'ann started a video call' }),
        said({ media_url: 'https://scontent.cdninstagram.com/v/1_n.jpg?oh=aa&oe=5F9A0000' }),
        said({ animated_media_images: { original: { mp4: gif } } }),
        said({ voice_media: 'Media unavailable.' }),
        said({ profile_share_username: 'b', profile_share_name: 'B' }),
        said({ text: 'hi', likes: [{ username: 'me', date: '2020-10-23T09:22:00+00:00' }] }),
      ),
    );
    expect(all(reading, 'message').map(({ form, text, media, reactions }) => [form, text, media?.length, reactions])).toEqual([
      ['text', '❤️', 0, []],
      ['system', 'ann named the group x', 0, []],
      ['call', 'ann started a video call', 0, []],
      ['text', null, 1, []],
      ['text', null, 1, []],
      ['text', null, 0, []],
      ['share', null, 0, []],
      ['text', 'hi', 0, [{ by: 'me', emoji: null }]],
    ]);
    expect(all(reading, 'media').map(({ state, url, expiresAt }) => [state, url, expiresAt])).toEqual([
      ['link', 'https://scontent.cdninstagram.com/v/1_n.jpg?oh=aa&oe=5F9A0000', '2020-10-28T23:34:24Z'],
      ['link', gif, null],
    ]);
    expect(all(reading, 'message')[5]?.raw).toEqual({ voice_media: 'Media unavailable.' });
  });

  test('in two exports are the same ones, though the address of a picture is signed anew and a heart was added', async () => {
    const link = (signature: string) => `https://scontent.cdninstagram.com/v/1_n.jpg?oh=${signature}&oe=5F9A0000`;
    const keys = async (...messages: object[]) =>
      distinct((await read(talk(...messages))).drafts).map(({ kind, key }) => [kind, key]);
    expect(await keys(said({ media_url: link('aa') }), said({ text: 'x' }))).toEqual(
      await keys(said({ media_url: link('bb') }), said({ text: 'x', likes: [{ username: 'me' }] })),
    );
  });
});

test('a message that was taken back says so; of several files one that is none does not cost the others', async () => {
  const thread = `${activity}/messages/inbox/ann_1234567/message_1.json`;
  const reading = await read(
    json(thread, {
      participants: [{ name: 'Ann' }, { name: 'Me' }],
      messages: [
        { sender_name: 'Ann', timestamp_ms: second * 1000, is_unsent: true },
        { sender_name: 'Ann', timestamp_ms: String(second * 1000 + 1), photos: [{ uri: 'media/x.jpg' }, { broken: true }] },
      ],
    }),
  );
  expect(all(reading, 'message').map(({ form, at, media }) => [form, at, media?.length])).toEqual([
    ['unsent', '2024-07-19T16:54:34Z', 0],
    ['text', '2024-07-19T16:54:34.001Z', 1],
  ]);
  expect(all(reading, 'message')[1]?.raw).toEqual({ photos: [{ uri: 'media/x.jpg' }, { broken: true }] });
});

test('story interactions and contacts of 2020', async () => {
  const iso = '2020-10-01T12:00:00+00:00';
  const reading = await read(
    json('stories_activities.json', { polls: [[iso, 'ann', 'Yes']], emoji_sliders: [[iso, 'ben', '0.5']] }),
    json('uploaded_contacts.json', { contacts: [{ first_name: 'Zoé', last_name: '', contact: '+33612345678' }] }),
  );
  expect(all(reading, 'reaction').map(({ reaction, on }) => [reaction, on?.author])).toEqual([
    ['vote', 'ann'],
    ['emoji', 'ben'],
  ]);
  expect(all(reading, 'relation')).toMatchObject([{ relation: 'contact', person: { name: 'Zoé', handle: null } }]);
});

describe('what has another form than it should', () => {
  test('stays in raw; one thing without its list is a list of one', async () => {
    const reading = await read(
      json(`${lists}/followers_1.json`, [
        {
          title: { a: 1 },
          string_list_data: { href: 'https://www.instagram.com/anna', value: ['x'], timestamp: second, more: 7 },
        },
        { title: '', string_list_data: ['ben'] },
        { title: 'carl', string_list_data: 'odd' },
      ]),
      json(`${activity}/media/posts_1.json`, [{ title: 5, creation_timestamp: { s: 1 }, media: medium('media/posts/a.jpg') }]),
      json(`${activity}/likes/liked_posts.json`, {
        likes_media_likes: [
          { title: ['ann'], string_list_data: { href: 'https://www.instagram.com/p/A/', value: 3, timestamp: second } },
        ],
      }),
      json(`${activity}/messages/inbox/ann_1234567/message_1.json`, {
        participants: [{ name: 'Ann' }, 7],
        title: ['x'],
        messages: [{ sender_name: { n: 1 }, timestamp_ms: second * 1000, content: 4, reactions: { a: 1 }, sticker: 'x' }],
      }),
    );
    expect(all(reading, 'relation').map(({ person, raw }) => [person.handle, raw])).toEqual([
      ['anna', { title: { a: 1 }, entry: { more: 7, value: ['x'] } }],
      ['ben', {}],
      ['carl', { string_list_data: 'odd' }],
    ]);
    expect(all(reading, 'post')).toMatchObject([{ text: null, raw: { title: 5, creation_timestamp: { s: 1 } } }]);
    expect(all(reading, 'post')[0]?.media).toHaveLength(1);
    expect(all(reading, 'reaction')).toMatchObject([{ on: { networkId: 'A' }, raw: { title: ['ann'], entry: { value: 3 } } }]);
    expect(all(reading, 'message')).toMatchObject([
      { text: null, raw: { sender_name: { n: 1 }, content: 4, reactions: { a: 1 }, sticker: 'x' } },
    ]);
    expect(all(reading, 'conversation')).toMatchObject([{ raw: { participants: [{ name: 'Ann' }, 7], title: ['x'] } }]);
    expect(reading.refused).toEqual([]);
  });
});

test('a picture that lies in `public-media` is the one that is spoken of', async () => {
  const reading = await read(
    json(`${activity}/media/posts_1.json`, [{ media: [medium('media/posts/202508/17852238405523714.jpg')] }]),
    file('public-media/posts/202508/17852238405523714.jpg'),
  );
  expect(all(reading, 'media')).toMatchObject([{ state: 'here', path: 'public-media/posts/202508/17852238405523714.jpg' }]);
});

test('a collection is called as it is called, and what was spoken is a sound', async () => {
  const folder = `${activity}/messages/inbox/ann_1234567`;
  const reading = await read(
    json(`${activity}/saved/saved_collections.json`, {
      saved_saved_collections: [
        { title: 'Collection', string_map_data: { Name: { value: 'Trips' }, 'Creation Time': { timestamp: second } } },
        {
          string_map_data: {
            Name: { href: 'https://www.instagram.com/p/Q/', value: 'zed' },
            'Added Time': { timestamp: second },
          },
        },
      ],
    }),
    json(`${folder}/message_1.json`, {
      participants: [],
      messages: [{ sender_name: 'Ann', timestamp_ms: 1, audio_files: [{ uri: `${folder}/audio/1.mp4` }] }],
    }),
  );
  expect(all(reading, 'event').map(({ topic, title, at }) => [topic, title, at])).toEqual([
    ['saved_collections', 'Trips', '2024-07-19T16:54:34Z'],
    ['saved_collections', 'zed', '2024-07-19T16:54:34Z'],
  ]);
  expect(all(reading, 'media')).toMatchObject([{ mime: 'audio/mp4', state: 'missing' }]);
});

test('conversations of the same name in two boxes, without a number, are two', async () => {
  const talk = { participants: [{ name: 'A' }, { name: 'B' }], messages: [{ sender_name: 'A', timestamp_ms: 1, content: 'x' }] };
  const reading = await read(
    json(`${activity}/messages/inbox/instagramuser/message_1.json`, talk),
    json(`${activity}/messages/message_requests/instagramuser/message_1.json`, talk),
    json(`${activity}/messages/message_requests/ann_1234567/message_1.json`, talk),
  );
  const of = (kind: string) => distinct(reading.drafts).filter((one) => one.kind === kind);
  expect([of('conversation').length, of('message').length]).toEqual([3, 3]);
});
