/** An import, and everything the contract answers of it. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AccountOfImport } from '../../shared/account-of-import.ts';
import * as s from '../../shared/contract/index.ts';
import { AnyRecord, recordKinds, relationNames, type RecordKind } from '../../shared/records.ts';
import {
  below,
  ended,
  everything,
  folder,
  importPaths,
  running,
  sampleFile,
  start,
  tinyFile,
  tinyNetworks,
  accountIn,
} from './harness.ts';
import { account, follower, many, post } from './tiny.ts';

const addsUp = ({ records }: AccountOfImport): void => {
  for (const tally of Object.values(records)) expect(tally.found).toBe(tally.kept + tally.duplicate + tally.refused);
};
const sum = (of: AccountOfImport, what: 'kept' | 'duplicate' | 'found'): number =>
  Object.values(of.records).reduce((all, tally) => all + tally[what], 0);

describe('a TikTok export', () => {
  it('becomes an archive of which every procedure answers within its schema', async () => {
    const run = await running();
    const { client } = run;
    const path = await sampleFile(await folder(), 1500);
    const before = {
      hash: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
      ...(await stat(path)),
    };
    const told = await importPaths(run, [path], { expect: { follower: 1400 } });
    AccountOfImport.parse(told);
    addsUp(told);
    expect(told.expected).toEqual([{ what: 'follower', expected: 1400, found: 1500, difference: 100 }]);
    expect(await client.imports.account({ archive: told.archive, import: told.import })).toEqual(told);
    // The person's file is as it was.
    expect(
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ).toBe(before.hash);
    expect((await stat(path)).mtimeMs).toBe(before.mtimeMs);

    const { archive } = told;
    const all = everything(run, archive).records();
    const [listed] = await client.archives.list();
    const detail = s.ArchiveDetail.parse(await client.archives.get({ archive }));
    expect(listed).toEqual(s.ArchiveSummary.parse(listed));
    expect(detail).toMatchObject({ ...listed, state: 'ready', resumable: null });
    for (const kind of recordKinds) {
      const of = all.filter((record) => record.kind === kind);
      expect(detail.counts[kind] ?? 0).toBe(of.length);
      expect(told.records[kind]?.kept ?? 0).toBe(of.length);
      const subs = Object.values(detail.subs[kind] ?? {}).reduce((a, b) => a + b, 0);
      expect(subs).toBe(of.length);
    }
    const dated = all.flatMap(({ at }) => (at === null ? [] : [Date.parse(at)]));
    expect([Date.parse(detail.first ?? ''), Date.parse(detail.last ?? '')]).toEqual([
      dated.reduce((a, b) => Math.min(a, b)),
      dated.reduce((a, b) => Math.max(a, b)),
    ]);
    for (const kind of ['post', 'message', 'comment', 'reaction'] as const) {
      const months = new Map<string, number>();
      for (const { kind: its, at } of all)
        if (its === kind && at !== null) months.set(at.slice(0, 7), (months.get(at.slice(0, 7)) ?? 0) + 1);
      expect(detail.months.filter((month) => month[kind] > 0).map((month) => [month.month, month[kind]])).toEqual(
        [...months].sort(),
      );
    }

    // People: each list, in each order, in pages.
    for (const relation of relationNames) {
      const wanted = new Set(
        all.flatMap((record) =>
          record.kind === 'relation' && record.relation === relation ? [record.person.networkId ?? record.person.handle] : [],
        ),
      );
      const page = s.PeoplePage.parse(await client.people.page({ archive, relations: [relation], limit: 500 }));
      if (relation !== 'mutual') expect(page.total).toBe(wanted.size);
      for (const person of page.people) expect(person.relations).toContain(relation);
    }
    for (const sort of ['name', 'since', 'list'] as const)
      for (const descending of [false, true]) {
        const ids: string[] = [];
        let total = 0;
        for (let offset = 0; offset === 0 || offset < total; offset += 500) {
          const page = s.PeoplePage.parse(await client.people.page({ archive, sort, descending, offset, limit: 500 }));
          total = page.total;
          ids.push(...page.people.map(({ id }) => id));
        }
        expect(new Set(ids).size).toBe(total);
        expect(total).toBe(detail.people);
      }
    const [somebody] = (await client.people.page({ archive, relations: ['follower'], limit: 1 })).people;
    const found = await client.people.page({ archive, find: `@${somebody?.handle?.toUpperCase() ?? '?'}` });
    expect(found.people.map(({ handle }) => handle)).toContain(somebody?.handle);

    // Records: each kind, in each order, in pages; each by its id.
    for (const kind of recordKinds)
      for (const order of ['newest', 'oldest', 'list'] as const) {
        const ids: string[] = [];
        const ats: (string | null)[] = [];
        let total = 1;
        for (let offset = 0; offset < total; offset += 400) {
          const page = s.RecordsPage.parse(await client.records.page({ archive, kinds: [kind], order, offset, limit: 400 }));
          total = page.total;
          ids.push(...page.records.map(({ id }) => id));
          ats.push(...page.records.map(({ at }) => at));
        }
        expect(new Set(ids).size).toBe(all.filter((record) => record.kind === kind).length);
        const times = ats.flatMap((at) => (at === null ? [] : [Date.parse(at)]));
        if (order === 'newest') expect(times).toEqual(times.toSorted((a, b) => b - a));
        if (order === 'oldest') expect(times).toEqual(times.toSorted((a, b) => a - b));
      }
    for (const record of all.filter((_, i) => i % 97 === 0))
      expect(AnyRecord.parse(await client.records.get({ archive, id: record.id }))).toEqual(record);
    await expect(client.records.get({ archive, id: 'f'.repeat(32) })).rejects.toMatchObject({ data: { code: 'no-record' } });

    // Conversations and what was said in them.
    const { conversations, total } = await client.conversations.page({ archive });
    expect(total).toBe(all.filter(({ kind }) => kind === 'conversation').length);
    for (const conversation of conversations) {
      s.ConversationRow.parse(conversation);
      const messages = await client.conversations.messages({ archive, conversation: conversation.id, limit: 500 });
      expect(messages.total).toBe(conversation.messages);
      expect(messages.records.every((message) => message.kind === 'message' && message.conversation === conversation.id)).toBe(
        true,
      );
      expect(conversation.participants).not.toContain('solene.valcroix');
    }
    expect(conversations.reduce((n, { messages }) => n + messages, 0)).toBe(detail.counts.message);
    const name = conversations[0]?.participants[0] ?? '';
    expect((await client.conversations.page({ archive, find: name })).conversations.map(({ id }) => id)).toContain(
      conversations[0]?.id,
    );

    // Search.
    const text = all.find((record) => record.kind === 'message' && (record.text?.length ?? 0) > 20);
    const [word = ''] = /\p{L}{5,}/u.exec(text?.kind === 'message' ? (text.text ?? '') : '') ?? [];
    const hits = s.SearchPage.parse(await client.search({ words: word, limit: 500 }));
    expect(hits.total).toBeGreaterThan(0);
    for (const hit of hits.hits) expect(hit.marked.some((part) => part.hit)).toBe(true);
    const only = await client.search({ words: word, archive, kinds: ['message'], limit: 500 });
    expect(only.hits.every(({ record }) => record.kind === 'message')).toBe(true);
    expect(await client.search({ words: '…' })).toMatchObject({ total: 0, hits: [] });

    // Removed, with its files.
    await expect(client.archives.remove({ archive, name: 'somebody' })).rejects.toMatchObject({ data: { code: 'name-differs' } });
    await client.archives.remove({ archive, name: ' @Solene.Valcroix ' });
    expect(await client.archives.list()).toEqual([]);
    expect(existsSync(join(run.home, 'archives', archive))).toBe(false);
    expect((await below(run.home)).map((file) => file.slice(run.home.length + 1)).sort()).toEqual([
      'holds/home',
      'holds/making',
      'holds/move',
      'holds/vault',
      'vault.json',
    ]);
    await expect(client.archives.get({ archive })).rejects.toMatchObject({ data: { code: 'no-archive' } });
    await expect(client.imports.resume({ archive }).then(({ job }) => ended(run, job))).resolves.toMatchObject({
      state: 'failed',
      code: 'no-archive',
    });
  });

  it('adds nothing a second time, and of a newer one only what is new', async () => {
    const run = await running();
    const place = await folder();
    const first = await importPaths(run, [await sampleFile(place, 300)]);
    const once = everything(run, first.archive);
    const originals = await below(join(run.home, 'archives', first.archive, 'originals'));
    const again = await importPaths(run, [await sampleFile(place, 300, 'the same.zip')]);
    expect(again.archive).toBe(first.archive);
    addsUp(again);
    expect([sum(again, 'kept'), sum(again, 'duplicate')]).toEqual([0, sum(first, 'found')]);
    expect(everything(run, first.archive).hash).toBe(once.hash);
    expect(await below(join(run.home, 'archives', first.archive, 'originals'))).toEqual(originals);
    expect(again.warnings.filter(({ code }) => code === 'changed')).toEqual([]);

    const newer = await importPaths(run, [await sampleFile(place, 500, 'newer.zip')]);
    addsUp(newer);
    expect(newer.archive).toBe(first.archive);
    const after = everything(run, first.archive).records();
    const ids = new Set(after.map(({ id }) => id));
    for (const { id } of once.records()) expect(ids.has(id)).toBe(true);
    expect(after.length).toBe(once.count + sum(newer, 'kept'));
    expect((await run.client.archives.get({ archive: first.archive })).relations.follower).toBe(500);
    expect(await below(join(run.home, 'archives', first.archive, 'originals'))).toHaveLength(2);
    // The same as when the newer one alone is read.
    const other = await running();
    const alone = await importPaths(other, [join(place, 'newer.zip')]);
    expect(
      new Set(
        everything(other, alone.archive)
          .records()
          .map(({ id }) => id),
      ).isSubsetOf(ids),
    ).toBe(true);
  });

  it('that was uploaded is kept once, leaves nothing in staging, and lies nowhere in plain', async () => {
    const run = await running();
    const bytes = await readFile(await sampleFile(await folder(), 200));
    const receive = async (): Promise<string> =>
      (
        await run.engine.receive(
          '../my export.zip',
          (async function* () {
            yield bytes.subarray(0, 1000);
            yield bytes.subarray(1000);
          })(),
        )
      ).token;
    const token = await receive();
    expect(await run.client.files.describe({ tokens: [token] })).toMatchObject([{ name: 'my export.zip', bytes: bytes.length }]);
    expect(await run.client.imports.inspect({ tokens: [token] })).toMatchObject({ sure: true, fits: [{ network: 'tiktok' }] });
    const told = accountIn(await ended(run, (await run.client.imports.start({ tokens: [token] })).job));
    const archiveFolder = join(run.home, 'archives', told.archive);
    const files = await below(archiveFolder);
    expect(files).toHaveLength(2);
    expect(await below(join(run.home, 'staging'))).toEqual([]);
    await expect(run.client.files.describe({ tokens: [token] })).rejects.toMatchObject({ data: { code: 'no-token' } });
    // The same again.
    const again = accountIn(await ended(run, (await run.client.imports.start({ tokens: [await receive()] })).job));
    expect(sum(again, 'kept')).toBe(0);
    expect(await below(archiveFolder)).toEqual(files);
    expect(await below(join(run.home, 'staging'))).toEqual([]);
    // Forgotten.
    const forgotten = await receive();
    expect(await below(join(run.home, 'staging'))).toHaveLength(1);
    await run.client.files.forget({ tokens: [forgotten] });
    expect(await below(join(run.home, 'staging'))).toEqual([]);
    // Not wanted kept: read out of the vault, and gone.
    const other = await running();
    const unkept = (
      await other.engine.receive(
        'x.zip',
        (async function* () {
          yield bytes;
        })(),
      )
    ).token;
    const read = accountIn(await ended(other, (await other.client.imports.start({ tokens: [unkept], keepOriginal: false })).job));
    expect(await below(join(other.home, 'archives', read.archive, 'originals'))).toEqual([]);
    expect((await other.client.archives.get({ archive: read.archive })).imports).toMatchObject([{ originalKept: false }]);
    expect(everything(other, read.archive).hash).toBe(everything(run, told.archive).hash);
  });
});

describe('a tiny export', () => {
  it('fills in the size and the hash of every medium that is there', async () => {
    const run = await running({ networks: tinyNetworks });
    const media = (path: string, key: string): object => ({ kind: 'media', state: 'here', path, key });
    const path = await tinyFile(await folder(), {
      ...account,
      'media.tiny': [
        media('pictures/a.jpg', 'a'),
        media('pictures/a.jpg', 'the same file'),
        media('pictures/b.jpg', 'b'),
        { ...media('pictures/c.jpg', 'c'), state: 'missing' },
      ],
      'pictures/a.jpg': ['picture a'],
      'pictures/b.jpg': ['picture b, longer'],
    });
    const { archive } = await importPaths(run, [path]);
    const [a, same, b, missing] = everything(run, archive).records();
    const hash = (text: string): string => createHash('sha256').update(JSON.stringify(text)).digest('hex');
    expect([a, same]).toMatchObject([11, 11].map((bytes) => ({ bytes, sha256: hash('picture a') })));
    expect(b).toMatchObject({ bytes: 19, sha256: hash('picture b, longer') });
    expect(missing).toMatchObject({ bytes: null, sha256: null, state: 'missing' });
  });

  it('tells how many known things read differently, and keeps the first reading', async () => {
    const run = await running({ networks: tinyNetworks });
    const place = await folder();
    const media = { kind: 'media', state: 'here', path: 'a.jpg', key: 'a' };
    const one = await importPaths(run, [
      await tinyFile(place, { ...account, 'a.tiny': [...many(10, (n) => post(n)), media], 'a.jpg': ['a'] }, 'one.zip'),
    ]);
    const counted = { ...post(2), counts: { likes: 9, reposts: null, replies: null, views: null } };
    const two = await importPaths(run, [
      await tinyFile(
        place,
        {
          ...account,
          'a.tiny': [
            post(0),
            post(1, 'edited'),
            counted,
            { ...post(3), networkId: 'other' },
            post(20),
            post(20, 'twice in one'),
            media,
          ],
          'a.jpg': ['a'],
        },
        'two.zip',
      ),
    ]);
    expect(two.records.post).toEqual({ found: 6, kept: 1, duplicate: 5, refused: 0 });
    expect(two.warnings).toEqual([{ code: 'changed', file: null, detail: '2' }]);
    const texts = everything(run, one.archive)
      .records()
      .flatMap((record) => (record.kind === 'post' ? [record.text] : []));
    expect(texts).toEqual([...many(10, (n) => `post ${n}`), 'post 20']);
    expect(one.warnings).toEqual([]);
  });

  it('has one person for somebody in several lists, found by all that is known of them', async () => {
    const run = await running({ networks: tinyNetworks });
    const relation = (relation: string, person: object): object => ({
      kind: 'relation',
      relation,
      key: `${relation} ${JSON.stringify(person)}`,
      person,
    });
    const place = await folder();
    const { archive } = await importPaths(
      run,
      [
        await tinyFile(place, {
          ...account,
          'a.tiny': [
            relation('follower', { networkId: '7' }),
            relation('following', { networkId: '7', handle: 'Zoé', name: 'Zoé Élan' }),
            relation('blocked', { networkId: '8', handle: 'anna' }),
            ...many(5, (n) => follower(n)),
          ],
        }),
      ],
      { expect: { mutual: 1, follower: 6 } },
    );
    const by = async (query: object) => (await run.client.people.page({ archive, ...query })).people.map(({ handle }) => handle);
    expect(await by({ relations: ['mutual'] })).toEqual(['Zoé']);
    expect(await by({ find: 'elan' })).toEqual(['Zoé']);
    expect(await by({ sort: 'name', descending: true, limit: 1 })).toEqual(['Zoé']);
    expect(await by({ sort: 'name', limit: 1 })).toEqual(['anna']);
    const detail = await run.client.archives.get({ archive });
    expect([detail.people, detail.counts.relation]).toEqual([7, 8]);
    expect((await run.client.imports.account({ archive, import: detail.imports[0]?.id ?? '' })).expected).toEqual([
      { what: 'mutual', expected: 1, found: 1, difference: 0 },
      { what: 'follower', expected: 6, found: 6, difference: 0 },
    ]);
  });

  it('searches several archives at once, phrases, beginnings and exclusions', async () => {
    const run = await running({ networks: tinyNetworks });
    const place = await folder();
    const say = (key: string, text: string): object => ({ kind: 'post', form: 'post', key, text });
    const mine = await importPaths(run, [
      await tinyFile(
        place,
        { ...account, 'a.tiny': [say('1', 'L’élection à Genève'), say('2', 'une election perdue'), follower(1)] },
        'a.zip',
      ),
    ]);
    const theirs = await importPaths(run, [
      await tinyFile(place, { 'account.tiny': [{ handle: 'you' }], 'a.tiny': [say('1', 'Elections ailleurs')] }, 'b.zip'),
    ]);
    expect(theirs.archive).not.toBe(mine.archive);
    const total = async (words: string, more: object = {}): Promise<number> =>
      (await run.client.search({ words, ...more })).total;
    expect(await total('élection')).toBe(2);
    expect(await total('elec*')).toBe(3);
    expect(await total('elec*', { archive: theirs.archive })).toBe(1);
    expect(await total('"election perdue"')).toBe(1);
    expect(await total('election -perdue')).toBe(1);
    expect(await total('user_1')).toBe(1);
    expect(await total('uSer', { kinds: ['relation'] satisfies RecordKind[] })).toBe(1);
    expect(await total('uSer', { kinds: ['post'] satisfies RecordKind[] })).toBe(0);
    const { hits } = await run.client.search({ words: 'genève' });
    expect(hits.map(({ marked }) => marked)).toEqual([
      [
        { text: 'L’élection à ', hit: false },
        { text: 'Genève', hit: true },
      ],
    ]);
    const pages = await Promise.all([0, 1, 2].map((offset) => run.client.search({ words: 'elec*', offset, limit: 1 })));
    expect(new Set(pages.map(({ hits: [hit] }) => `${hit?.archive ?? ''} ${hit?.record.id ?? ''}`)).size).toBe(3);
  });

  it('learns who the account is from a later export, and goes by network id before name', async () => {
    const run = await running({ networks: tinyNetworks });
    const place = await folder();
    const of = async (who: object, n: number) =>
      importPaths(run, [await tinyFile(place, { 'account.tiny': [who], 'a.tiny': [post(n)] }, `${n}.zip`)]);
    const first = await of({ handle: 'Me' }, 1);
    const second = await of({ handle: 'me', networkId: '1' }, 2);
    const renamed = await of({ handle: 'new_name', networkId: '1' }, 3);
    const stranger = await of({ handle: 'me', networkId: '2' }, 4);
    expect([second.archive, renamed.archive]).toEqual([first.archive, first.archive]);
    expect(stranger.archive).not.toBe(first.archive);
  });

  it('goes into the archive that is named, if that is of the same network', async () => {
    const run = await running({ networks: tinyNetworks });
    const place = await folder();
    const first = await importPaths(run, [await tinyFile(place, { ...account, 'a.tiny': [post(1)] }, 'a.zip')]);
    const into = await importPaths(
      run,
      [await tinyFile(place, { 'account.tiny': [{ handle: 'you' }], 'a.tiny': [post(2)] }, 'b.zip')],
      { into: first.archive },
    );
    expect(into.archive).toBe(first.archive);
    const wrong = await start(run, [await tinyFile(place, { 'a.other': [post(3)] }, 'c.zip')], { into: first.archive });
    expect(await ended(run, wrong)).toMatchObject({ state: 'failed', code: 'bad-input' });
    expect(everything(run, first.archive).count).toBe(2);
  });

  it('says what room it needs, and what is free', async () => {
    const run = await running({ networks: tinyNetworks });
    const path = await tinyFile(await folder(), {
      ...account,
      'a.tiny': [post(1)],
      'a.json': ['x'.repeat(100_000)],
      'video.mp4': ['x'.repeat(200_000)],
    });
    const [picked] = await run.engine.pick([path]);
    const seen = s.Inspection.parse(await run.client.imports.inspect({ tokens: [picked?.token ?? ''] }));
    const { size } = await stat(path);
    expect(seen.roomNeeded).toBeGreaterThan(size + 100_000);
    expect(seen.roomNeeded).toBeLessThan(size + 200_000 + (8 << 20));
    expect(seen.roomFree).toBeGreaterThan(0);
    expect(await run.client.archives.list()).toEqual([]);
  });
});
