/** Where an archive belongs to a departure: the way back to it, from wherever the archive is looked at. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../client.ts';
import { useSay } from '../say.ts';
import { DepartureLink } from './departure-link.tsx';

export function BackToDeparture({ archive }: { readonly archive: string }) {
  const { t } = useSay();
  const departures = useQuery(api.departures.list.queryOptions({ staleTime: 0 }));
  const own = departures.data?.find(({ archives }) => archives.includes(archive));
  if (own === undefined) return null;
  return <DepartureLink departure={own.id}>{t('account.departureGo', { network: own.networkName })}</DepartureLink>;
}
