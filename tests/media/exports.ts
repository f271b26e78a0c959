/**
 * Small exports of each network with media in them, as the networks would write them. What each should become is written down beside it by hand: how many
 * media, which are there, what they belong to.
 */
import { Buffer } from 'node:buffer';
import { account, conversation, message, post, script, text as xText } from '../../networks/x/make-export.ts';
import * as fediverse from '../../networks/mastodon/make-export.ts';
import type { ZipPart } from '../hostile/containers.ts';
import { dot, film, halfOf, html, picture, svg, tone, videoHead } from './files.ts';

export interface MadeExport {
  /** One zip each. */
  readonly parts: readonly (readonly ZipPart[])[];
  /** Of the media: `here`, `missing`, `link`. */
  readonly states: Readonly<Record<string, number>>;
  /** By the name of the file: what it belongs to (the text of the post or message; null: nothing), and its bytes. */
  readonly here: Readonly<Record<string, { readonly of: string | null; readonly bytes: Buffer }>>;
}

const json = (name: string, value: unknown): ZipPart => ({ name, data: JSON.stringify(value) });
const file = (name: string, data: Buffer): ZipPart => ({ name, data, method: 0 });

/** Text as Instagram writes it: each byte of UTF-8 a character. */
const twice = (value: string): string => Buffer.from(value).toString('latin1');

export function instagram(): MadeExport {
  const garden = picture(1);
  const [pier, boats, self, sent, group] = [picture(2, 'png'), picture(3, 'webp'), picture(4), picture(5), garden];
  // Called MP4, and WebM by its bytes: they decide.
  const [reel, voice] = [film, tone(440)];
  const torn = halfOf(picture(6));
  const exif = {
    photo_metadata: {
      exif_data: [{ latitude: 48.85341, longitude: 2.3488, date_time_original: '2023:08:10 12:01:00', iso: 100 }],
    },
  };
  const medium = (uri: string, creation_timestamp: number, more: object = {}) => ({ uri, creation_timestamp, ...more });
  const people = (...names: string[]) => names.map((name) => ({ name }));
  return {
    parts: [
      [
        json('personal_information/personal_information/personal_information.json', {
          profile_user: [
            { title: '', media_map_data: {}, string_map_data: { Username: { href: '', value: 'maria.exemple', timestamp: 0 } } },
          ],
        }),
        json('your_instagram_activity/media/posts_1.json', [
          {
            media: [
              medium('media/posts/202308/garden.jpg', 1691661660, { title: twice('Le jardin, en août'), media_metadata: exif }),
            ],
          },
          {
            title: 'Two of the harbour',
            creation_timestamp: 1691748060,
            media: [medium('media/posts/202308/pier.png', 1691748060), medium('media/posts/202308/boats.webp', 1691748060)],
          },
          { media: [medium('media/posts/202309/lost.jpg', 1694000000, { title: 'A picture that is not there' })] },
          { media: [medium('media/posts/202310/torn.jpg', 1696800000, { title: 'A picture that is torn' })] },
          { media: [medium('media/posts/202310/drawing.jpg', 1696900000, { title: 'No picture at all' })] },
        ]),
        json('your_instagram_activity/media/stories.json', {
          ig_stories: [medium('media/stories/202311/dot.gif', 1699000000, { title: 'A story' })],
        }),
        json('your_instagram_activity/media/reels.json', {
          ig_reels_media: [{ media: [medium('media/reels/202312/reel.mp4', 1702000000, { title: 'A reel' })] }],
        }),
        json('your_instagram_activity/media/profile_photos.json', {
          ig_profile_picture: [medium('media/profile/self.jpg', 1600000000, { title: '' })],
        }),
        json('your_instagram_activity/messages/inbox/ada_17/message_1.json', {
          participants: people('Ada', 'Maria'),
          messages: [
            {
              sender_name: 'Ada',
              timestamp_ms: 1691000000000,
              content: 'Look',
              photos: [medium('your_instagram_activity/messages/inbox/ada_17/photos/sent.jpg', 1691000000)],
            },
            {
              sender_name: 'Maria',
              timestamp_ms: 1691000100000,
              audio_files: [medium('your_instagram_activity/messages/inbox/ada_17/audio/voice.wav', 1691000100)],
            },
            {
              sender_name: 'Ada',
              timestamp_ms: 1691000200000,
              videos: [medium('your_instagram_activity/messages/inbox/ada_17/videos/gone.mp4', 1691000200)],
            },
          ],
          title: 'Ada',
          thread_path: 'inbox/ada_17',
        }),
        json('your_instagram_activity/messages/inbox/friends_18/message_1.json', {
          participants: people('Ada', 'Maria', 'Bo'),
          messages: [
            {
              sender_name: 'Maria',
              timestamp_ms: 1691700000000,
              content: 'The garden again',
              photos: [medium('your_instagram_activity/messages/inbox/friends_18/photos/again.jpg', 1691700000)],
            },
          ],
          title: 'Friends',
          thread_path: 'inbox/friends_18',
        }),
      ],
      [
        file('media/posts/202308/garden.jpg', garden),
        file('media/posts/202308/pier.png', pier),
        file('media/posts/202308/boats.webp', boats),
        file('media/posts/202310/torn.jpg', torn),
        file('media/posts/202310/drawing.jpg', svg),
        file('media/stories/202311/dot.gif', dot),
        file('media/reels/202312/reel.mp4', reel),
        file('media/profile/self.jpg', self),
        file('your_instagram_activity/messages/inbox/ada_17/photos/sent.jpg', sent),
        file('your_instagram_activity/messages/inbox/ada_17/audio/voice.wav', voice),
        file('your_instagram_activity/messages/inbox/friends_18/photos/again.jpg', group),
        file('media/other/unspoken.jpg', html),
      ],
    ],
    states: { here: 12, missing: 2 },
    here: {
      'garden.jpg': { of: 'Le jardin, en août', bytes: garden },
      'pier.png': { of: 'Two of the harbour', bytes: pier },
      'boats.webp': { of: 'Two of the harbour', bytes: boats },
      'torn.jpg': { of: 'A picture that is torn', bytes: torn },
      'drawing.jpg': { of: 'No picture at all', bytes: svg },
      'dot.gif': { of: 'A story', bytes: dot },
      'reel.mp4': { of: 'A reel', bytes: reel },
      'self.jpg': { of: 'profile', bytes: self },
      'sent.jpg': { of: 'Look', bytes: sent },
      'voice.wav': { of: '2023-08-02T18:15:00Z', bytes: voice },
      'again.jpg': { of: 'The garden again', bytes: group },
      'unspoken.jpg': { of: null, bytes: html },
    },
  };
}

