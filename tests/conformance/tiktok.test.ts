/**
 * The TikTok reader over exports that others made. What is expected is counted here by plain `JSON.parse` and by what the makers of the samples wrote
 * down, never by the reader's own code.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { tiktok } from '../../networks/tiktok/index.ts';
import { distinct, readWith, unzip, type Given, type Reading } from '../read-with.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const exportsFolder = join(process.env['ADIEU_EXPORTS'] ?? join(root, '../shared/exports'), 'tiktok');
const parsers = join(exportsFolder, 'RobinOehler__unfollowtool-export-parsers/tests/fixtures/tiktok');
const donations = join(exportsFolder, 'what-if-horizon__what-if-data-donation');
const isThere = existsSync(parsers) && existsSync(donations);

interface Expected {
  file: string;
  counts?: { followers: number; following: number; mutual?: number };
  error?: { code: string };
  owner?: string | null;
  dates?: Record<string, string>;
}
const listed = (isThere ? JSON.parse(readFileSync(join(parsers, 'expected.json'), 'utf8')) : []) as Expected[];

async function filesOf(path: string): Promise<Given[]> {
  if (statSync(path).isDirectory())
    return readdirSync(path).map((name, input) => ({ path: name, content: readFileSync(join(path, name)), input }));
  const content = readFileSync(path);
  return path.endsWith('.zip') ? unzip(content) : [{ path: 'a file under any name', content }];
}

function handles(reading: Reading, relation: string): Map<string, string | null | undefined> {
  const people = new Map<string, string | null | undefined>();
  for (const draft of distinct(reading.drafts))
    if (draft.kind === 'relation' && draft.relation === relation) people.set(draft.person.handle?.toLowerCase() ?? '', draft.at);
  return people;
}

const of = (reading: Reading, kind: string): number => reading.drafts.filter(({ draft }) => draft.kind === kind).length;

describe.skipIf(!isThere)('TikTok samples of another parser', () => {
  // Two exports in one: theirs takes the newest, ours both.
  const union: Record<string, number> = { 'json_multiple_exports.zip': 1 };

  test.each(listed.filter(({ counts }) => counts !== undefined))(
    '$file holds the people its makers say',
    async ({ file, counts, owner, dates }) => {
      const reading = await readWith(tiktok.reader, await filesOf(join(parsers, file)));
      expect(reading.recognition?.fit).toBeGreaterThan(0.5);
      const followers = handles(reading, 'follower');
      const following = handles(reading, 'following');
      expect(followers.size).toBe((counts?.followers ?? 0) + (union[file] ?? 0));
      expect(following.size).toBe((counts?.following ?? 0) + (union[file] ?? 0));
      if (counts?.mutual !== undefined)
        expect([...followers.keys()].filter((one) => following.has(one))).toHaveLength(counts.mutual);
      if (owner) expect(reading.plan?.account.handle).toBe(owner);
      for (const [handle, at] of Object.entries(dates ?? {}))
        expect(new Date(followers.get(handle) ?? NaN).toISOString()).toBe(at);
      expect(reading.warnings.filter(({ code }) => code === 'section-missing')).toEqual([]);
    },
  );

  test.each([
    ['json_missing_follower_section.zip', ['follower']],
    ['json_no_lists.zip', ['follower', 'following']],
    ['txt_missing_follower_file.zip', ['follower']],
  ])('%s says which lists are not there', async (file, missing) => {
    const reading = await readWith(tiktok.reader, await filesOf(join(parsers, file)));
    expect(reading.warnings.filter(({ code }) => code === 'section-missing').map(({ detail }) => detail)).toEqual(missing);
  });

  test('items that hold nothing, or no name that is known, are refused with their reason', async () => {
    const nulls = await readWith(tiktok.reader, await filesOf(join(parsers, 'json_null_items.zip')));
    expect(nulls.refused.map(({ reason }) => reason)).toEqual(['empty-item', 'empty-item']);
    const unknown = await readWith(tiktok.reader, await filesOf(join(parsers, 'json_unknown_entry_fields.zip')));
    expect(unknown.refused.map(({ reason }) => reason)).toEqual(Array(5).fill('no-identity'));
    expect(handles(unknown, 'following').size).toBe(6);
    const garbage = await readWith(tiktok.reader, await filesOf(join(parsers, 'txt_garbage.zip')));
    expect(garbage.refused).toMatchObject([{ kind: 'relation', locator: 'line 1', reason: 'wrong-shape' }]);
    expect(handles(garbage, 'following').size).toBe(6);
  });

  test('cut documents are damaged, and what lies beside them is read', async () => {
    const cut = await readWith(tiktok.reader, await filesOf(join(parsers, 'json_truncated.zip')));
    expect(cut.damaged).toEqual([{ file: 'user_data_tiktok.json', reason: 'cut-off' }]);
    expect(of(cut, 'event')).toBe(1);
    const mixed = await readWith(tiktok.reader, await filesOf(join(parsers, 'mixed_json_corrupt_txt_ok.zip')));
    expect(mixed.damaged).toHaveLength(1);
  });

  test('hostile names come out as they went in', async () => {
    const files = await filesOf(join(parsers, 'json_xss_usernames.zip'));
    const document = JSON.parse(String(files[0]?.content)) as {
      'Your Activity': { Following: { Following: { UserName: string }[] } };
    };
    const reading = await readWith(tiktok.reader, files);
    const given = document['Your Activity'].Following.Following.map(({ UserName }) => UserName);
    expect(reading.drafts.map(({ draft }) => (draft.kind === 'relation' ? draft.person.handle : null))).toEqual(given);
  });

  test('every zip and folder is either listed or not there', () => {
    const names = readdirSync(parsers).filter((name) => name !== 'expected.json');
    expect(new Set(listed.map(({ file }) => file))).toEqual(new Set(names));
  });
});

type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Length of the list at `path` (alternatives of a name by `|`), 0 where there is none. */
function length(document: unknown, path: string): number {
  let at: unknown = document;
  for (const part of path.split('/')) {
    const tree = isTree(at) ? at : {};
    at = part
      .split('|')
      .map((name) => tree[name])
      .find((value) => value !== undefined);
  }
  return Array.isArray(at) ? at.length : 0;
}

