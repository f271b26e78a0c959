/** Long lists by pages: which pages a stretch of rows needs, and a hook that holds just those. */
import { keepPreviousData, useQueries, useQuery, type QueryKey } from '@tanstack/react-query';

/** A list in the engine that is read by offset. The key says which list it is; another key is another list. */
export interface PageSource<Row> {
  readonly key: QueryKey;
  readonly size: number;
  load(offset: number, limit: number, signal: AbortSignal): Promise<{ readonly total: number; readonly rows: readonly Row[] }>;
}

/** The pages that hold the rows from `first` to `last`, both included. */
export function pagesFor(first: number, last: number, size: number): number[] {
  if (last < first) return [];
  const from = Math.floor(Math.max(0, first) / size);
  const to = Math.floor(last / size);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** A page is kept for a while after it has scrolled out of sight. */
const keep = 60_000;

function pageQuery<Row>(source: PageSource<Row>, page: number) {
  return {
    queryKey: [...source.key, { page, size: source.size }],
    queryFn: ({ signal }: { signal: AbortSignal }) => source.load(page * source.size, source.size, signal),
    staleTime: keep,
    gcTime: keep,
  };
}

/** How many rows there are; it comes with the first page, which is always held. */
export function useTotal<Row>(source: PageSource<Row>) {
  const first = useQuery({ ...pageQuery(source, 0), placeholderData: keepPreviousData });
  return { total: first.data?.total ?? null, error: first.error, settling: first.isPlaceholderData };
}

/** The rows from `first` to `last`; undefined for one that is still on its way. */
export function useRows<Row>(source: PageSource<Row>, first: number, last: number): (index: number) => Row | undefined {
  const pages = pagesFor(first, last, source.size);
  const held = useQueries({ queries: pages.map((page) => pageQuery(source, page)) });
  return (index) => {
    const page = Math.floor(index / source.size);
    return held[pages.indexOf(page)]?.data?.rows[index - page * source.size];
  };
}
