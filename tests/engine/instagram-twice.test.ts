/** One account of Instagram, read once as HTML and once as JSON: what both carry is there once, and of the rest it is said that it is there twice. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Comparison } from '../../shared/contract/index.ts';
import { html, json } from '../../networks/instagram/make-export.ts';
import { zipOf } from '../hostile/containers.ts';
import type { Given } from '../read-with.ts';
import { ended, everything, folder, importPaths, running, type Running } from './harness.ts';

const lists = 'connections/followers_and_following';
const activity = 'your_instagram_activity';
const second = 1_740_000_000;
const when = 'Feb 19, 2025 9:20 pm';
const block = (body: string) => `<div class="pam _3-95 _2ph- _a6-g uiBoxWhite noborder">${body}</div>`;
const link = (href: string) => `<a target="_blank" href="${href}">${href}</a>`;
const body = (inner: string) => `<div class="_3-95 _a6-p">${inner}</div>`;
const time = `<div class="_3-94 _a6-o">${when}</div>`;
const heading = (text: string) => `<h2 class="_3-95 _2pim _a6-h _a6-i">${text}</h2>`;
const cell = (label: string, value: string) => `<tr><td class="_2pin _a6_q">${label}<div><div>${value}</div></div></td></tr>`;
const picture = (name: string): Given => ({ path: name, content: Buffer.from('the same picture') });

const people = [
  ['followers_1', 'relationships_followers', 'anna'],
  ['following', 'relationships_following', 'ben'],
  ['close_friends', 'relationships_close_friends', 'anna'],
  ['blocked_profiles', 'relationships_blocked_users', 'carl'],
  ['restricted_profiles', 'relationships_restricted_users', 'dora'],
  ['pending_follow_requests', 'relationships_follow_requests_sent', 'emil'],
  ['recent_follow_requests', 'relationships_permanent_follow_requests', 'fred'],
  ['follow_requests_you_ve_received', 'relationships_follow_requests_received', 'gina'],
  ['recently_unfollowed_profiles', 'relationships_unfollowed_users', 'hugo'],
  ['hide_story_from', 'relationships_hide_stories_from', 'ines'],
  ['removed_suggestions', 'relationships_dismissed_suggested_users', 'jona'],
  ["profiles_you've_favorited", 'relationships_feed_favorites', 'kira'],
] as const;
const liked = 'https://www.instagram.com/p/AbC/';
const saved = 'https://www.instagram.com/reel/XyZ/';

const asJson: Given[] = [
  ...people.map(([name, key, handle]) => {
    const list = [{ title: handle, string_list_data: [{ href: `https://www.instagram.com/${handle}`, timestamp: second }] }];
    return json(`${lists}/${name}.json`, name === 'followers_1' ? list : { [key]: list });
  }),
  json(`${activity}/likes/liked_posts.json`, {
    likes_media_likes: [{ title: 'anna', string_list_data: [{ href: liked, value: '👍', timestamp: second }] }],
  }),
  json(`${activity}/saved/saved_posts.json`, {
    saved_saved_media: [{ title: 'ben', string_map_data: { 'Saved on': { href: saved, timestamp: second } } }],
  }),
  json(`${activity}/media/posts_1.json`, [
    { media: [{ uri: 'media/posts/202502/17852238405523714.jpg', creation_timestamp: second, title: 'sea' }] },
  ]),
  json('personal_information/personal_information/personal_information.json', {
    profile_user: [{ string_map_data: { Username: { value: 'me.me' }, Name: { value: 'Me' } } }],
  }),
  picture('media/posts/202502/17852238405523714.jpg'),
];
const asHtml: Given[] = [
  ...people.map(
    ([name, , handle]) =>
    html(`${lists}/${name}.html`, block(body(`<div><div>${link(`https://www.instagram.com/${handle}`)}</div><div>${when}</div></div>`))), // prettier-ignore
  ),
  html(
    `${activity}/likes/liked_posts.html`,
    block(`${heading('anna')}${body(`<div><div>${link(liked)}</div><div>${when}</div></div>`)}`),
  ),
  html(
    `${activity}/saved/saved_posts.html`,
    block(`${heading('ben')}${body(`<div><div>${link(saved)}</div><div>${when}</div></div>`)}`),
  ),
  html(
    `${activity}/media/posts_1.html`,
    block(
      `${heading('sea')}${body('<img src="media/posts/202502/40388200_717815925220920_6413713794563833856_n_17852238405523714.jpg">')}${time}`,
    ),
  ),
  html(
    'personal_information/personal_information/personal_information.html',
    block(body(`<table>${cell('Username', 'me.me')}${cell('Name', 'Me')}</table>`)),
  ),
  picture('media/posts/202502/40388200_717815925220920_6413713794563833856_n_17852238405523714.jpg'),
];
const talkJson = json(`${activity}/messages/inbox/anna_1234567/message_1.json`, {
  participants: [{ name: 'Anna' }, { name: 'Me' }],
  messages: [{ sender_name: 'Anna', timestamp_ms: second * 1000, content: 'hello' }],
  title: 'Anna',
});
const talkHtml = html(
  `${activity}/messages/inbox/anna_1234567/message_1.html`,
  block(`${heading('Anna')}${body('<div>hello</div>')}${time}`),
);

async function zipped(name: string, files: readonly Given[]): Promise<string> {
  const path = join(await folder(), name);
  await writeFile(path, zipOf(files.map((file) => ({ name: file.path, data: file.content }))));
  return path;
}

function counts(run: Running, archive: string): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { kind } of everything(run, archive).records()) found[kind] = (found[kind] ?? 0) + 1;
  return found;
}
const once = { relation: people.length, reaction: 2, post: 1, media: 1, profile: 1 };

describe.each([
  ['HTML first', asHtml, talkHtml, asJson, talkJson, 'instagram/html'],
  ['JSON first', asJson, talkJson, asHtml, talkHtml, 'instagram/json'],
])('%s', (_order, first, firstTalk, second_, secondTalk, reader) => {
  it('people, likes, things saved, posts, pictures and the profile are there once, and nothing is warned of', async () => {
    const run = await running();
    const one = await importPaths(run, [await zipped('one.zip', first)]);
    const two = await importPaths(run, [await zipped('two.zip', second_)]);
    expect(two.archive).toBe(one.archive);
    expect(counts(run, one.archive)).toEqual(once);
    for (const tally of Object.values(two.records)) expect(tally.kept).toBe(0);
    expect([...one.warnings, ...two.warnings].map(({ code }) => code)).not.toContain('other-format');
  });

  it('messages are there twice, and the account of the import and a comparison say so', async () => {
    const run = await running();
    const one = await importPaths(run, [await zipped('one.zip', [...first, firstTalk])]);
    const two = await importPaths(run, [await zipped('two.zip', [...second_, secondTalk])]);
    expect(counts(run, one.archive)).toEqual({ ...once, conversation: 1, message: 2 });
    expect(one.warnings.map(({ code }) => code)).not.toContain('other-format');
    expect(two.warnings).toContainEqual({ code: 'other-format', file: null, detail: reader });
    const end = await ended(run, (await run.client.archives.compare({ archive: one.archive })).job);
    if (end.state !== 'done' || end.result.job !== 'compare') throw new Error('nothing was compared');
    const { kinds } = Comparison.parse(end.result.compare);
    const doubts = (kind: string) => kinds.find((found) => found.kind === kind)?.lists.map((list) => list.doubts);
    expect(doubts('message')).toEqual([['other-format']]);
    expect(doubts('relation')?.flat()).not.toContain('other-format');
  });
});