describe.skipIf(!isThere)('TikTok exports from a data donation', () => {
  const files = isThere
    ? readdirSync(donations, { recursive: true, encoding: 'utf8' }).filter((name) => /TT_.*\.json$/.test(name))
    : [];

  test.each(files)('%s gives as many of each as stand in it', async (file) => {
    const content = readFileSync(join(donations, file));
    const reading = await readWith(tiktok.reader, [{ path: 'x.json', content }], { chunk: 999 });
    let document: unknown = JSON.parse(String(content));
    if (isTree(document) && 'user_data_tiktok.json' in document) document = document['user_data_tiktok.json'];
    const own = 'Activity|Your Activity';
    const drafts = reading.drafts.map(({ draft }) => draft);
    const refused = (kind: string) => reading.refused.filter((one) => one.kind === kind && /\/\d+$/.test(one.locator)).length;
    const relations = (name: string) => drafts.filter((one) => one.kind === 'relation' && one.relation === name).length;
    const reactions = (name: string) => drafts.filter((one) => one.kind === 'reaction' && one.reaction === name).length;
    // Masked samples have a word where a list stood; it is kept as one event of its own.
    const events = (topic: string) =>
      drafts.filter((one) => one.kind === 'event' && one.topic === topic && /\/\d+$/.test(one.locator)).length;

    expect(reading.damaged).toEqual([]);
    expect(relations('follower')).toBe(length(document, `${own}/Follower List|Follower/FansList`));
    expect(relations('following')).toBe(length(document, `${own}/Following List|Following/Following`));
    expect(relations('blocked')).toBe(length(document, 'App Settings/Block|Block List/BlockList'));
    expect(reactions('like')).toBe(length(document, `${own}/Like List/ItemFavoriteList`));
    expect(reactions('favourite') + refused('reaction')).toBe(
      length(document, `${own}/Favorite Videos/FavoriteVideoList`) +
        length(document, `${own}/Favorite Sounds/FavoriteSoundList`) +
        length(document, `${own}/Favorite Effects/FavoriteEffectsList`) +
        length(document, `${own}/Favorite Hashtags/FavoriteHashtagList`),
    );
    expect(of(reading, 'comment')).toBe(length(document, 'Comment/Comments/CommentsList'));
    expect(of(reading, 'post')).toBe(
      length(document, 'Video|Post/Videos|Posts/VideoList') +
        length(document, 'Video|Post/RecentlyDeletedPosts|Recently Deleted Posts/PostList'),
    );
    expect(events('login')).toBe(length(document, `${own}/Login History/LoginHistoryList`));
    expect(events('search')).toBe(length(document, `${own}/Search History|Searches/SearchList`));
    expect(events('device')).toBe(length(document, `${own}/Status/Status List`));
    expect(of(reading, 'profile')).toBe(1);
    const dm = isTree(document) ? (document['Direct Message'] ?? document['Direct Messages']) : {};
    const section = isTree(dm) ? (dm['Direct Messages'] ?? dm['Chat History']) : {};
    const history = isTree(section) && isTree(section['ChatHistory']) ? section['ChatHistory'] : {};
    expect(of(reading, 'conversation')).toBe(Object.keys(history).length);
    expect(of(reading, 'message')).toBe(Object.values(history).flat().length);
    expect(reading.warnings.map(({ code }) => code).filter((code) => code !== 'links-only')).toEqual([]);
  });

  test('the real one: whose it is, when a like was, what the profile says', async () => {
    const content = readFileSync(join(donations, 'pytests/public_testfiles/TT_user_data_tiktok.json'));
    const reading = await readWith(tiktok.reader, [{ path: 'x', content }]);
    expect(reading.recognition?.layout).toBe('json-activity');
    const drafts = reading.drafts.map(({ draft }) => draft);
    const profile = drafts.find((one) => one.kind === 'profile');
    expect(profile).toMatchObject({
      handle: 'user6bxn5e3em4',
      phone: null,
      email: 'username@rhul.ac.uk',
      raw: { likesReceived: '59', birthDate: '01-Oct-1995' },
    });
    expect(drafts.find((one) => one.kind === 'reaction' && one.reaction === 'like')).toMatchObject({
      at: '2024-12-13T07:06:58Z',
      atAsGiven: '2024-12-13 07:06:58',
      on: { networkId: '7442045703922142486' },
      locator: '/Activity/Like List/ItemFavoriteList/0',
    });
    // Two follows of one person, and devices that stand several times, are the same thing.
    expect(distinct(reading.drafts).filter((one) => one.kind === 'relation' && one.relation === 'following')).toHaveLength(5);
  });
});
