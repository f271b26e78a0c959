/** Everything that is not people, posts, messages or media, by kind and by topic. */
import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { AnyRecord } from '../../shared/records.ts';
import { Heading } from '../parts/heading.tsx';
import { PagedList } from '../parts/paged-list.tsx';
import { RecordDrawer, useDrawer } from '../records/record-drawer.tsx';
import { RecordEntry } from '../records/record-entry.tsx';
import { recordsSource } from '../records/source.ts';
import { useSay } from '../say.ts';
import { SubChips } from './sub-chips.tsx';
import { useArchive } from './use-archive.ts';
import css from './archive.module.css';

const otherKinds = ['reaction', 'comment', 'event', 'profile'] as const;
type OtherKind = (typeof otherKinds)[number];

export function Other() {
  const { t } = useSay();
  const { id, detail } = useArchive();
  const there = otherKinds.filter((kind) => (detail?.counts[kind] ?? 0) > 0);
  const [chosen, setChosen] = useState<OtherKind | null>(null);
  const kind = chosen ?? there[0] ?? null;
  return (
    <>
      <Heading level={2} of="other" className="unseen">
        {t('tab.other')}
      </Heading>
      {kind === null ? (
        <p className="soft">{t('other.none')}</p>
      ) : (
        <>
          <div className={css.filters}>
            <SegmentedControl
              aria-label={t('other.kind')}
              value={kind}
              onChange={(value) => setChosen(there.find((one) => one === value) ?? null)}
              data={there.map((one) => ({
                value: one,
                label: t('people.list', { list: t(`kinds.${one}`), count: detail?.counts[one] ?? 0 }),
              }))}
            />
          </div>
          <OfKind key={kind} archive={id} kind={kind} subs={detail?.subs[kind]} />
        </>
      )}
    </>
  );
}

function OfKind({
  archive,
  kind,
  subs,
}: {
  readonly archive: string;
  readonly kind: OtherKind;
  readonly subs: Readonly<Record<string, number>> | undefined;
}) {
  const { t } = useSay();
  const [sub, setSub] = useState<string | null>(null);
  const drawer = useDrawer<AnyRecord>();
  const source = useMemo(
    () => recordsSource({ archive, kinds: [kind], subs: sub === null ? [] : [sub], order: 'newest' }),
    [archive, kind, sub],
  );
  return (
    <>
      <SubChips kind={kind} counts={subs} chosen={sub} choose={setSub} />
      <PagedList
        source={source}
        label={t(`kinds.${kind}`)}
        estimate={92}
        head={(total) => (
          <p className={css.total} role="status">
            {t('other.total', { count: total })}
          </p>
        )}
        empty={<p className="soft">{t('other.none')}</p>}
        item={(record) => <RecordEntry archive={archive} record={record} open={drawer.open} />}
      />
      <RecordDrawer record={drawer.value} opened={drawer.opened} close={drawer.close} />
    </>
  );
}
