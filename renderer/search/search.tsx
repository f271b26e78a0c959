/** Search over all archives. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { api } from '../client.ts';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import { Hits } from './hits.tsx';
import { SearchBox } from './search-box.tsx';
import css from './search.module.css';

const noKinds: never[] = [];

export function SearchScreen() {
  const { t } = useSay();
  const { words = '', kinds = noKinds } = useSearch({ from: '/search' });
  const archives = useQuery(api.archives.list.queryOptions());
  return (
    <Page heading={t('search.title')} title={t('search.title')} lead={t('search.lead')}>
      <SearchBox archive={null} />
      {archives.data?.length === 0 ? (
        <p className={css.empty}>
          {t('search.noArchives')} <Link to="/">{t('notFound.home')}</Link>
        </p>
      ) : (
        <Hits archive={null} words={words} kinds={kinds} />
      )}
    </Page>
  );
}
