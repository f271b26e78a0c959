/**
 * The Instagram reader over exports that others made. What is expected is counted here by plain `JSON.parse` and by what the makers of the samples wrote
 * down, never by the reader's own code.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { instagram } from '../../networks/instagram/index.ts';
import { distinct, readWith, unzip, type Given, type Reading } from '../read-with.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const exportsFolder = join(process.env['ADIEU_EXPORTS'] ?? join(root, '../shared/exports'), 'instagram');
const parsers = join(exportsFolder, 'RobinOehler__unfollowtool-export-parsers/tests/fixtures/instagram');
const donations = join(exportsFolder, 'what-if-horizon__what-if-data-donation');
const pages = join(exportsFolder, 'ethanriverpage__memoria');
const facebook = join(exportsFolder, '../facebook/RobinOehler__unfollowtool-export-parsers/tests/fixtures/facebook');
const isThere = existsSync(parsers) && existsSync(donations) && existsSync(pages);

interface Expected {
  lists?: Record<string, number>;
  views?: { followers: number; following: number; mutual: number };
  owner?: string | null;
  error?: string;
}
const listed = (isThere ? JSON.parse(readFileSync(join(parsers, 'expected.json'), 'utf8')) : {}) as Record<string, Expected>;

async function filesOf(path: string): Promise<Given[]> {
  if (!statSync(path).isDirectory()) return unzip(readFileSync(path));
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'SOURCE.json')
    .map(({ parentPath, name }) => ({
      path: relative(path, join(parentPath, name)),
      content: readFileSync(join(parentPath, name)),
    }));
}
const read = async (path: string): Promise<Reading> => readWith(instagram.reader, await filesOf(path), { chunk: 777 });

/** Their names of the lists, as relation and, where it takes one, the list's own key. */
const lists: Record<string, [relation: string, key?: RegExp]> = {
  followers: ['follower'],
  following: ['following'],
  pendingRequests: ['requestSent', /requests_sent/],
  recentlyUnfollowed: ['removed'],
  receivedRequests: ['requestReceived'],
  closeFriends: ['closeFriend'],
  blocked: ['blocked'],
  restricted: ['restricted'],
  removedSuggestions: ['other', /dismissed/],
};

function people(reading: Reading, list: string): Set<string> {
  const [relation, key] = lists[list] ?? [list];
  const handles = new Set<string>();
  for (const draft of distinct(reading.drafts))
    if (draft.kind === 'relation' && draft.network === undefined && draft.relation === relation)
      if (key === undefined || key.test(listKey(draft))) handles.add(draft.person.handle?.toLowerCase() ?? '');
  return handles;
}
function listKey({ raw }: { raw?: Readonly<Record<string, unknown>> }): string {
  const list = raw?.['list'];
  return typeof list === 'string' ? list.replace('pending_follow_requests', 'requests_sent') : '';
}

