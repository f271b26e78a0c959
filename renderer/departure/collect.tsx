/** The file comes in: chosen or dropped; or an archive that is there already belongs to this departure. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { api } from '../client.ts';
import { TakeExport } from '../parts/take-export.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import { Lost } from './lost.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

export function Collect({ view }: { readonly view: DepartureView }) {
  const { t, dateIn } = useSay();
  const tell = useTell(view);
  const archives = useQuery(api.archives.list.queryOptions({ staleTime: 0 }));
  const others = archives.data?.filter(({ id, network }) => network === view.network && !view.archives.includes(id)) ?? [];
  return (
    <div className={css.collect}>
      <TakeExport />
      <p className="soft small">{t('wizard.collectBack')}</p>
      {view.archives.map((archive) => (
        <p key={archive}>
          <Link to="/archive/$archive" params={{ archive }}>
            {t('wizard.seeArchive')}
          </Link>
        </p>
      ))}
      {others.length > 0 && (
        <>
          <p>{t('wizard.otherArchives')}</p>
          <ul className={css.links}>
            {others.map(({ id, account, name, createdAt }) => (
              <li key={id}>
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={tell.isPending && tell.variables.type === 'collected' && tell.variables.archive === id}
                  onClick={() => tell.mutate({ type: 'collected', archive: id })}
                >
                  {t('wizard.useArchive', { account: account ?? name ?? view.networkName, date: dateIn(createdAt, view.zone) })}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {tell.error !== null && <ErrorNotice error={tell.error} />}
      <Lost view={view} />
    </div>
  );
}
