/** What the person published, newest first. */
import { useMemo, useState } from 'react';
import type { AnyRecord } from '../../shared/records.ts';
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
