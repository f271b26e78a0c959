import { describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/errors.ts';
import { recordId } from '../../engine/intake/toolkit/index.ts';
import { distinct, readWith, type Given, type Reading } from '../../tests/read-with.ts';
import { actor, boost, collection, create, me, note, outbox, server, text } from './make-export.ts';
import { reader } from './reader.ts';

const summary = (reading: Reading): string[] => distinct(reading.drafts).map(({ kind, key }) => `${kind} ${key}`);
const codes = (reading: Reading): string[] => reading.warnings.map(({ code }) => code);
const liked = 'https://far.example/users/bob/statuses/1';

const whole: Given[] = [
  // Newer archives begin with the outbox, older ones with the media.
  outbox(create(note('1')), boost('2', liked)),
  collection('likes', [liked]),
  collection('bookmarks', [liked]),
  text('avatar.png', 'face'),
  actor({ icon: { type: 'Image', mediaType: 'image/png', url: 'avatar.png' }, image: { type: 'Image', url: 'header.jpg' } }),
  text('following_accounts.csv', 'Account address,Show boosts\nbob@far.example,true\n'),
];

describe('an archive of Mastodon', () => {
  test('becomes records, and every file is accounted for', async () => {
    const reading = await readWith(reader, [...whole, text('__MACOSX/._outbox.json', 'x'), text('notes.html', 'x')]);
    expect(reading.recognition).toEqual({ fit: 0.98, layout: 'archive-and-csv', language: null });
    expect(reading.plan?.account).toEqual({ networkId: me, handle: 'ada@village.example', name: 'Ada' });
    expect(summary(reading)).toEqual([
      `profile ${me}`,
      'media avatar.png:4',
      'media header.jpg',
      `post ${me}/statuses/1`,
      `post ${me}/statuses/2/activity`,
      `reaction save:${liked}`,
      `reaction like:${liked}`,
      'relation following:bob@far.example',
    ]);
    expect(reading.drafts).toHaveLength(8);
    expect(reading.refused).toEqual([]);
    expect(reading.warnings).toEqual([{ code: 'media-missing', file: 'actor.json', detail: '1' }]);
    expect([...(reading.plan?.kept ?? [])].map(([{ path }, reason]) => [path, reason])).toEqual([
      ['__MACOSX/._outbox.json', 'system-file'],
    ]);
  });

  test('gives the profile as the person wrote it', async () => {
    const fields = {
      attachment: [{ type: 'PropertyValue', name: 'Web', value: '<a href="https://a.example">a</a>' }],
      movedTo: 'x',
    };
    const { drafts } = await readWith(reader, [actor({ ...fields, icon: { type: 'Image', url: 'https://s3.example/a.png' } })]);
    expect(drafts.map(({ draft }) => draft)).toMatchObject([
      {
        kind: 'profile',
        handle: 'ada@village.example',
        name: 'Ada',
        networkId: me,
        bio: 'I write.\nSometimes.\n\n& read',
        url: `${server}/@ada`,
        createdAt: '2019-05-01T00:00:00Z',
        raw: { ...fields, type: 'Person', summary: '<p>I write.<br>Sometimes.</p><p>&amp; read</p>' },
      },
      { kind: 'media', state: 'link', url: 'https://s3.example/a.png', of: recordId('mastodon', 'profile', me) },
    ]);
  });

  test('finds the pictures of the profile where their names carry a number against caches, as old servers wrote it', async () => {
    const { drafts } = await readWith(reader, [
      actor({ icon: { type: 'Image', mediaType: 'image/png', url: 'avatar.png?1491000000' } }),
      text('avatar.png', 'not really'),
    ]);
    expect(drafts.filter(({ draft }) => draft.kind === 'media').map(({ draft }) => draft)).toMatchObject([
      { state: 'here', path: 'avatar.png', of: recordId('mastodon', 'profile', me) },
    ]);
  });

  test('in a folder, under other names, with a byte order mark: it is known by what is inside', async () => {
    const renamed = whole.map(({ path, content }) => ({
      path: `backup/${path.replace('outbox', 'a').replace('actor', 'b').replace('likes', 'c')}`,
      content: path.endsWith('json') ? Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), content]) : content,
    }));
    const reading = await readWith(reader, renamed, { chunk: 7 });
    expect(new Set(summary(reading))).toEqual(new Set(summary(await readWith(reader, whole))));
  });

  test('names alone are not enough', async () => {
    const reading = await readWith(reader, [text('outbox.json', '{"orderedItems":[]}'), text('actor.json', '{"name":"x"}')]);
    expect(reading.recognition).toBeNull();
  });

  test('the number of items it claims is not believed, and is no reason to warn', async () => {
    const reading = await readWith(reader, [actor(), outbox(create(note('1')))]);
    expect(reading.warnings).toEqual([]);
  });

  test('an actor of version 4.5 has a number in its address and a name of its own', async () => {
    const id = `${server}/ap/users/1234`;
    const reading = await readWith(reader, [actor({ id }), outbox(create(note('1'), { actor: id }))]);
    expect(reading.plan?.account).toEqual({ networkId: id, handle: 'ada@village.example', name: 'Ada' });
  });

  test('a server whose people have names under another one says so itself', async () => {
    const reading = await readWith(reader, [actor({ webfinger: 'acct:ada@example.org' })]);
    expect(reading.plan?.account.handle).toBe('ada@example.org');
  });

  test('without the actor, the outbox says whose it is; without both, nobody knows', async () => {
    const alone = await readWith(reader, [outbox(create(note('1')))]);
    expect(alone.plan?.account).toEqual({ networkId: me, handle: 'ada@village.example', name: null });
    expect(alone.warnings).toEqual([]);
    const likes = await readWith(reader, [collection('likes', [liked])]);
    expect(likes.plan?.account).toEqual({ networkId: null, handle: null, name: null });
    expect(codes(likes)).toEqual(['account-unknown']);
  });

  test('without its outbox, it says that this is missing', async () => {
    expect(codes(await readWith(reader, [actor()]))).toEqual(['section-missing']);
  });

  test('two people’s are refused, two of one person are one', async () => {
    const other = actor({ id: `${server}/users/eve`, preferredUsername: 'eve' }, 'b/actor.json');
    await expect(readWith(reader, [actor(), other])).rejects.toThrow(new Refusal('two-accounts'));
    const later = [...whole, outbox(create(note('1')), create(note('3')))].map((file) => ({ ...file, path: `b/${file.path}` }));
    const reading = await readWith(reader, [...whole, ...later]);
    expect(codes(reading)).toContain('two-exports');
    const posts = distinct(reading.drafts).filter(({ kind }) => kind === 'post');
    expect(posts).toHaveLength(3);
  });

  test('the keys of a later export are the same', async () => {
    const moved = 'https://s3.example/';
    const file = 'media_attachments/files/1/original/a.png';
    const at = (url: string): unknown => create(note('1', { attachment: [{ type: 'Document', mediaType: 'image/png', url }] }));
    const first = await readWith(reader, [actor(), outbox(at(`/${file}`)), text(file, 'png')]);
    const second = await readWith(reader, [outbox(at(moved + file), create(note('2'))), actor({ name: 'New' })]);
    const later = new Set(summary(second));
    expect(summary(first).filter((key) => !later.has(key))).toEqual([]);
  });
});

