/** Where everything is kept, in the way the person knows the place, and how to keep it elsewhere. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../client.ts';
import { useSay } from '../say.ts';

export function KeptHere() {
  const { t, bytes } = useSay();
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  if (about.data === undefined) return null;
  const { place, free } = about.data.kept;
  return (
    <>
      <p>{free === null ? t('kept.here', { place }) : t('kept.hereWithRoom', { place, bytes: bytes(free) })}</p>
      <p className="soft small">{t('kept.elsewhere')}</p>
    </>
  );
}
