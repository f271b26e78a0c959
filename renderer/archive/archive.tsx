/** One archive: whose it is, a search over it, and its parts. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useParams } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { BackToDeparture } from '../parts/back-to-departure.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { Handle } from '../parts/who.tsx';
import { useSay } from '../say.ts';
import { ResumeImport } from '../importing/resume-import.tsx';
import { SearchBox } from '../search/search-box.tsx';
import { DeleteArchive } from './delete-archive.tsx';
import { archiveTitle } from './in-short.ts';
import css from './archive.module.css';

const tabs = ['overview', 'people', 'posts', 'messages', 'media', 'other'] as const;
const paths = {
  overview: '/archive/$archive',
  people: '/archive/$archive/people',
  posts: '/archive/$archive/posts',
  messages: '/archive/$archive/messages',
  media: '/archive/$archive/media',
  other: '/archive/$archive/other',
} as const satisfies Record<(typeof tabs)[number], string>;

export function ArchiveScreen() {
  const say = useSay();
  const { t } = say;
  const { archive: id } = useParams({ from: '/archive/$archive' });
  const navigate = useNavigate();
  const archive = useQuery(api.archives.get.queryOptions({ input: { archive: id } }));
  const [removing, setRemoving] = useState(false);
  if (archive.error !== null)
    return (
      <Page heading={t('archive.missing')} title={t('archive.missing')} narrow>
        <ErrorNotice error={archive.error} actions={<Link to="/">{t('notFound.home')}</Link>} />
      </Page>
    );
  if (archive.data === undefined)
    return (
      <Page heading={t('nav.archives')} title={t('nav.archives')}>
        <Loading />
      </Page>
    );
  const { account, name, changedAt, state, resumable } = archive.data;
  const title = archiveTitle(say, archive.data);
  return (
    <Page
      heading={title}
      title={title}
      lead={
        <>
          {account === null ? t('inspect.accountUnknown') : <Handle of={account} />}
          {name !== null && name !== account && (
            <>
              {' · '}
              <bdi>{name}</bdi>
            </>
          )}
          {' · '}
          {t('archive.changed', { date: say.date(changedAt) })}
          <br />
          <BackToDeparture archive={id} />
        </>
      }
      actions={
        <>
          <Button variant="default" onClick={() => void navigate({ to: '/archive/$archive/copy', params: { archive: id } })}>
            {t('copyOut.open')}
          </Button>
          <Button variant="subtle" color="brick" onClick={() => setRemoving(true)}>
            {t('delete.open')}
          </Button>
        </>
      }
    >
      {state === 'importing' && (
        <div className={css.search}>
          <Notice tone="amber" head={t('archive.unfinished')} actions={resumable !== null && <ResumeImport archive={id} small />}>
            <p>{t('archive.unfinishedText')}</p>
          </Notice>
        </div>
      )}
      <div className={css.search}>
        <SearchBox archive={id} />
      </div>
      <nav className={css.tabs} aria-label={t('archive.parts')}>
        {tabs.map((tab) => (
          <Link
            key={tab}
            to={paths[tab]}
            params={{ archive: id }}
            className={css.tab}
            activeOptions={{ exact: tab === 'overview', includeSearch: false }}
          >
            {t(`tab.${tab}`)}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>
        <Outlet />
      </Suspense>
      <DeleteArchive archive={id} opened={removing} close={() => setRemoving(false)} />
    </Page>
  );
}
