/** The first screen: two ways in, and the archives there are. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import { ArchiveCard } from './archive-card.tsx';
import { OpenExport } from './open-export.tsx';
import { RecoveryReminder } from './recovery-reminder.tsx';
import { TrySample } from './try-sample.tsx';
import css from './home.module.css';

export function Home() {
  const { t } = useSay();
  const archives = useQuery(api.archives.list.queryOptions({ staleTime: 0 }));
  const jobs = useQuery(api.jobs.list.queryOptions({ staleTime: 0 }));
  const some = archives.data !== undefined && archives.data.length > 0;
  return (
    <Page
      heading={t(some ? 'home.title' : 'home.welcome')}
      title={t('nav.archives')}
      lead={t(some ? 'home.lead' : 'home.welcomeLead')}
    >
      <div className={css.ways}>
        <OpenExport />
        <TrySample />
      </div>
      <RecoveryReminder />
      {archives.isPending && <Loading />}
      {archives.error !== null && (
        <div className={css.gap}>
          <ErrorNotice error={archives.error} />
        </div>
      )}
      {some && (
        <section className={css.section} aria-labelledby="archives">
          <h2 id="archives">{t('home.archives')}</h2>
          <ul className={css.cards}>
            {archives.data.map((archive) => (
              <li key={archive.id}>
                <ArchiveCard
                  archive={archive}
                  job={jobs.data?.find(({ kind, archive: of }) => kind === 'import' && of === archive.id)?.job ?? null}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
