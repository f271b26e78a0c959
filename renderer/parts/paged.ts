/** A virtual list over pages, in the window or in a box of its own. */
import { useVirtualizer, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useRows, useTotal, type PageSource } from './pages.ts';

export interface PagedItem<Row> {
  readonly index: number;
  /** Undefined while it is on its way. */
  readonly row: Row | undefined;
  /** Where it stands in the list, in pixels. */
  readonly start: number;
  readonly size: number;
}

export interface Paged<Row> {
  /** Null until the first page is here. */
  readonly total: number | null;
  readonly error: unknown;
  /** Another list was asked for and the former one is still shown. */
  readonly settling: boolean;
  readonly height: number;
  readonly items: readonly PagedItem<Row>[];
  /** For rows whose height is their text's. */
  readonly measure: (element: HTMLElement | null) => void;
  readonly scrollTo: (index: number, align: 'start' | 'end') => void;
}

const overscan = 6;

/** The list scrolls with the window. `estimate` is a row's usual height. */
export function usePagedWindow<Row>(
  source: PageSource<Row>,
  estimate: number,
): Paged<Row> & { readonly list: RefObject<HTMLDivElement | null> } {
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const { total, error, settling } = useTotal(source);
  const virtual = useWindowVirtualizer<HTMLElement>({
    count: total ?? 0,
    estimateSize: () => estimate,
    overscan,
    scrollMargin: margin,
  });
  // What stands above the list can change its height at any time: the list's place is looked up after every rendering and when the page changes.
  useLayoutEffect(() => {
    const look = (): void => {
      const element = list.current;
      if (element !== null) setMargin(Math.round(element.getBoundingClientRect().top + window.scrollY));
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, []);
  const items = virtual.getVirtualItems();
  return {
    list,
    total,
    error,
    settling,
    height: virtual.getTotalSize(),
    items: useItems(source, items, margin),
    measure: virtual.measureElement,
    scrollTo: (index, align) => virtual.scrollToIndex(index, { align }),
  };
}

/** The list scrolls in `box`. */
export function usePagedBox<Row>(source: PageSource<Row>, estimate: number, box: RefObject<HTMLElement | null>): Paged<Row> {
  const { total, error, settling } = useTotal(source);
  const virtual = useVirtualizer<HTMLElement, HTMLElement>({
    count: total ?? 0,
    estimateSize: () => estimate,
    overscan,
    getScrollElement: () => box.current,
  });
  const items = virtual.getVirtualItems();
  return {
    total,
    error,
    settling,
    height: virtual.getTotalSize(),
    items: useItems(source, items, 0),
    measure: virtual.measureElement,
    scrollTo: (index, align) => virtual.scrollToIndex(index, { align }),
  };
}

function useItems<Row>(source: PageSource<Row>, items: readonly VirtualItem[], margin: number): readonly PagedItem<Row>[] {
  const rowAt = useRows(source, items[0]?.index ?? 0, items.at(-1)?.index ?? -1);
  return items.map(({ index, start, size }) => ({ index, row: rowAt(index), start: start - margin, size }));
}