describe('what is not as it should be', () => {
  test('an outbox that is no JSON is read up to there', async () => {
    const json = outbox(create(note('1')), create(note('2')))
      .content.toString()
      .replace(/\]\}$/, ',]}');
    const reading = await readWith(reader, [actor(), text('outbox.json', json)]);
    expect(reading.damaged).toEqual([{ file: 'outbox.json', reason: 'bad-structure' }]);
    expect(summary(reading).filter((key) => key.startsWith('post'))).toHaveLength(2);
  });

  test('an outbox that is cut in the middle too', async () => {
    const { content } = outbox(create(note('1')), create(note('2')));
    const reading = await readWith(reader, [actor(), { path: 'outbox.json', content: content.subarray(0, content.length - 90) }]);
    expect(reading.damaged).toEqual([{ file: 'outbox.json', reason: 'cut-off' }]);
    expect(summary(reading).filter((key) => key.startsWith('post'))).toHaveLength(1);
  });

  test('an actor that is cut in the middle gives what stands before the cut, and still says whose it is', async () => {
    const { path, content } = actor();
    const cut = content.subarray(0, Math.floor(content.length * 0.8));
    const reading = await readWith(reader, [...whole.filter((file) => file.path !== path), { path, content: cut }]);
    expect(reading.plan?.account).toMatchObject({ networkId: me, handle: 'ada@village.example' });
    expect(reading.drafts.find(({ draft }) => draft.kind === 'profile')?.draft).toMatchObject({ networkId: me });
    expect(reading.damaged).toEqual([{ file: path, reason: 'cut-off' }]);
  });

  test('a list that ends in the middle of a line says so, and keeps the line', async () => {
    const rows = 'Account address,Show boosts\nbob@far.example,true\ncarol@far.exam';
    const reading = await readWith(reader, [text('following_accounts.csv', rows)]);
    expect(reading.drafts).toHaveLength(2);
    expect(codes(reading)).toContain('no-line-end');
  });

  test('items that are none are refused, unknown ones become events', async () => {
    const follow = {
      id: `${me}#follows/1`,
      type: 'Follow',
      object: 'https://far.example/users/bob',
      published: '2022-01-01T00:00:00Z',
    };
    const reading = await readWith(reader, [
      actor(),
      outbox(null, {}, 7, 'https://x.example/1', follow, { id: `${me}/9`, type: 'Create', object: 'https://x.example/2' }),
    ]);
    expect(reading.refused.map(({ kind, locator, reason }) => `${kind} ${locator} ${reason}`)).toEqual([
      'post /orderedItems/0 empty-item',
      'post /orderedItems/1 empty-item',
      'post /orderedItems/2 wrong-shape',
    ]);
    const events = reading.drafts.flatMap(({ draft }) => (draft.kind === 'event' ? [draft] : []));
    expect(events).toMatchObject([
      { topic: 'outbox', title: 'https://x.example/1' },
      { topic: 'follow', at: '2022-01-01T00:00:00Z', key: `follow:${me}#follows/1`, data: follow },
      { topic: 'create', title: 'https://x.example/2' },
    ]);
  });

  test('what has another form than it should stays in raw', async () => {
    const { drafts } = await readWith(reader, [
      actor({ name: { en: 'Ada' }, published: 1556668800, summary: ['x'] }),
      outbox(create(note('1', { published: 5, summary: { en: 'x' }, name: ['y'] }))),
    ]);
    expect(drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'profile', name: null, bio: null, raw: { name: { en: 'Ada' }, published: 1556668800, summary: ['x'] } },
      { kind: 'post', title: null, raw: { published: 5, summary: { en: 'x' }, name: ['y'] } },
    ]);
  });

  test('a post without an id is itself', async () => {
    const reading = await readWith(reader, [actor(), outbox({ type: 'Create', object: { type: 'Note', content: 'a' } })]);
    expect(summary(reading)[1]).toMatch(/^post unnamed:/);
  });

  test('likes have no date, unless the outbox gives one', async () => {
    const like = { id: `${me}#likes/1`, type: 'Like', object: liked, published: '2022-01-01T00:00:00Z' };
    const reading = await readWith(reader, [collection('likes', [liked, null, {}, { id: 'x' }]), outbox(like), actor()]);
    const reactions = distinct(reading.drafts).flatMap((draft) => (draft.kind === 'reaction' ? [draft] : []));
    expect(reactions).toMatchObject([
      { key: `like:${liked}`, at: '2022-01-01T00:00:00Z' },
      { key: 'like:x', at: null, on: { networkId: 'x', url: null } },
    ]);
    expect(reading.refused.map(({ reason }) => reason)).toEqual(['empty-item', 'empty-item']);
  });
});

