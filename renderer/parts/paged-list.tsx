/** A long list of things of any height, which scrolls with the page. Only what is in sight is there; the place of each in the whole is said. */
import type { ReactNode } from 'react';
import { ErrorNotice } from './error-notice.tsx';
import { Loading } from './loading.tsx';
import { usePagedWindow } from './paged.ts';
import type { PageSource } from './pages.ts';
import css from './paged-list.module.css';

interface PagedListProps<Row> {
  readonly source: PageSource<Row>;
  readonly label: string;
  /** The usual height of an item in pixels. */
  readonly estimate: number;
  readonly item: (row: Row, index: number) => ReactNode;
  /** Instead of an empty list. */
  readonly empty: ReactNode;
  /** Above the list, once it is known how many there are. */
  readonly head?: (total: number) => ReactNode;
}

export function PagedList<Row>({ source, label, estimate, item, empty, head }: PagedListProps<Row>) {
  const { list, total, error, settling, height, items, measure } = usePagedWindow(source, estimate);
  if (error !== null && error !== undefined) return <ErrorNotice error={error} />;
  return (
    <>
      {total !== null && head?.(total)}
      {total === null && <Loading />}
      {total === 0 && empty}
      <div ref={list}>
        {total !== null && total > 0 && (
          <div
            role="list"
            aria-label={label}
            aria-busy={settling}
            className={settling ? `${css.list} ${css.settling}` : css.list}
            style={{ height }}
          >
            {items.map(({ index, row, start }) => (
              <div
                key={index}
                ref={measure}
                data-index={index}
                role="listitem"
                aria-setsize={total}
                aria-posinset={index + 1}
                className={css.item}
                style={{ transform: `translateY(${start}px)` }}
              >
                {row === undefined ? <div className={css.waiting} style={{ minHeight: estimate - 36 }} /> : item(row, index)}
              </div>
            ))}
          </div>
        )}
      </div>
    </>
  );
}
