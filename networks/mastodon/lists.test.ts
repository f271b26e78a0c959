import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DamagedFile, eachRow, type Draft, type ExportFile } from '../../engine/intake/toolkit/index.ts';
import { distinct, readWith, type Reading } from '../../tests/read-with.ts';
import { actor, text } from './make-export.ts';
import { reader } from './reader.ts';

type Relation = Extract<Draft, { kind: 'relation' }>;
const relations = (reading: Reading): Relation[] =>
  distinct(reading.drafts).flatMap((draft) => (draft.kind === 'relation' ? [draft] : []));
const people = (reading: Reading): string[] =>
  relations(reading).map(({ relation, person }) => `${relation} ${person.handle ?? ''}`);
const read = (path: string, content: string): Promise<Reading> => readWith(reader, [text(path, content)]);

describe('the people somebody follows', () => {
  test('with all columns, empty lines between the rows, and languages in quotes', async () => {
    const reading = await read(
      'following_accounts.csv',
      'Account address,Show boosts,Notify on new posts,Languages\n\nuser@example.com,true,false,\n\nuser@test.com,true,true,"en,fr"\n',
    );
    expect(reading.recognition).toEqual({ fit: 0.95, layout: 'csv', language: null });
    expect(relations(reading)).toMatchObject([
      {
        locator: 'row 2',
        person: { handle: 'user@example.com', networkId: null, url: null },
        raw: { 'Show boosts': 'true', 'Notify on new posts': 'false', Languages: '' },
      },
      { locator: 'row 3', person: { handle: 'user@test.com' }, raw: { Languages: 'en,fr' } },
    ]);
    expect(reading.warnings).toEqual([{ code: 'account-unknown', file: null, detail: null }]);
  });

  test('with two columns', async () => {
    const reading = await read('anything.csv', 'Account address,Show boosts\r\nbob,true\r\neve@example.com,false\r\n');
    expect(people(reading)).toEqual(['following bob', 'following eve@example.com']);
  });

  test('until version 3 without a header, one address a line', async () => {
    const reading = await read('following_accounts.csv', 'user@example.com\n@nare@թութ.հայ\n');
    expect(reading.recognition?.fit).toBe(0.5);
    expect(people(reading)).toEqual(['following user@example.com', 'following nare@թութ.հայ']);
  });

  test('a hand-made "@" and another way of writing a server make nobody another person', async () => {
    const plain = await read('following_accounts.csv', 'Account address\nNare@xn--69aa8bzb.xn--y9a3aq\n');
    const written = await read('following_accounts.csv', 'Account address\n@nare@թութ.հայ\n');
    expect(relations(plain).map(({ key }) => key)).toEqual(relations(written).map(({ key }) => key));
    expect(relations(written)[0]?.raw).toEqual({ address: '@nare@թութ.հայ' });
  });

  test('those without a server are on the person’s own, where an archive says which', async () => {
    const reading = await readWith(reader, [actor(), text('following_accounts.csv', 'Account address\nbob\n')]);
    expect(people(reading)).toEqual(['following bob@village.example']);
    expect(relations(reading)[0]?.raw).toEqual({ address: 'bob' });
    expect(reading.recognition).toMatchObject({ fit: 0.95, layout: 'archive-and-csv' });
  });

  test('what is no address is refused, with its place', async () => {
    const reading = await read('following_accounts.csv', 'Account address,Show boosts\nno body,true\n,true\na@b.example,true\n');
    expect(people(reading)).toEqual(['following a@b.example']);
    expect(reading.refused.map(({ locator, reason }) => `${locator} ${reason}`)).toEqual([
      'row 2 wrong-shape',
      'row 3 empty-item',
    ]);
  });
});

