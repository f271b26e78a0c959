/** Pages as Instagram makes them, by what others say of them: real nesting, tables, what a camera wrote. */
import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { all, html, names } from './make-export.ts';
import { reader } from './reader.ts';

const lists = 'connections/followers_and_following';
const activity = 'your_instagram_activity';
const read = (...files: Given[]): Promise<Reading> => readWith(reader, files, { chunk: 11 });
const file = (path: string): Given => ({ path, content: Buffer.from(path) });
const block = (body: string) => `<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">${body}</div>`;
const time = (when: string) => `<div class="_3-94 _a6-o">${when}</div>`;
const heading = (text: string) => `<h2 class="_3-95 _2pim _a6-h _a6-i">${text}</h2>`;
const cell = (label: string, value: string) =>
  `<tr><td colspan="2" class="_2pin _a6_q">${label}<div><div>${value}</div></div></td></tr>`;
const row = (label: string, value: string) =>
  `<tr><td class="_2pin _a6_q">${label}</td><td class="_2pin _2piu _a6_r">${value}</td></tr>`;
const table = (...rows: string[]) => `<div class="_a6-p"><div><table style="table-layout: fixed;">${rows.join('')}</table></div></div>`; // prettier-ignore
const link = (href: string) => `<a target="_blank" href="${href}">${href}</a>`;

describe('posts', () => {
  const camera = (latitude: string, longitude: string) =>
    [
      [latitude, '33.7566'],
      [longitude, '-84.3889'],
    ]
      .map(
        ([label, value]) =>
          `<table><tr><td colspan="2" class="_2pin _a6_q"><div class="_a6-q">${label}</div><div><div class="_a6-q">${value}</div></div></td></tr></table>`,
      )
      .join('');

  test.each([
    ['in English', 'Latitude', 'Longitude'],
    ['in German', 'Breitengrad', 'Längengrad'],
  ])('have their place, and no caption where there is none, %s', async (_language, latitude, longitude) => {
    const picture = 'media/posts/202508/17852238405523714.jpg';
    const reading = await read(
      html(
        `${activity}/media/posts_1.html`,
        block(
          `<div class="_3-95 _a6-p"><a target="_blank" href="${picture}"><img src="${picture}" class="_a6_o _3-96" /></a>${camera(latitude, longitude)}</div>${time('Aug 17, 2025 11:23 am')}`,
        ) +
          block(`<div class="_3-95 _2pim _a6-h _a6-i">gone</div><div class="_3-95 _a6-p"></div>${time('Sep 8, 2016, 4:36 PM')}`),
      ),
      file(picture),
    );
    const [first, gone] = all(reading, 'post');
    expect(first).toMatchObject({ text: null, atAsGiven: 'Aug 17, 2025 11:23 am' });
    expect(first?.media).toHaveLength(1);
    expect(all(reading, 'media')).toMatchObject([
      { state: 'here', place: { lat: 33.7566, lon: -84.3889 }, of: recordId('instagram', 'post', first?.key ?? '') },
    ]);
    expect(gone).toMatchObject({ text: 'gone', media: [] });
    expect(all(reading, 'event')).toEqual([]);
  });
});