describe.skipIf(!isThere)('Instagram samples of another parser', () => {
  test.each(Object.entries(listed).filter(([, { error }]) => error === undefined))(
    '%s holds the people its makers say',
    async (file, { lists: counts = {}, views, owner }) => {
      const reading = await read(join(parsers, file));
      expect(reading.recognition?.fit).toBeGreaterThan(0.9);
      const found = Object.fromEntries(Object.keys(counts).map((list) => [list, people(reading, list).size]));
      expect(found).toEqual(counts);
      const followers = people(reading, 'followers');
      const mutual = [...people(reading, 'following')].filter((one) => followers.has(one));
      if (views !== undefined) expect(mutual).toHaveLength(views.mutual);
      // Names of accounts are the same in any case of their letters.
      if (owner) expect(reading.plan?.account.handle?.toLowerCase()).toBe(owner);
    },
  );

  test('what is missing, broken, or there twice is said', async () => {
    const told = async (file: string) => {
      const { warnings, damaged, refused } = await read(join(parsers, file));
      return {
        warnings: warnings
          .filter(({ code }) => code !== 'account-unknown')
          .map(({ code, file: of, detail }) => detail ?? of ?? code),
        damaged: damaged.map(({ file: of }) => of.split('/').at(-1)),
        refused: refused.map(({ reason }) => reason),
      };
    };
    const nothing = { warnings: [], damaged: [], refused: [] };
    expect(await told('ig_missing_part.zip')).toEqual({
      ...nothing,
      warnings: ['connections/followers_and_following/followers_2.json'],
    });
    expect(await told('ig_only_following.zip')).toEqual({ ...nothing, warnings: ['follower'] });
    expect(await told('ig_only_followers.zip')).toEqual({ ...nothing, warnings: ['following'] });
    expect(await told('ig_empty_lists.zip')).toEqual(nothing);
    expect(await told('ig_two_exports.zip')).toEqual({ ...nothing, warnings: ['two-exports'] });
    expect(await told('ig_broken_json.zip')).toEqual({ ...nothing, damaged: ['following.json'] });
    expect(await told('ig_broken_optional.zip')).toEqual({ ...nothing, damaged: ['pending_follow_requests.json'] });
    expect(await told('ig_wrong_structure.zip')).toEqual({ ...nothing, refused: ['wrong-shape'] });
    // Addresses that are no one's: a script, a tag, two look-alike hosts.
    expect(await told('ig_xss_html.zip')).toEqual({ ...nothing, refused: Array(4).fill('no-identity') });
  });

  test('lists of Threads in the same zip are of Threads', async () => {
    const reading = await read(join(parsers, 'ig_2025_json.zip'));
    const threads = reading.drafts.flatMap(({ draft }) =>
      draft.network === 'threads' && draft.kind === 'relation' ? [draft] : [],
    );
    expect(threads.map(({ relation, person }) => [relation, person.handle])).toEqual([
      ['follower', 'threads.only'],
      ['follower', 'gina.art'],
      ['following', 'threads.follow'],
    ]);
  });

  test('no Facebook export is claimed', async () => {
    const foreign = [join(parsers, 'foreign_facebook_2021.zip')];
    if (existsSync(facebook))
      for (const name of readdirSync(facebook))
        if (/^fb_.*\.zip$/.test(name) && statSync(join(facebook, name)).size < 1 << 20) foreign.push(join(facebook, name));
    for (const path of foreign)
      expect([path, (await readWith(instagram.reader, await filesOf(path))).recognition]).toEqual([path, null]);
  });
});

