/**
 * A long list as a grid of tiles that scrolls with the page. Only what is in sight is there. One tile can be tabbed to; from there arrows, Home and End go
 * through all of them.
 */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { useRows, useTotal, type PageSource } from '../parts/pages.ts';
import css from './media.module.css';

interface PagedGridProps<Row> {
  readonly source: PageSource<Row>;
  readonly label: string;
  /** What stands in the tile; its words are its name. */
  readonly tile: (row: Row, index: number) => ReactNode;
  readonly open: (index: number) => void;
  /** A tile that takes the focus; a new object asks for it anew. */
  readonly focus?: { readonly index: number } | null;
  readonly empty: ReactNode;
  readonly head?: (total: number) => ReactNode;
}

const tileAtLeast = 148;
const gap = 12;
/** Below the picture: the line that says when. */
const captionHeight = 28;

export function PagedGrid<Row>({ source, label, tile, open, focus = null, empty, head }: PagedGridProps<Row>) {
  const { total, error, settling } = useTotal(source);
  const grid = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ margin: 0, width: 0 });
  // What stands above can change its height at any time.
  useLayoutEffect(() => {
    const look = (): void => {
      const box = grid.current?.getBoundingClientRect();
      if (box === undefined) return;
      const now = { margin: Math.round(box.top + window.scrollY), width: Math.round(box.width) };
      setPlace((before) => (before.margin === now.margin && before.width === now.width ? before : now));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const columns = Math.max(2, Math.floor((place.width + gap) / (tileAtLeast + gap)));
  const side = place.width === 0 ? tileAtLeast : (place.width - gap * (columns - 1)) / columns;
  const rowHeight = Math.round(side) + captionHeight + gap;
  const rows = Math.ceil((total ?? 0) / columns);
  const virtual = useWindowVirtualizer<HTMLElement>({
    count: rows,
    estimateSize: () => rowHeight,
    overscan: 2,
    scrollMargin: place.margin,
  });
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight]);
  const shown = virtual.getVirtualItems();
  const firstRow = shown[0]?.index ?? 0;
  const rowAt = useRows(source, firstRow * columns, Math.min((total ?? 0) - 1, ((shown.at(-1)?.index ?? -1) + 1) * columns - 1));

  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  const current = Math.min(active, Math.max(0, (total ?? 1) - 1));
  // The tile may have to be rendered first; it takes the focus as soon as it is there.
  useEffect(() => {
    if (wanted.current === null) return;
    const button = grid.current?.querySelector<HTMLElement>(`[data-tile="${wanted.current}"]`);
    if (button === null || button === undefined) return;
    button.focus({ preventScroll: true });
    wanted.current = null;
  });
  const goTo = useCallback(
    (index: number) => {
      setActive(index);
      wanted.current = index;
      virtual.scrollToIndex(Math.floor(index / columns), { align: 'auto' });
    },
    [virtual, columns],
  );
  const asked = useRef(focus);
  useEffect(() => {
    if (focus === null || focus === asked.current) return;
    asked.current = focus;
    goTo(focus.index);
  }, [focus, goTo]);
  const onKey = (event: KeyboardEvent): void => {
    if (total === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const back = document.documentElement.dir === 'rtl' ? 1 : -1;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: current + back,
      ArrowRight: current - back,
      ArrowUp: current - columns,
      ArrowDown: current + columns,
      Home: event.shiftKey ? current : 0,
      End: total - 1,
      PageUp: Math.max(current - columns * 4, current % columns),
      PageDown: Math.min(current + columns * 4, total - 1),
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next >= 0 && next < total) goTo(next);
  };
  // A tab stop that has scrolled away would leave nothing to tab to.
  const isShown = shown.some(({ index }) => index === Math.floor(current / columns));
  const stop = isShown ? current : firstRow * columns;

  if (error !== null && error !== undefined) return <ErrorNotice error={error} />;
  return (
    <>
      {total !== null && head?.(total)}
      {total === null && <Loading />}
      {total === 0 && empty}
      <div ref={grid}>
        {total !== null && total > 0 && (
          <div
            role="grid"
            tabIndex={-1}
            aria-label={label}
            aria-rowcount={rows}
            aria-colcount={columns}
            aria-busy={settling}
            className={settling ? `${css.grid} ${css.settling}` : css.grid}
            style={{ height: virtual.getTotalSize() }}
            onKeyDown={onKey}
          >
            {shown.map(({ index, start }) => (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 1}
                className={css.row}
                style={{
                  transform: `translateY(${start - place.margin}px)`,
                  gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
                  gap,
                }}
              >
                {Array.from({ length: Math.min(columns, total - index * columns) }, (_, column) => {
                  const at = index * columns + column;
                  const row = rowAt(at);
                  return (
                    <div key={column} role="gridcell" aria-colindex={column + 1} className={css.cell}>
                      {row !== undefined && (
                        <button
                          type="button"
                          data-tile={at}
                          className={css.tile}
                          tabIndex={at === stop ? 0 : -1}
                          onFocus={() => setActive(at)}
                          onClick={() => open(at)}
                        >
                          {tile(row, at)}
                        </button>
                      )}
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
        )}
      </div>
    </>
  );
}