describe('messages', () => {
  const message = (from: string, ...parts: string[]) =>
    block(`${heading(from)}<div class="_3-95 _a6-p"><div>${parts.map((part) => `<div>${part}</div>`).join('')}</div></div>${time('Dec 28, 2020 7:20 am')}`); // prettier-ignore

  test('in one more box: what was written is apart from what was shared', async () => {
    const reading = await read(
      html(
        `${activity}/messages/inbox/ann_1234567/message_1.html`,
        block('<h2 class="_a6-h">Participants: Ann, Ben and Me</h2>') +
          message('Ann', '', 'hello<br>you', '', '', '<ul class="_a6-q"><li><span>😂Me<span> (Dec 28, 2020 6:56 am)</span></span></li></ul>') +
          message('Ann', '', 'look', `<div>their caption</div><div>ben</div><div>${link('https://www.instagram.com/reel/A/')}</div>`) +
          message('Ann', '', '', `<div>their caption</div><div>${link('https://www.instagram.com/reel/A/')}</div>`) +
          message('Ann', '', '', '<a href="../../../../your_instagram_activity/messages/inbox/ann_1234567/audio/a%20b.mp4">Audio</a>'), // prettier-ignore
      ),
      file(`${activity}/messages/inbox/ann_1234567/audio/a b.mp4`),
    );
    expect(all(reading, 'message').map(({ text, form, raw, media }) => [text, form, raw?.['more'], media?.length])).toEqual([
      ['hello\nyou', 'text', undefined, 0],
      ['look', 'share', ['their caption', 'ben'], 0],
      [null, 'share', ['their caption'], 0],
      [null, 'text', undefined, 1],
    ]);
    expect(all(reading, 'message')[0]?.reactions).toEqual([{ by: 'Me', emoji: '😂' }]);
    expect(all(reading, 'media')).toMatchObject([{ state: 'here', mime: 'audio/mp4' }]);
    expect(all(reading, 'conversation')).toMatchObject([{ group: true, raw: { notice: 'Participants: Ann, Ben and Me' } }]);
  });
});