type Tree = { [key: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
const length = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** Of each kind as many as a plain count of the files gives. */
function counted(files: readonly Given[]): Record<string, number> {
  const found: Record<string, number> = {};
  const add = (what: string, count: number): void => void (found[what] = (found[what] ?? 0) + count);
  for (const { path, content } of files) {
    if (!path.endsWith('.json')) continue;
    const json: unknown = JSON.parse(String(content));
    const name = path.split('/').at(-1) ?? '';
    if (isTree(json) && Array.isArray(json['messages'])) add('message', json['messages'].length);
    if (isTree(json) && Array.isArray(json['participants'])) add('conversation', 1);
    if (/^followers_\d+\.json$/.test(name)) add('relation', Array.isArray(json) ? json.length : 1);
    if (/^posts_\d+\.json$/.test(name)) add('post', Array.isArray(json) ? json.length : 1);
    if (/_comments_\d+\.json$/.test(name)) add('comment', Array.isArray(json) ? json.length : 1);
    if (!isTree(json)) continue;
    for (const [key, list] of Object.entries(json)) {
      if (key.startsWith('relationships_') && !/hashtags|custom_lists/.test(key)) add('relation', length(list));
      if (key === 'contacts_contact_info') add('relation', length(list));
      if (key === 'comments_story_comments') add('comment', length(list));
      if (key === 'ig_stories' || key === 'ig_reels_media') add('post', length(list));
      if (/^likes_|^saved_saved_media$|^story_activities_/.test(key)) add('reaction', length(list));
      if (key === 'ig_recently_deleted_media' && Array.isArray(list))
        add('post', list.filter((one) => isTree(one) && length(one['media']) > 0).length);
      if (key === 'profile_user') add('profile', length(list));
    }
  }
  return found;
}

const kinds = (reading: Reading): Record<string, number> => {
  const found: Record<string, number> = {};
  for (const { draft } of reading.drafts) found[draft.kind] = (found[draft.kind] ?? 0) + 1;
  return found;
};

describe.skipIf(!isThere)('Instagram exports from a data donation', () => {
  test('the real one, its values made anonymous, gives as many of each as stand in it', async () => {
    const files = await filesOf(join(donations, 'pytests/public_testfiles/IG_public_test_file.zip'));
    const reading = await readWith(instagram.reader, files, { chunk: 999 });
    expect(reading.recognition?.layout).toBe('json-your-activity');
    const { event, media, ...others } = kinds(reading);
    expect(others).toEqual(counted(files));
    expect(event).toBeGreaterThan(50);
    // Three pictures of one post, four stories, two pictures of the profile; none of the files is there.
    expect(reading.drafts.filter(({ draft }) => draft.kind === 'media' && draft.state !== 'missing')).toEqual([]);
    expect(media).toBe(3 + 4 + 2);
    expect(reading.damaged).toEqual([]);
    // An empty deleted post and two empty comment pictures are no things.
    expect(reading.refused.map(({ reason }) => reason)).toEqual(['empty-item']);
    expect(reading.plan?.account.handle).toBe('bla');
    const liked = reading.drafts.flatMap(({ draft }) => (draft.kind === 'reaction' && draft.reaction === 'like' ? [draft] : []));
    expect(liked[0]?.raw?.['value']).toBe('👍');
    const files_ = new Set([...(reading.plan?.steps ?? [])].map(({ file }) => file.path));
    expect(files.map(({ path }) => path).filter((path) => !files_.has(path))).toEqual([]);
  });

  const masked = isThere
    ? readdirSync(join(donations, 'structure_donations'), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.json'),
      )
    : [];

  test.each(masked)('%s: every file of a masked structure gives what stands in it', async (name) => {
    const tree = JSON.parse(readFileSync(join(donations, 'structure_donations', name), 'utf8')) as Tree;
    const files = Object.entries(tree).map(([path, json]) => ({ path, content: Buffer.from(JSON.stringify(json)) }));
    const reading = await readWith(instagram.reader, files);
    expect(reading.recognition?.fit).toBeGreaterThan(0.9);
    const { event: _event, media: _media, ...others } = kinds(reading);
    expect(others).toEqual(counted(files));
    expect(reading.damaged).toEqual([]);
    const silent = files.filter(
      ({ path }) => !reading.drafts.some(({ file }) => file === path) && !reading.refused.some(({ file }) => file === path),
    );
    expect(silent.map(({ path, content }) => `${path} ${String(content)}`)).toEqual([]);
  });
});

describe.skipIf(!isThere)('HTML pages of messages, of two generations', () => {
  test.each(['current', 'legacy'])('%s: as many messages as blocks with a time', async (generation) => {
    const files = await filesOf(join(pages, generation));
    const reading = await readWith(instagram.reader, files, { chunk: 100 });
    const times = files
      .filter(({ path }) => path.endsWith('message_1.html'))
      .flatMap(({ content }) => Array.from(String(content).matchAll(/class="_3-94 _a6-o">([^<]+)</g), (match) => match[1]));
    const messages = reading.drafts.flatMap(({ draft }) => (draft.kind === 'message' ? [draft] : []));
    expect(messages.map(({ atAsGiven }) => atAsGiven).sort()).toEqual([...times].sort());
    expect(messages.every(({ at }) => at === null)).toBe(true);
    const conversations = reading.drafts.filter(({ draft }) => draft.kind === 'conversation');
    expect(conversations).toHaveLength(files.filter(({ path }) => path.endsWith('message_1.html')).length);
    const withPicture = messages.find(({ text }) => text === 'Look at this');
    expect(withPicture?.media).toHaveLength(1);
    const reacted = messages.find(({ reactions = [] }) => reactions.length > 0);
    expect(reacted?.reactions).toEqual([{ by: 'friend_username', emoji: '❤️' }]);
    expect(reacted?.text).toBe("Here's some photos if you want to use them for any promo stuff");
    expect(reading.drafts.filter(({ draft }) => draft.kind === 'media' && draft.state === 'missing').length).toBeGreaterThan(1);
  });
});
