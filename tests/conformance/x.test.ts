/**
 * Every sample export of X, read whole, and compared with what its authors expect (`expected.json`) and with a count made here by plain `JSON.parse`, which
 * shares nothing with the reader.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { x } from '../../networks/x/index.ts';
import { distinct, readWith, unzip, type Given, type Reading } from '../read-with.ts';

const samples = path.join(
  process.env['ADIEU_EXPORTS'] ?? path.resolve(import.meta.dirname, '../../../shared/exports'),
  'x-twitter',
);
const made = path.join(samples, 'RobinOehler__unfollowtool-export-parsers/tests/fixtures/x');
const grailbird = path.join(samples, 'perkeep__perkeep/pkg/importer/twitter/testdata/camlistore_test.zip');
const loose = path.join(samples, 'joeamroo__knowledgemaxxing/tests/fixtures');

/** The rows of a script, read the plain way; null where it is not JSON behind its first `=`. */
function plainRows({ content }: Given): Record<string, unknown>[] | null {
  const json = content.toString('utf8').split('=').slice(1).join('=').trim().replace(/;$/, '');
  try {
    const rows: unknown = JSON.parse(json);
    return (Array.isArray(rows) ? rows : [rows]) as Record<string, unknown>[];
  } catch {
    return null;
  }
}

/** Ids of `follower` or `following` by the rule of the samples' authors: digits, or the exact address; each once. */
function plainPeople(files: readonly Given[], list: string): Set<string> {
  const people = new Set<string>();
  for (const file of files) {
    if (!new RegExp(`(^|[/\\\\])${list}(-part\\d+)?\\.js$`).test(file.path) || file.path.startsWith('__MACOSX')) continue;
    // Numbers beyond 2^53 would lose their last digits in JSON.parse.
    const exact = { ...file, content: Buffer.from(file.content.toString('utf8').replaceAll(/: (\d{16,})/g, ': "$1"')) };
    for (const row of plainRows(exact) ?? []) {
      const person = (row?.[list] ?? {}) as { accountId?: string | number; userLink?: string };
      const id = String(person.accountId ?? '').trim();
      const link = /^https:\/\/(?:twitter|x)\.com\/intent\/user\?user_id=(\d+)$/.exec(person.userLink ?? '')?.[1];
      if (/^\d+$/.test(id)) people.add(id);
      else if (id === '' && link !== undefined) people.add(link);
    }
  }
  return people;
}

function people(reading: Reading, relation: string): Set<string> {
  return new Set(
    reading.drafts.flatMap(({ draft }) =>
      draft.kind === 'relation' && draft.relation === relation ? (draft.person.networkId ?? []) : [],
    ),
  );
}

function kinds(reading: Reading): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of distinct(reading.drafts)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

const both = (a: Set<string>, b: Set<string>): Set<string> => new Set([...a].filter((id) => b.has(id)));
const only = (a: Set<string>, b: Set<string>): Set<string> => new Set([...a].filter((id) => !b.has(id)));

const codes = (reading: Reading): string[] => reading.warnings.map(({ code }) => code);

/** Every file is in a step, or kept for a reason, or known to be foreign. */
function unaccounted(reading: Reading, files: readonly Given[]): string[] {
  const told = new Set([
    ...[...(reading.plan?.steps ?? [])].map(({ file }) => file.path),
    ...[...(reading.plan?.kept?.keys() ?? [])].map(({ path }) => path),
  ]);
  return files.map(({ path }) => path).filter((path) => !told.has(path));
}

interface Expected {
  owner?: string | null;
  followers?: number;
  following?: number;
  mutual?: string[];
  notFollowingBack?: string[];
  fans?: string[];
  error?: string;
}

