/** The letters of every departure: what waits for an answer, and what is next. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import css from './letters.module.css';

export function AllLettersScreen() {
  const { t, date } = useSay();
  const all = useQuery(api.letters.list.queryOptions({ staleTime: 0 }));
  return (
    <Page heading={t('letters.all')} title={t('letters.all')} lead={t('letters.allLead')}>
      {all.error !== null && <ErrorNotice error={all.error} />}
      {all.isPending && <Loading />}
      {all.data?.length === 0 && (
        <p>
          {t('letters.none')} <Link to="/leave">{t('letters.noneGo')}</Link>
        </p>
      )}
      <ul className={css.list}>
        {all.data?.map(({ departure, networkName, handle, letters }) => (
          <li key={departure} className={css.card}>
            <h2>
              <Link to="/departure/$departure/letters" params={{ departure }}>
                {networkName} · {handle}
              </Link>
            </h2>
            {letters.length === 0 && <p className="soft">{t('letters.noneHere')}</p>}
            <ul>
              {letters.map(({ id, subject, sent, answered, deadline, next }) => (
                <li key={id}>
                  {subject}
                  <span className="soft">
                    {' · '}
                    {sent === null ? t('letters.notSent') : t('letters.sentOn', { day: date(sent) })}
                    {answered === null && deadline !== null && (
                      <>
                        {' · '}
                        {t(deadline.over ? 'letters.deadlineOver' : 'letters.deadline', { day: date(deadline.day) })}
                      </>
                    )}
                    {next !== null && (
                      <>
                        {' · '}
                        {t('letters.next', { kind: t(`letters.kind.${next}`) })}
                      </>
                    )}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Page>
  );
}
