/** An import under way; when it is done, its account. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { JobState } from '../../shared/contract/schemas.ts';
import { api, queries } from '../client.ts';
import { DeleteArchive } from '../archive/delete-archive.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { isRefusalCode, refusalOf, RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import { JobProgress } from './job-progress.tsx';
import { ResumeImport } from './resume-import.tsx';
import { useJob } from './use-job.ts';
import css from './importing.module.css';

export function ImportJob() {
  const { job } = useParams({ from: '/job/$job' });
  const { state, error } = useJob(job);
  const ended = state !== null && state.state !== 'running';
  useEffect(() => {
    if (ended) void queries.invalidateQueries();
  }, [ended]);
  // The engine was started again and knows nothing of it; what was committed stands in the archive.
  if (refusalOf(error)?.code === 'no-job' && (state === null || state.state === 'running'))
    return <Interrupted archive={state?.archive ?? null} />;
  if (error !== null && error !== undefined && state === null) return <Broken error={error} />;
  if (state === null || state.state === 'running') return <Running job={job} state={state} />;
  switch (state.state) {
    case 'done':
      if (state.result.job !== 'import') return <Navigate to="/" replace />;
      return (
        <Navigate
          to="/archive/$archive/imports/$import"
          params={{ archive: state.result.account.archive, import: state.result.account.import }}
          replace
        />
      );
    case 'stopped':
      return <Stopped archive={state.archive} />;
    case 'failed':
      return (
        <Broken
          error={isRefusalCode(state.code) ? new RefusedHere(state.code, state.detail) : new Error(state.code)}
          archive={state.archive}
        />
      );
  }
}

function Running({ job, state }: { readonly job: string; readonly state: Extract<JobState, { state: 'running' }> | null }) {
  const { t } = useSay();
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  return (
    <Page heading={t('import.title')} title={t('import.title')} lead={t('import.lead')} narrow>
      <div className={css.stack}>
        <div className={css.card}>
          <JobProgress state={state} label={t('import.title')} />
          <div className={css.row}>
            <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ job })}>
              {t('import.cancel')}
            </Button>
          </div>
        </div>
        {cancel.error !== null && <ErrorNotice error={cancel.error} />}
        <p className="soft small">{t('import.elsewhere')}</p>
      </div>
    </Page>
  );
}

function Stopped({ archive }: { readonly archive: string | null }) {
  const { t } = useSay();
  return (
    <Page
      heading={t('import.stopped')}
      title={t('import.stopped')}
      lead={t(archive === null ? 'import.stoppedBefore' : 'import.stoppedLead')}
      narrow
    >
      {archive === null ? <Link to="/">{t('notFound.home')}</Link> : <AfterStop archive={archive} />}
    </Page>
  );
}

/** A page that was loaded again does not know which archive it was: it is the one that can be gone on with, where there is one alone. */
function Interrupted({ archive }: { readonly archive: string | null }) {
  const { t } = useSay();
  const archives = useQuery(api.archives.list.queryOptions({ staleTime: 0 }));
  if (archives.isPending) return <Loading />;
  const [one, ...others] = (archives.data ?? []).filter(({ resumable }) => resumable !== null);
  const which = archive ?? (others.length === 0 ? (one?.id ?? null) : null);
  const title = t('import.interrupted');
  return (
    <Page heading={title} title={title} lead={t(which === null ? 'import.interruptedBefore' : 'import.stoppedLead')} narrow>
      {which === null ? <Link to="/">{t('notFound.home')}</Link> : <AfterStop archive={which} />}
    </Page>
  );
}

function AfterStop({ archive }: { readonly archive: string }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const [removing, setRemoving] = useState(false);
  return (
    <div className={css.row}>
      <ResumeImport archive={archive} />
      <Button variant="default" onClick={() => void navigate({ to: '/archive/$archive', params: { archive } })}>
        {t('import.seeArchive')}
      </Button>
      <Button variant="subtle" color="brick" onClick={() => setRemoving(true)}>
        {t('delete.open')}
      </Button>
      <DeleteArchive archive={archive} opened={removing} close={() => setRemoving(false)} />
    </div>
  );
}

function Broken({ error, archive = null }: { readonly error: unknown; readonly archive?: string | null }) {
  const { t } = useSay();
  return (
    <Page heading={t('import.failed')} title={t('import.failed')} narrow>
      <div className={css.stack}>
        <ErrorNotice error={error} />
        {archive === null ? <Link to="/">{t('notFound.home')}</Link> : <AfterStop archive={archive} />}
      </div>
    </Page>
  );
}
