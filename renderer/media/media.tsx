/** All media of an archive: pictures, videos and sounds, those that are there and those that are only spoken of. */
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { mediaSorts, type MediaSort } from '../../shared/contract/media.ts';
import { useArchive } from '../archive/use-archive.ts';
import { api, client } from '../client.ts';
import { Heading } from '../parts/heading.tsx';
import { useRows, useTotal, type PageSource } from '../parts/pages.ts';
import { useSay } from '../say.ts';
import { tileWords, type MediumRecord } from './medium-words.ts';
import { PagedGrid } from './paged-grid.tsx';
import { Thumb } from './thumb.tsx';
import { Viewer } from './viewer.tsx';
import archiveCss from '../archive/archive.module.css';
import css from './media.module.css';

const states = ['here', 'missing', 'link', 'fetched'] as const;
const orders = ['newest', 'oldest'] as const;
const all = 'all';

export function Media() {
  const say = useSay();
  const { t } = say;
  const { id } = useArchive();
  const [sort, setSort] = useState<MediaSort | null>(null);
  const [state, setState] = useState<(typeof states)[number] | null>(null);
  const [order, setOrder] = useState<(typeof orders)[number]>('newest');
  const counts = useQuery(api.media.counts.queryOptions({ input: { archive: id } })).data ?? [];
  const source = useMemo(() => mediaSource(id, sort, state, order), [id, sort, state, order]);
  const [shown, setShown] = useState({ index: 0, opened: false });
  const [left, setLeft] = useState<{ readonly index: number } | null>(null);

  const sum = (of: { readonly sort?: MediaSort | null; readonly state?: (typeof states)[number] | null }): number =>
    counts
      .filter((one) => (of.sort ?? one.sort) === one.sort && (of.state ?? one.state) === one.state)
      .reduce((total, { count }) => total + count, 0);
  const theirSorts = mediaSorts.filter((one) => sum({ sort: one }) > 0);
  const theirStates = states.filter((one) => sum({ state: one }) > 0);
  const links = sum({ sort, state: 'link' });
  const missing = sum({ sort, state: 'missing' });
  return (
    <>
      <Heading level={2} of="media" className="unseen">
        {t('tab.media')}
      </Heading>
      {counts.length > 0 && (
        <div className={archiveCss.filters}>
          {theirSorts.length > 1 && (
            <SegmentedControl
              aria-label={t('media.sorts')}
              value={sort ?? all}
              onChange={(value) => setSort(mediaSorts.find((one) => one === value) ?? null)}
              data={[
                { value: all, label: t('media.all', { count: sum({}) }) },
                ...theirSorts.map((one) => ({ value: one, label: t(`media.sort.${one}`, { count: sum({ sort: one }) }) })),
              ]}
              className={css.sorts ?? ''}
            />
          )}
          {theirStates.length > 1 && (
            <NativeSelect
              aria-label={t('media.states')}
              value={state ?? all}
              onChange={(event) => setState(states.find((one) => one === event.currentTarget.value) ?? null)}
              data={[
                { value: all, label: t('media.state.all') },
                ...theirStates.map((one) => ({
                  value: one,
                  label: t(`media.state.${one}`, { count: sum({ sort, state: one }) }),
                })),
              ]}
            />
          )}
          <NativeSelect
            aria-label={t('media.order')}
            value={order}
            onChange={(event) => setOrder(orders.find((one) => one === event.currentTarget.value) ?? 'newest')}
            data={orders.map((one) => ({ value: one, label: t(`media.${one}`) }))}
          />
        </div>
      )}
      <PagedGrid
        key={JSON.stringify(source.key)}
        source={source}
        label={t('tab.media')}
        head={(total) =>
          total > 0 && (
            <div className={css.head}>
              <p className={archiveCss.total} role="status">
                {t('media.total', { count: total })}
              </p>
              {links > 0 && (state === null || state === 'link') && (
                <p className="small soft">{t('media.links', { count: links })}</p>
              )}
              {missing > 0 && (state === null || state === 'missing') && (
                <p className="small soft">{t('media.missing', { count: missing })}</p>
              )}
            </div>
          )
        }
        empty={<p className="soft">{t(counts.length === 0 ? 'media.none' : 'media.noneOfThese')}</p>}
        open={(index) => setShown({ index, opened: true })}
        focus={left}
        tile={(medium) => (
          <>
            <span className="unseen">{tileWords(say, medium)}</span>
            <span className={css.square}>
              <Thumb archive={id} medium={medium} />
            </span>
            <span className={css.caption}>{say.date(medium.at) ?? t('media.undated')}</span>
          </>
        )}
      />
      <OfList
        archive={id}
        source={source}
        index={shown.index}
        opened={shown.opened}
        goTo={(index) => setShown({ index, opened: true })}
        close={() => setShown(({ index }) => ({ index, opened: false }))}
        closed={(index) => setLeft({ index })}
      />
    </>
  );
}

function mediaSource(
  archive: string,
  sort: MediaSort | null,
  state: (typeof states)[number] | null,
  order: (typeof orders)[number],
): PageSource<MediumRecord> {
  const query = { archive, sorts: sort === null ? [] : [sort], states: state === null ? [] : [state], order };
  return {
    key: [...api.media.page.key(), query],
    size: 100,
    load: async (offset, limit, signal) => {
      const { total, media } = await client.media.page({ ...query, offset, limit }, { signal });
      return { total, rows: media };
    },
  };
}

interface OfListProps {
  readonly archive: string;
  readonly source: PageSource<MediumRecord>;
  readonly index: number;
  readonly opened: boolean;
  readonly goTo: (index: number) => void;
  readonly close: () => void;
  readonly closed: (index: number) => void;
}

/** The viewer over the list: it looks up one before and one after, so that the next is there when it is wanted. */
function OfList({ source, index, ...rest }: OfListProps) {
  const { total } = useTotal(source);
  const rowAt = useRows(source, Math.max(0, index - 1), Math.min((total ?? 0) - 1, index + 1));
  return <Viewer {...rest} medium={rowAt(index)} index={index} total={total ?? 0} />;
}