describe('people', () => {
  test('in tables of labels are one for each block, with their name and time', async () => {
    const reading = await read(
      html(
        `${lists}/blocked_profiles.html`,
        block(table(row('URL', link('https://www.instagram.com/anna')), cell('Name', 'Anna 2000'), cell('Username', 'anna')) + time('Feb 01, 2025 9:10 pm')) +
          block(table(cell('Izena', 'Bea'), cell('Erabiltzailea', 'bea.b'), row('Ordua', 'ots. 01, 2025 21:10'))) +
          block(table(cell('Name', 'No Body'))), // prettier-ignore
      ),
    );
    expect(all(reading, 'relation').map(({ person, atAsGiven }) => [person.handle, person.name, atAsGiven])).toEqual([
      ['anna', 'Anna 2000', 'Feb 01, 2025 9:10 pm'],
      ['bea.b', null, 'ots. 01, 2025 21:10'],
    ]);
    expect(reading.refused).toMatchObject([{ kind: 'relation', locator: 'row 3', reason: 'no-identity' }]);
  });

  test('with the time at the end of the block, many in one block, and in rows', async () => {
    const one = (handle: string) => `<div>${link(`https://www.instagram.com/${handle}`)}</div><div>Jan 01, 2025</div>`;
    const reading = await read(
      html(`${lists}/close_friends.html`, block(`<h2 class="_a6-h">carla</h2>${time('jun. 07, 2024 5:44 am')}`)),
      html(`${lists}/following.html`, block(`<div class="_a6-p"><div>${one('anna')}${one('ben')}</div></div>`)),
      html(
        `${lists}/followers_1.html`,
        block(table(row(link('https://www.instagram.com/dora'), 'Jan 02, 2025'), row(link('https://www.instagram.com/emil'), 'Jan 03, 2025'))), // prettier-ignore
      ),
    );
    expect(all(reading, 'relation').map(({ relation, person, atAsGiven }) => [relation, person.handle, atAsGiven])).toEqual([
      ['closeFriend', 'carla', 'jun. 07, 2024 5:44 am'],
      ['following', 'anna', 'Jan 01, 2025'],
      ['following', 'ben', 'Jan 01, 2025'],
      ['follower', 'dora', 'Jan 02, 2025'],
      ['follower', 'emil', 'Jan 03, 2025'],
    ]);
  });

  test('of two exports of different days are not added up, and a page that is there twice is read once', async () => {
    const people = (day: string, ...handles: string[]) =>
      html(
        `instagram-me-${day}-x/${lists}/followers_1.html`,
        handles
          .map((handle) => block(`<div class="_a6-p"><div>${link(`https://www.instagram.com/${handle}`)}</div></div>`))
          .join(''),
      );
    const twice = await read(people('2024-01-01', 'anna', 'gone'), people('2025-01-01', 'anna', 'fresh'));
    expect(names(twice, 'follower')).toEqual(['anna', 'fresh']);
    expect(all(twice, 'event').map(({ topic, title }) => [topic, title])).toEqual([
      ['older:followers', 'anna'],
      ['older:followers', 'gone'],
    ]);
    expect(twice.warnings).toContainEqual({ file: null, code: 'two-exports', detail: null });
    const copied = await read(people('2024-01-01', 'anna'), people('2025-01-01', 'anna'));
    expect([...(copied.plan?.kept?.values() ?? [])]).toEqual(['repeats']);
  });
});

test('likes and things saved in tables: whose, what, when', async () => {
  const thing = block(
    `<div class="_a6-p"><table>${row('URL', link('https://www.instagram.com/p/AbC/'))}<tr><td><h2>Owner</h2><table>${row('URL', link('https://www.instagram.com/ann'))}${row('Name', 'Ann 1999')}${row('Username', 'ann.99')}</table></td></tr></table></div>${time('Mar 23, 2024 9:24 pm')}`,
  );
  const reading = await read(
    html(`${activity}/likes/liked_posts.html`, thing),
    html(`${activity}/saved/saved_posts.html`, thing.replace(time('Mar 23, 2024 9:24 pm'), '')),
  );
  expect(all(reading, 'reaction').map(({ reaction, on, atAsGiven }) => [reaction, on?.author, on?.networkId, atAsGiven])).toEqual(
    [
      ['like', 'ann.99', 'AbC', 'Mar 23, 2024 9:24 pm'],
      ['save', 'ann.99', 'AbC', null],
    ],
  );
});

test('a comment without a text, and contacts, are read by the rows of their tables', async () => {
  const reading = await read(
    html(
      `${activity}/comments/post_comments_1.html`,
      block(table(cell('Comment', ''), cell('Media Owner', 'ann'), row('Time', 'Nov 13, 2025 3:04 pm'))),
    ),
    html(
      'connections/contacts/synced_contacts.html',
      block(table(cell('First Name', 'Zoé'), cell('Contact Information', '+33612345678'))),
    ),
  );
  expect(all(reading, 'comment')).toMatchObject([{ text: null, on: { author: 'ann' }, atAsGiven: 'Nov 13, 2025 3:04 pm' }]);
  expect(all(reading, 'relation')).toMatchObject([{ relation: 'contact', person: { name: 'Zoé' } }]);
});

test('pages of numbers about posts hold no posts; pictures on pages nobody knows are found', async () => {
  const body = `${heading('A reel')}<div class="_a6-p"><img src="media/other/1.jpg"></div>${time('Nov 13, 2025 3:04 pm')}`;
  const reading = await read(
    html('logged_information/past_instagram_insights/reels.html', block(body)),
    html(`${lists}/following.html`, ''),
    file('media/other/1.jpg'),
  );
  expect(all(reading, 'post')).toEqual([]);
  const [event] = all(reading, 'event');
  expect(event).toMatchObject({ topic: 'reels', title: 'A reel' });
  expect(all(reading, 'media')).toMatchObject([{ state: 'here', of: recordId('instagram', 'event', event?.key ?? '') }]);
});

test('who wrote is told by the title of a conversation of two; what the pages are made with is nobody’s picture', async () => {
  const said = (from: string) =>
    block(`${heading(from)}<div class="_3-95 _a6-p"><div>hi</div></div>${time('Nov 13, 2025 3:04 pm')}`);
  const reading = await read(
    html(
      'personal_information/personal_information/personal_information.html',
      block(table(cell('Username', 'me.me'), cell('Name', 'Me'))),
    ),
    html(`${activity}/messages/inbox/ann_1234567/message_1.html`, said('A page') + said('Me') + said('Somebody')),
    file('files/Instagram-Logo.png'),
  );
  expect(all(reading, 'message').map(({ direction }) => direction)).toEqual(['received', 'sent', null]);
  expect(all(reading, 'media')).toEqual([]);
  expect([...(reading.plan?.kept?.values() ?? [])]).toEqual(['not-data']);
});