describe('other software', () => {
  test('collections of people are people, the same as in a CSV list', async () => {
    const reading = await readWith(reader, [
      actor(),
      outbox(),
      collection('followers', ['https://far.example/users/bob', 'https://odd.example/@eve']),
      collection('following', [{ id: 'https://far.example/users/bob', type: 'Person' }]),
      text('followers.csv', 'Bob@far.example\n'),
    ]);
    const people = distinct(reading.drafts).flatMap((draft) => (draft.kind === 'relation' ? [draft] : []));
    expect(people).toMatchObject([
      { key: 'follower:bob@far.example', person: { handle: 'bob@far.example', url: 'https://far.example/users/bob' } },
      { key: 'follower:https://odd.example/@eve', person: { handle: null, networkId: 'https://odd.example/@eve' } },
      { key: 'following:bob@far.example', raw: { type: 'Person' } },
    ]);
  });

  test('an outbox in pages, and a collection nobody knows', async () => {
    const paged = collection('outbox', undefined, {
      first: { type: 'OrderedCollectionPage', orderedItems: [create(note('1'))] },
      last: 'https://village.example/users/ada/outbox?page=9',
      odd: 1,
    });
    const reading = await readWith(reader, [actor(), paged, collection('chats', [{ id: 'https://x.example/c', name: 'Tea' }])]);
    expect(summary(reading).slice(1)).toEqual([
      `post ${me}/statuses/1`,
      expect.stringMatching(/^event outbox:/),
      'event chats:https://x.example/c',
    ]);
    expect(codes(reading)).toEqual(['section-unknown']);
  });
});