describe.skipIf(!existsSync(made))('the samples of follower lists, in every layout in which they are handed in', () => {
  const zips = existsSync(made) ? readdirSync(made).filter((name) => /\.zip$/i.test(name)) : [];
  const expected = (name: string): Expected =>
    (JSON.parse(readFileSync(path.join(made, 'expected.json'), 'utf8')) as Record<string, Expected>)[name] ?? {};

  test('are all of them there', () => expect(zips.length).toBe(20));

  test.each(zips)('%s: the same people as counted plainly, and every file accounted for', async (name) => {
    const files = await unzip(readFileSync(path.join(made, name)));
    const reading = await readWith(x.reader, files);
    expect(reading.recognition?.fit).toBeGreaterThan(0.9);
    expect(unaccounted(reading, files)).toEqual([]);
    for (const [list, relation] of [
      ['follower', 'follower'],
      ['following', 'following'],
    ] as const) {
      const plain = plainPeople(files, list);
      // The corrupt list cannot be counted plainly at all: below.
      if (name !== 'x_corrupt_json.zip' || list !== 'follower') expect(people(reading, relation)).toEqual(plain);
    }
    if (name !== 'x_corrupt_json.zip') expect(reading.damaged).toEqual([]);
  });

  test.each(zips)('%s: as its authors expect', async (name) => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, name))));
    const { owner, followers, following, mutual, fans, notFollowingBack } = expected(name);
    const [in_, out] = [people(reading, 'follower'), people(reading, 'following')];
    // The one number that a parser of doubles corrupts: we keep it.
    if (name === 'x_dupes_numeric.zip') expect(out.delete('1600000000000000042')).toBe(true);
    if (followers !== undefined) expect(in_.size).toBe(followers);
    if (following !== undefined) expect(out.size).toBe(following);
    if (mutual) expect(both(in_, out)).toEqual(new Set(mutual));
    if (fans) expect(only(in_, out)).toEqual(new Set(fans));
    if (notFollowingBack) expect(only(out, in_)).toEqual(new Set(notFollowingBack));
    if (typeof owner === 'string') expect(reading.plan?.account.handle).toBe(owner);
  });

  test('a part that the index names and that is not there is told of, by its name', async () => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_missing_part.zip'))));
    expect(reading.warnings).toContainEqual({ code: 'part-missing', file: 'data/follower-part1.js', detail: null });
  });

  test('a missing list is told of, an empty one is not', async () => {
    const missing = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_missing_follower.zip'))));
    expect(missing.warnings).toContainEqual({ code: 'section-missing', file: 'follower.js', detail: null });
    const empty = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_empty_both.zip'))));
    expect(codes(empty)).not.toContain('section-missing');
  });

  test('of a list that is cut in the middle everything before the cut is read, and the file is damaged', async () => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_corrupt_json.zip'))));
    expect(reading.damaged).toEqual([{ file: 'data/follower.js', reason: 'cut-off' }]);
    expect(people(reading, 'following').size).toBe(8);
  });

  test('two exports in one are merged, with a warning', async () => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_two_exports.zip'))));
    expect(codes(reading)).toContain('two-exports');
    expect(kinds(reading)).toEqual({ post: 1, reaction: 1, profile: 1, relation: 13, media: 1 });
  });

  test('rows that are no persons are refused, each with its place and reason', async () => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_dupes_numeric.zip'))));
    expect(reading.refused).toEqual([
      { file: 'data/following.js', kind: 'relation', locator: '/5', reason: 'empty-item' },
      { file: 'data/following.js', kind: 'relation', locator: '/6', reason: 'empty-item' },
      { file: 'data/following.js', kind: 'relation', locator: '/7', reason: 'wrong-shape' },
    ]);
    expect(reading.drafts.filter(({ draft }) => draft.kind === 'relation')).toHaveLength(8);
  });

  test('no address but that of X becomes a link; the others are kept as they came', async () => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_xss.zip'))));
    const links = reading.drafts.flatMap(({ draft }) => (draft.kind === 'relation' ? [draft.person.url] : []));
    expect(links.filter((url) => url !== null && !url?.startsWith('https://twitter.com/intent/user?user_id='))).toEqual([]);
    const kept = reading.drafts.flatMap(({ draft }) => draft.raw?.['userLink'] ?? []);
    expect(kept).toContain('javascript:alert(document.domain)');
  });

  test('loose files alone are read, and it is said that nobody knows whose they are', async () => {
    const files = ['follower.js', 'following.js'].map((name, input) => ({
      path: name,
      content: readFileSync(path.join(made, 'loose', name)),
      input,
    }));
    const reading = await readWith(x.reader, files);
    expect(people(reading, 'follower')).toEqual(plainPeople(files, 'follower'));
    expect(people(reading, 'following')).toEqual(plainPeople(files, 'following'));
    expect(codes(reading)).toEqual(['account-unknown']);
  });

  test('the spreadsheet of the years until 2018 gives the posts that no script holds', async () => {
    const reading = await readWith(x.reader, await unzip(readFileSync(path.join(made, 'x_legacy_grailbird.zip'))));
    expect(reading.recognition?.layout).toBe('grailbird');
    expect(kinds(reading)).toEqual({ profile: 1, post: 1 });
    expect(reading.drafts.find(({ draft }) => draft.kind === 'post')).toMatchObject({
      file: 'tweets.csv',
      draft: { networkId: '1', text: 'hello', at: '2014-01-01T00:00:00Z', locator: 'row 1' },
    });
    expect(reading.warnings).toContainEqual({ code: 'count-differs', file: 'data/js/tweets/2014_01.js', detail: '0 / 1' });
  });
});

