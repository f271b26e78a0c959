/** After an import: the departure of this account, to which it leads back; or one of the same network, to which it may belong. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api, queries } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { atHandle, useSay } from '../say.ts';

export function ToDeparture({ archive, network }: { readonly archive: string; readonly network: string }) {
  const { t } = useSay();
  const departures = useQuery(api.departures.list.queryOptions({ staleTime: 0 }));
  const use = useMutation(
    api.departures.say.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: api.departures.key() }),
    }),
  );
  const own = departures.data?.find(({ archives }) => archives.includes(archive));
  if (own !== undefined)
    return (
      <Notice
        tone="accent"
        head={t('account.departure', { network: own.networkName })}
        actions={
          <Link to="/departure/$departure" params={{ departure: own.id }}>
            {t('account.departureGo', { network: own.networkName })}
          </Link>
        }
      >
        <p>{t('account.departureText')}</p>
      </Notice>
    );
  const maybe = departures.data?.filter((one) => one.network === network && one.archives.length === 0) ?? [];
  return maybe.map(({ id, handle }) => (
    <Notice
      key={id}
      tone="amber"
      head={t('account.departureAsk', { handle: atHandle(handle) })}
      actions={
        <Button loading={use.isPending} onClick={() => use.mutate({ departure: id, say: { type: 'collected', archive } })}>
          {t('account.departureUse')}
        </Button>
      }
    >
      {use.error !== null && <ErrorNotice error={use.error} />}
    </Notice>
  ));
}