describe('lists that went through a spreadsheet or another hand', () => {
  const header = 'Account address,Show boosts,Notify on new posts,Languages';
  test.each([
    ['parted by semicolons', `${header.replaceAll(',', ';')}\r\na@b.example;true;false;"en,fr"\r\n`],
    ['parted by tabs', `${header.replaceAll(',', '\t')}\na@b.example\ttrue\tfalse\ten,fr\n`],
    ['as Excel says what parts its cells', `sep=;\n${header.replaceAll(',', ';')}\na@b.example;true;false;en,fr\n`],
    [
      'with the columns in another order',
      'Show boosts,Account address,Notify on new posts,Languages\ntrue,a@b.example,false,"en,fr"\n',
    ],
  ])('%s', async (_, content) => {
    const reading = await read('following_accounts.csv', content);
    expect(relations(reading)).toMatchObject([
      {
        relation: 'following',
        person: { handle: 'a@b.example' },
        raw: { 'Show boosts': 'true', 'Notify on new posts': 'false', Languages: 'en,fr' },
      },
    ]);
    expect(reading.refused).toEqual([]);
  });

  test.each([
    ['Adresse du compte,Afficher les partages', 'following_accounts.csv', 'following'],
    ['Kontoadresse,Boosts anzeigen', 'following_accounts.csv', 'following'],
    ['Cuenta,Ocultar notificaciones', 'muted_accounts.csv', 'muted'],
  ])('whose header is of another language: %s', async (columns, path, relation) => {
    const reading = await read(path, `${columns}\na@b.example,true\nhere,false\n`);
    expect(people(reading)).toEqual([`${relation} a@b.example`, `${relation} here`]);
    expect(relations(reading)[0]?.raw).toEqual({ [columns.split(',')[1] ?? '']: 'true' });
  });

  test('lists parted by tabs or semicolons, and under a header', async () => {
    for (const content of ['Tea\ta@b.example\n', '"Tea";a@b.example\n', 'List name,Account address\nTea,a@b.example\n'])
      expect(relations(await read('lists.csv', content)).map(({ person, raw }) => [person.handle, raw])).toEqual([
        ['a@b.example', { list: 'Tea' }],
      ]);
  });

  test('a row that somebody broke costs itself only', async () => {
    const reading = await read('blocked_accounts.csv', 'a@b.example\nno one, really\nc@d.example\n');
    expect(people(reading)).toEqual(['blocked a@b.example', 'blocked c@d.example']);
    expect(reading.refused).toEqual([
      { file: 'blocked_accounts.csv', kind: 'relation', locator: 'row 2', reason: 'wrong-shape' },
    ]);
  });

  test('people by their addresses', async () => {
    const reading = await read('following_accounts.csv', 'https://b.example/users/ann\nhttps://b.example/@cy\na@b.example\n');
    expect(people(reading)).toEqual(['following ann@b.example', 'following cy@b.example', 'following a@b.example']);
    expect(relations(reading)[0]?.person.url).toBe('https://b.example/users/ann');
  });

  test('whatever parts the cells, ends the lines or names the columns: everybody is there, once', async () => {
    const address = fc
      .tuple(fc.stringMatching(/^[a-z0-9_]{1,9}$/), fc.constantFrom('a.example', 'b.example'))
      .map((parts) => parts.join('@'));
    const header = fc.constantFrom(['Account address', 'Show boosts'], ['Adresse du compte', 'Afficher les partages'], null);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(address, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(',', ';', '\t'),
        fc.constantFrom('\n', '\r\n'),
        header,
        fc.boolean(),
        async (all, delimiter, end, columns, mark) => {
          const rows = [...(columns === null ? [] : [columns]), ...all.map((one, k) => [one, String(k % 2 === 0)])];
          const content = (mark ? '\ufeff' : '') + rows.map((cells) => cells.join(delimiter) + end).join('');
          const reading = await read('following_accounts.csv', content);
          expect(people(reading)).toEqual(all.map((one) => `following ${one}`));
          expect(reading.refused).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('an empty list beside others is told as that', async () => {
    const reading = await readWith(reader, [text('muted_accounts.csv', ''), text('blocked_accounts.csv', 'a@b.example\n')]);
    expect([...(reading.plan?.kept ?? [])].map(([{ path }, why]) => `${path} ${why}`)).toEqual(['muted_accounts.csv empty']);
  });
});

describe('the other lists', () => {
  test('muted people are known by their column, whatever the file is called', async () => {
    const reading = await read('export.csv', 'Account address,Hide notifications\n\nuser@example.com,true\n');
    expect(people(reading)).toEqual(['muted user@example.com']);
    expect(relations(reading)[0]?.raw).toEqual({ 'Hide notifications': 'true' });
  });

  test.each([
    ['blocked_accounts.csv', 'blocked'],
    ['blocks.csv', 'blocked'],
    ['blocking-2024-01-02-03-04-05.csv', 'blocked'],
    ['muted_accounts (1).csv', 'muted'],
    ['following.csv', 'following'],
    ['followers.csv', 'follower'],
    ['my-followers.txt', 'follower'],
  ])('%s without a header', async (path, relation) => {
    expect(people(await read(path, 'a@b.example\n'))).toEqual([`${relation} a@b.example`]);
  });

  test('lists: one person in two of them is two records', async () => {
    const reading = await read('lists.csv', 'Project,a@b.example\n"Tea, and more",a@b.example\nProject,a@b.example\n');
    expect(relations(reading).map(({ relation, raw }) => [relation, raw])).toEqual([
      ['list', { list: 'Project' }],
      ['list', { list: 'Tea, and more' }],
    ]);
  });

  test('bookmarks are the same as those of the archive', async () => {
    const reading = await read('bookmarks.csv', 'https://far.example/users/bob/statuses/1\n');
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'reaction', reaction: 'save', key: 'save:https://far.example/users/bob/statuses/1', at: null },
    ]);
  });

  test('blocked servers, with and without the header of an administrator', async () => {
    const plain = await read('blocked_domains.csv', 'Bad.example\nworse.example\n');
    expect(plain.drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'event', topic: 'blocked-domain', title: 'Bad.example', key: 'blocked-domain:bad.example' },
      { kind: 'event', topic: 'blocked-domain', title: 'worse.example' },
    ]);
    const admin = await read('x.csv', '#domain,#severity\nbad.example,suspend\n');
    expect(admin.drafts.map(({ draft }) => draft)).toMatchObject([
      { key: 'blocked-domain:bad.example', data: { '#domain': 'bad.example', '#severity': 'suspend' } },
    ]);
  });

  test('filters, whose cells hold lists', async () => {
    const reading = await read(
      'filters.csv',
      'Title,Context,Keywords,Whole Word,Action,Expire after\nscary,"[""home"", ""public""]","[""flying sharks""]",[true],blur,\n',
    );
    expect(reading.drafts.map(({ draft }) => draft)).toMatchObject([
      { kind: 'event', topic: 'filter', title: 'scary', data: { Context: '["home", "public"]', Keywords: '["flying sharks"]' } },
    ]);
  });

  test.each([
    ['bookmarks.csv', 'url,title\nhttps://a.example,A\n'],
    ['lists.csv', 'one,two\nthree,four\n'],
    ['followers.txt', 'these are, in short, my followers\n'],
    ['friends.csv', 'a@b.example\n'],
    ['blocks.csv', '{"a":1}\n'],
    ['follows.txt', 'one\ntwo\n'],
  ])('%s of something else is not taken', async (path, content) => {
    expect((await read(path, content)).recognition).toBeNull();
  });
});

test('of a damaged list every whole row is read, and no half one', async () => {
  const file: ExportFile = {
    path: 'a.csv',
    bytes: 30,
    input: 0,
    async *open() {
      yield Buffer.from('a@b.example\nc@d.example\ne@f.exa');
      throw new DamagedFile('bad-checksum');
    },
  };
  const rows: string[] = [];
  const out = { record() {}, refuse() {}, warn() {}, breathe: () => Promise.resolve() };
  await expect(eachRow(file, out, ',', (cells) => rows.push(cells.join()))).rejects.toThrow(new DamagedFile('bad-checksum'));
  expect(rows).toEqual(['a@b.example', 'c@d.example']);
});