export function x(): MadeExport {
  const [sea, hill, note, crowd, face] = [picture(11), picture(12, 'png'), picture(13), picture(14), picture(15)];
  const film = videoHead('mp42');
  const media = (id: string, name: string, more: object = {}) => ({
    id_str: id,
    media_url_https: `https://pbs.twimg.com/media/${name}`,
    type: 'photo',
    ...more,
  });
  const withMedia = (...all: object[]) => ({ entities: { media: all.slice(0, 1) }, extended_entities: { media: all } });
  const variant = (name: string, bitrate: string) => ({
    bitrate,
    content_type: 'video/mp4',
    url: `https://video.twimg.com/ext/${name}?tag=12`,
  });
  return {
    parts: [
      [
        account(),
        script('profile', [
          {
            profile: {
              description: { bio: 'b', website: '', location: '' },
              avatarMediaUrl: 'https://pbs.twimg.com/profile_images/9/face.jpg',
            },
          },
        ]),
        script('tweets', [
          post(
            '100',
            'Sea and hill',
            withMedia(media('1', 'SEA.jpg', { ext_alt_text: 'Waves at noon' }), media('2', 'HILL.png')),
          ),
          post(
            '101',
            'A film',
            withMedia(
              media('3', 'STILL.jpg', {
                type: 'video',
                video_info: { variants: [variant('low.mp4', '1'), variant('high.mp4', '9')] },
              }),
            ),
          ),
          post('102', 'Not there', withMedia(media('4', 'LOST.jpg'))),
          post('103', 'Hill again', withMedia(media('2', 'HILL.png', { source_status_id_str: '100' }))),
        ]),
        script('direct-messages', [
          conversation('1-2', [message('900', '2', 'A note', { mediaUrls: ['https://ton.twitter.com/dm/900/1/NOTE.jpg'] })]),
        ]),
        script('direct-messages-group', [
          conversation('77', [message('901', '3', 'A crowd', { mediaUrls: ['https://ton.twitter.com/dm/901/1/CROWD.jpg'] })]),
        ]),
      ].map(({ path, content }) => ({ name: path, data: content })),
      [
        xText('data/manifest.js', 'window.__THAR_CONFIG = {}'),
        { path: 'data/tweets_media/100-SEA.jpg', content: sea },
        { path: 'data/tweets_media/100-HILL.png', content: hill },
        { path: 'data/tweets_media/101-high.mp4', content: film },
        { path: 'data/direct_messages_media/900-NOTE.jpg', content: note },
        { path: 'data/direct_messages_group_media/901-CROWD.jpg', content: crowd },
        { path: 'data/profile_media/1-face.jpg', content: face },
      ].map(({ path, content }) => ({ name: path, data: content, method: 0 })),
    ],
    states: { here: 6, missing: 1 },
    here: {
      '100-SEA.jpg': { of: 'Sea and hill', bytes: sea },
      '100-HILL.png': { of: 'Sea and hill', bytes: hill },
      '101-high.mp4': { of: 'A film', bytes: film },
      '900-NOTE.jpg': { of: 'A note', bytes: note },
      '901-CROWD.jpg': { of: 'A crowd', bytes: crowd },
      '1-face.jpg': { of: 'profile', bytes: face },
    },
  };
}

