/** Lists of records, read by offset. */
import type { AnyRecord, RecordKind } from '../../shared/records.ts';
import { api, client } from '../client.ts';
import type { PageSource } from '../parts/pages.ts';

interface RecordsAsked {
  readonly archive: string;
  readonly kinds: readonly RecordKind[];
  readonly subs: readonly string[];
  readonly order: 'newest' | 'oldest' | 'list';
}

export function recordsSource({ archive, kinds, subs, order }: RecordsAsked): PageSource<AnyRecord> {
  const query = { archive, kinds: [...kinds], subs: [...subs], order };
  return {
    key: [...api.records.key(), query],
    size: 100,
    load: async (offset, limit, signal) => {
      const { total, records } = await client.records.page({ ...query, offset, limit }, { signal });
      return { total, rows: records };
    },
  };
}
