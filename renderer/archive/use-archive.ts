import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ArchiveDetail } from '../../shared/contract/schemas.ts';
import { api } from '../client.ts';

/** The archive whose screen this is. The screen around has fetched it; null only while it is fetched anew. */
export function useArchive(): { readonly id: string; readonly detail: ArchiveDetail | null } {
  const { archive: id } = useParams({ from: '/archive/$archive' });
  return { id, detail: useQuery(api.archives.get.queryOptions({ input: { archive: id } })).data ?? null };
}