export function mastodon(): MadeExport {
  const [cat, avatar, header, secret] = [picture(21, 'png'), picture(22, 'png'), picture(23), picture(24)];
  const attached = (url: string, name: string | null = null, mediaType = 'image/png') => ({
    type: 'Document',
    mediaType,
    url,
    name,
  });
  const root = 'media_attachments/files/109/215/002/original';
  return {
    parts: [
      [
        fediverse.outbox(
          fediverse.create(
            fediverse.note('1', {
              content: '<p>The cat</p>',
              attachment: [attached(`/${root}/cat.PNG`, 'A grey cat on a wall')],
            }),
          ),
          fediverse.create(fediverse.note('2', { content: '<p>Lost</p>', attachment: [attached(`/${root}/lost.png`)] })),
          fediverse.create(
            fediverse.note('3', {
              content: '<p>Elsewhere</p>',
              attachment: [attached('https://far.example/a.jpg?expires=1900000000', null, 'image/jpeg')],
            }),
          ),
          fediverse.create(
            fediverse.note('4', {
              content: '<p>Only you</p>',
              to: ['https://village.example/users/bob'],
              cc: [],
              attachment: [attached(`/village/${root}/secret.jpg`, null, 'image/jpeg')],
            }),
          ),
        ),
        fediverse.actor({
          icon: { type: 'Image', mediaType: 'image/png', url: 'avatar.png' },
          image: { type: 'Image', mediaType: 'image/jpeg', url: 'header.jpg' },
        }),
        { path: `${root}/cat.png`, content: cat },
        { path: `${root}/secret.jpg`, content: secret },
        { path: 'avatar.png', content: avatar },
        { path: 'header.jpg', content: header },
      ].map(({ path, content }) => ({ name: path, data: content })),
    ],
    states: { here: 4, missing: 1, link: 1 },
    here: {
      'cat.png': { of: 'The cat', bytes: cat },
      'secret.jpg': { of: 'Only you', bytes: secret },
      'avatar.png': { of: 'profile', bytes: avatar },
      'header.jpg': { of: 'profile', bytes: header },
    },
  };
}

export function tiktok(): MadeExport {
  const clip = videoHead('mp42');
  const loose = picture(31);
  const signed = (id: string) =>
    `https://v16.tiktokcdn.example/storage/${id}/?mime_type=video_mp4&x-expires=1794139200&x-signature=ab`;
  return {
    parts: [
      [
        json('user_data_tiktok.json', {
          'Profile And Settings': {
            'Profile Info': {
              ProfileMap: { userName: 'exemple', profilePhoto: 'https://p16.tiktokcdn.example/face.jpeg?x-expires=1794139200' },
            },
            Follower: { FansList: [] },
            Following: { Following: [] },
          },
          Post: {
            Posts: {
              VideoList: [
                { Date: '2023-08-10 06:18:18', Link: signed('7265000000000000001'), Likes: '3', Title: 'Linked only' },
                { Date: '2023-08-11 06:18:18', Link: signed('7265000000000000002'), Likes: '4', Title: 'Lies there too' },
              ],
            },
          },
          Comment: {
            Comments: {
              CommentsList: [
                {
                  date: '2023-08-12 06:18:18',
                  comment: 'With a picture',
                  photo: 'https://p16.tiktokcdn.example/c.jpeg',
                  url: '',
                },
              ],
            },
          },
          'Direct Message': {
            'Direct Messages': {
              ChatHistory: {
                'Chat History with ada:': [
                  { Date: '2023-08-13 06:18:18', From: 'ada', Content: 'See', Attached: 'https://p16.tiktokcdn.example/dm.jpeg' },
                ],
              },
            },
          },
        }),
        file('Posts/7265000000000000002.mp4', clip),
        file('Posts/cover.jpg', loose),
      ],
    ],
    states: { here: 2, link: 4 },
    here: {
      '7265000000000000002.mp4': { of: 'Lies there too', bytes: clip },
      'cover.jpg': { of: null, bytes: loose },
    },
  };
}