describe.skipIf(!existsSync(grailbird))('an archive of 2016', () => {
  test('gives its two posts, and whose they are', async () => {
    const files = await unzip(readFileSync(grailbird));
    const reading = await readWith(x.reader, files);
    const plain = files.filter(({ path }) => path.includes('js/tweets/')).flatMap((file) => plainRows(file) ?? []);
    expect(kinds(reading)).toEqual({ profile: 1, post: plain.length, event: 1 });
    expect(reading.plan?.account).toEqual({
      networkId: '727366726141239296',
      handle: 'camlistore_test',
      name: 'Camlistore Test',
    });
    expect(reading.warnings).toEqual([]);
    expect(unaccounted(reading, files)).toEqual([]);
    const posts = reading.drafts.flatMap(({ draft }) => (draft.kind === 'post' ? [draft] : []));
    expect(posts.map(({ networkId }) => networkId)).toEqual(plain.map(({ id_str }) => id_str));
    expect(posts[0]).toMatchObject({
      text: '& <> . $ % ^ * && /\\/\\()! @Camlistore camlistore. https://github.com/camlistore/camlistore/issues/476',
      at: '2016-05-03T05:21:50Z',
      atAsGiven: '2016-05-03 05:21:50 +0000',
      mentions: ['Camlistore'],
      form: 'post',
    });
  });
});

describe.skipIf(!existsSync(loose))('loose scripts of posts and likes', () => {
  test('are read, with what the person saw', async () => {
    const files = ['tweets.js', 'like.js'].map((name) => ({ path: name, content: readFileSync(path.join(loose, name)) }));
    const reading = await readWith(x.reader, files);
    const plain = files.map((file) => plainRows(file)?.length);
    expect(kinds(reading)).toEqual({ post: plain[0], reaction: plain[1] });
    const posts = reading.drafts.flatMap(({ draft }) => (draft.kind === 'post' ? [draft] : []));
    expect(posts.map(({ form }) => form)).toEqual(['repost', 'post', 'reply']);
    expect(posts[0]?.text).toBe('RT @guzey: Why you should start a blog right now. New essay: https://guzey.com/why-blog/');
    expect(posts[2]?.inReplyTo).toBe('4444444444444444444');
    expect(posts[1]?.counts).toEqual({ likes: 12, reposts: 3, replies: null, views: null });
    const liked = reading.drafts.flatMap(({ draft }) => (draft.kind === 'reaction' ? [draft] : []));
    expect(liked[0]?.on?.text).toContain('Everyone says "work hard" but');
    expect(liked[0]?.on?.text).toContain('take it easy & let compounding');
    expect(liked.every(({ at }) => at === null)).toBe(true);
  });
});
