/** Lists stay quick however long they are: each goes through an index that holds all it needs. The plans are SQLite's own. */
import { describe, expect, it } from 'vitest';
import { peopleStatements } from '../../engine/archive/people.ts';
import { filesStatements } from '../../engine/archive/import-files.ts';
import { mediaStatements } from '../../engine/media/list.ts';
import { MediaQuery, PeopleQuery, PeoplePage } from '../../shared/contract/index.ts';
import { folder, importPaths, running, sampleFile, tinyFile, tinyNetworks } from './harness.ts';
import { account, follower, many } from './tiny.ts';

describe('people', () => {
  it('are sorted, filtered and found in one index each', async () => {
    const run = await running();
    const { archive } = await importPaths(run, [await sampleFile(await folder(), 300)]);
    const { db } = run.engine.context.store.open(archive);
    for (const sort of ['list', 'name', 'since'] as const)
      for (const descending of [false, true])
        for (const find of ['', 'an'])
          for (const relations of [[], ['follower', 'mutual']] as const) {
            const query = PeopleQuery.parse({ archive, sort, descending, find, relations: [...relations] });
            const { values, count, stretches } = peopleStatements(query, true);
            for (const sql of [count, ...stretches.flatMap((stretch) => [stretch.count, stretch.ids])]) {
              const given = sql.endsWith('offset ?') ? [...values, 100, 0] : values;
              const plan = db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...given);
              const details = plan.map(({ detail }) => detail).join('\n');
              expect(details).toContain('USING COVERING INDEX person_by_');
              // What is found is sorted where its index has another order.
              if (find === '' || sort === 'name') expect(details).not.toContain('TEMP B-TREE');
            }
          }
  });

  it('come in the same order page by page, with the dateless at the end either way', async () => {
    const run = await running({ networks: tinyNetworks });
    const people = many(700, (n) => follower((n * 37) % 700));
    const { archive } = await importPaths(run, [await tinyFile(await folder(), { ...account, 'people.tiny': people })]);
    for (const sort of ['list', 'name', 'since'] as const)
      for (const descending of [false, true]) {
        const all = [];
        for (let offset = 0; offset < 700; offset += 90)
          all.push(...PeoplePage.parse(await run.client.people.page({ archive, sort, descending, offset, limit: 90 })).people);
        const one = [
          ...(await run.client.people.page({ archive, sort, descending, limit: 500 })).people,
          ...(await run.client.people.page({ archive, sort, descending, limit: 500, offset: 500 })).people,
        ];
        expect(all).toEqual(one);
        expect(new Set(all.map(({ id }) => id)).size).toBe(700);
        if (sort !== 'since') continue;
        const dates = all.flatMap(({ since }) => since ?? []);
        expect(dates).toEqual(descending ? dates.toSorted().toReversed() : dates.toSorted());
        expect(all.slice(dates.length).every(({ since }) => since === null)).toBe(true);
        expect(dates.length).toBeLessThan(700);
      }
  });
});

describe('the overview', () => {
  it('looks at no record one by one', async () => {
    const run = await running();
    const { archive } = await importPaths(run, [await sampleFile(await folder(), 50)]);
    const { db } = run.engine.context.store.open(archive);
    const plan = (sql: string): string =>
      db
        .prepare<[], { detail: string }>(`explain query plan ${sql}`)
        .all()
        .map(({ detail }) => detail)
        .join('\n');
    expect(plan(`select count(*) from import_file where import = 1 and became = 'damaged'`)).toContain('import_file_damaged');
    const { count, page } = filesStatements;
    expect(plan(count.replaceAll('?', '1'))).toContain('COVERING INDEX import_file_fate');
    expect(plan(page.replaceAll('?', '1'))).toMatch(/import_file_fate/);
    expect(plan(page.replaceAll('?', '1'))).not.toContain('TEMP B-TREE');
    expect(plan('select max(at) from record where kind = 2')).toContain('record_kind_at');
    expect(plan('select seq from record where kind in (2) order by at desc, seq limit 50')).toContain(
      'COVERING INDEX record_kind_at',
    );
  });
});

describe('media', () => {
  it('are listed by sort, state and date out of one index', async () => {
    const run = await running({ networks: tinyNetworks });
    const media = many(40, (n) => ({
      kind: 'media',
      state: n % 3 === 0 ? 'link' : 'missing',
      key: String(n),
      mime: 'image/png',
    }));
    const { archive } = await importPaths(run, [await tinyFile(await folder(), { ...account, 'media.tiny': media })]);
    const open = run.engine.context.store.open(archive);
    for (const order of ['newest', 'oldest'] as const)
      for (const sorts of [[], ['picture']] as const)
        for (const states of [[], ['link']] as const) {
          const query = MediaQuery.parse({ archive, order, sorts: [...sorts], states: [...states] });
          const { values, count, seqs } = mediaStatements(open, query);
          for (const [sql, given] of [
            [count, values],
            [seqs, [...values, 100, 0]],
          ] as const) {
            const plan = open.db.prepare<unknown[], { detail: string }>(`explain query plan ${sql}`).all(...given);
            expect(plan.map(({ detail }) => detail).join('\n')).toContain('COVERING INDEX record_medium');
          }
        }
  });
});
