/** What the person published, newest first. */
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { AnyRecord } from '../../shared/records.ts';
import { api } from '../client.ts';
import { Heading } from '../parts/heading.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { RecordEntry } from '../records/record-entry.tsx';
import { RecordDrawer, useDrawer } from '../records/record-drawer.tsx';
import { recordsSource } from '../records/source.ts';
import { useSay } from '../say.ts';
import { SubChips } from './sub-chips.tsx';
import { useArchive } from './use-archive.ts';
import css from './archive.module.css';

export function Posts() {
  const { t } = useSay();
  const { id, detail } = useArchive();
  const [sub, setSub] = useState<string | null>(null);
  const drawer = useDrawer<AnyRecord>();
  useAsked(id, drawer.open);
  const source = useMemo(
    () => recordsSource({ archive: id, kinds: ['post'], subs: sub === null ? [] : [sub], order: 'newest' }),
    [id, sub],
  );
  return (
    <>
      <Heading level={2} of="posts" className="unseen">
        {t('tab.posts')}
      </Heading>
      <SubChips kind="post" counts={detail?.subs.post} chosen={sub} choose={setSub} />
      <PagedList
        source={source}
        label={t('tab.posts')}
        estimate={120}
        head={(total) => (
          <p className={css.total} role="status">
            {t('count.post', { count: total })}
          </p>
        )}
        empty={<p className="soft">{t('posts.none')}</p>}
        item={(record) => <RecordEntry archive={id} record={record} open={drawer.open} />}
      />
      <RecordDrawer record={drawer.value} opened={drawer.opened} close={drawer.close} />
    </>
  );
}

/** Opens the record that the address names. */
function useAsked(archive: string, open: (record: AnyRecord) => void): void {
  const { record: id } = useSearch({ from: '/archive/$archive/posts' });
  const { data } = useQuery(api.records.get.queryOptions({ input: { archive, id: id ?? '0' }, enabled: id !== undefined }));
  useEffect(() => {
    if (data !== undefined) open(data);
  }, [data, open]);
}
