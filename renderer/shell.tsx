/** What stands around every screen: where one can go, and where things are kept. */
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import { api } from './client.ts';
import { Loading } from './parts/loading.tsx';
import { Reminders } from './reminders/reminders.tsx';
import { useSay } from './say.ts';
import css from './shell.module.css';

export function Shell() {
  const { t } = useSay();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const vault = useQuery(api.vault.state.queryOptions({ staleTime: Infinity }));
  const current = (here: boolean) => (here ? { 'aria-current': 'page' as const } : {});
  const elsewhere = ['/calendar', '/letters', '/search', '/settings'].some((place) => path.startsWith(place));
  return (
    <div className={css.shell}>
      {/* No link to a fragment: that is where the address of the screen stands. */}
      <button type="button" className={css.skip} onClick={() => document.querySelector<HTMLElement>('main h1')?.focus()}>
        {t('nav.skip')}
      </button>
      <header className={css.side}>
        <Link to="/" className={css.brand}>
          {t('app.name')}
        </Link>
        <nav className={css.links} aria-label={t('nav.label')}>
          <Link to="/" className={css.link} {...current(!elsewhere)}>
            {t('nav.departures')}
          </Link>
          <Link to="/calendar" className={css.link} {...current(path.startsWith('/calendar'))}>
            {t('nav.calendar')}
          </Link>
          <Link to="/letters" className={css.link} {...current(path.startsWith('/letters'))}>
            {t('nav.letters')}
          </Link>
          <Link to="/search" className={css.link} {...current(path.startsWith('/search'))}>
            {t('nav.search')}
          </Link>
          <Link to="/settings" className={css.link} {...current(path.startsWith('/settings'))}>
            {t('nav.settings')}
          </Link>
        </nav>
        <div className={css.foot}>
          <p>{t('foot.local')}</p>
          {vault.data?.protection != null && <p>{t(`foot.protection.${vault.data.protection}`)}</p>}
        </div>
      </header>
      <main className={css.main}>
        <Reminders />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}
