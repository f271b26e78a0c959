/** The people of an archive, by the lists they stand in. Eighty thousand rows are read a page at a time. */
import { Checkbox, Chip, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState, type ReactNode } from 'react';
import type { PersonRow } from '../../shared/contract/schemas.ts';
import { relationNames, type RelationName } from '../../shared/records.ts';
import { api, client } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { usePagedWindow } from '../parts/paged.ts';
import type { PageSource } from '../parts/pages.ts';
import { Handle, Name } from '../parts/who.tsx';
import { useSay, type Say } from '../say.ts';
import { useArchive } from './use-archive.ts';
import css from './archive.module.css';

const sorts = ['list', 'name', 'since'] as const;
type Sort = (typeof sorts)[number];
/** The height of a row in pixels; all are the same, so that any place in the list is known without reading what is before it. */
const rowHeight = 46;

export function People() {
  const say = useSay();
  const { t } = say;
  const { id, detail } = useArchive();
  const [relations, setRelations] = useState<readonly RelationName[]>([]);
  const [find, setFind] = useState('');
  const [looked] = useDebouncedValue(find, 200);
  const [sort, setSort] = useState<Sort>('list');
  const [descending, setDescending] = useState(false);
  const source = useMemo<PageSource<PersonRow>>(() => {
    const query = { archive: id, relations: [...relations], find: looked.trim(), sort, descending };
    return {
      key: [...api.people.key(), query],
      size: 200,
      load: async (offset, limit, signal) => {
        const { total, people } = await client.people.page({ ...query, offset, limit }, { signal });
        return { total, rows: people };
      },
    };
  }, [id, relations, looked, sort, descending]);
  const there = relationNames.filter((relation) => (detail?.relations[relation] ?? 0) > 0);
  return (
    <>
      <Heading level={2} of="people" className="unseen">
        {t('tab.people')}
      </Heading>
      <div className={css.filters}>
        <TextInput
          className={css.find}
          label={t('people.find')}
          value={find}
          onChange={(event) => setFind(event.currentTarget.value)}
          type="search"
        />
        <Select
          label={t('people.sort')}
          value={sort}
          onChange={(value) => setSort(sorts.find((one) => one === value) ?? 'list')}
          allowDeselect={false}
          data={sorts.map((one) => ({ value: one, label: t(`people.sort.${one}`) }))}
          w={190}
        />
        <Checkbox
          label={t('people.descending')}
          checked={descending}
          onChange={(event) => setDescending(event.currentTarget.checked)}
          pb={9}
        />
      </div>
      {there.length > 1 && (
        <Chip.Group
          multiple
          value={[...relations]}
          onChange={(values) => setRelations(there.filter((relation) => values.includes(relation)))}
        >
          <div className={css.filters}>
            <div className={css.chips} role="group" aria-label={t('people.lists')}>
              {there.map((relation) => (
                <Chip key={relation} value={relation} size="sm">
                  {t('people.list', { list: t(`relations.${relation}`), count: detail?.relations[relation] ?? 0 })}
                </Chip>
              ))}
            </div>
          </div>
        </Chip.Group>
      )}
      <PeopleTable source={source} />
    </>
  );
}

function PeopleTable({ source }: { readonly source: PageSource<PersonRow> }) {
  const say = useSay();
  const { t } = say;
  const { list, total, error, settling, height, items } = usePagedWindow(source, rowHeight);
  if (error !== null && error !== undefined) return <ErrorNotice error={error} />;
  return (
    <>
      <p className={css.total} role="status">
        {total !== null && t('people.total', { count: total })}
      </p>
      {total === null && <Loading />}
      <div
        role="table"
        aria-label={t('tab.people')}
        aria-rowcount={(total ?? 0) + 1}
        aria-colcount={3}
        aria-busy={settling || items.some(({ row }) => row === undefined)}
        className={css.cells}
        hidden={total === 0}
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={css.head}>
            <span role="columnheader">{t('people.who')}</span>
            <span role="columnheader">{t('people.in')}</span>
            <span role="columnheader">{t('people.since')}</span>
          </div>
        </div>
        <div ref={list} role="rowgroup" className={css.table} style={{ height }}>
          {items.map(({ index, row, start }) => (
            <div
              key={index}
              role="row"
              aria-rowindex={index + 2}
              className={css.person}
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              <Cell>{row === undefined ? <span className={css.waiting} /> : <Person row={row} />}</Cell>
              <Cell>{row !== undefined && listsOf(say, row)}</Cell>
              <Cell>{row !== undefined && <span className="soft numbers">{say.date(row.since) ?? ''}</span>}</Cell>
            </div>
          ))}
        </div>
      </div>
    </>
  );
}

function Cell({ children }: { readonly children: ReactNode }) {
  return <span role="cell">{children}</span>;
}

function Person({ row: { name, handle, networkId, url } }: { readonly row: PersonRow }) {
  const { t } = useSay();
  if (name === null && handle === null) return <Name of={networkId ?? url ?? t('people.nobody')} />;
  return (
    <>
      {name === null ? <Handle of={handle ?? ''} /> : <Name of={name} />}
      {name !== null && handle !== null && (
        <span className={css.handle}>
          <Handle of={handle} />
        </span>
      )}
    </>
  );
}

function listsOf({ t, list }: Say, { relations }: PersonRow): string {
  return list(relations.map((relation) => t(`relation.${relation}`)));
}
