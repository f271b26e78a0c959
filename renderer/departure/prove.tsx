/** The archive is proved readable: a job, with its progress. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';
import { api, queries } from '../client.ts';
import { JobProgress } from '../importing/job-progress.tsx';
import { useJob } from '../importing/use-job.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { isRefusalCode, RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import css from './departure.module.css';

export function Prove({ view, settled }: { readonly view: DepartureView; readonly settled: () => void }) {
  const { t } = useSay();
  const archive = view.archives.at(-1);
  const jobs = useQuery(api.jobs.list.queryOptions({ staleTime: 0 }));
  const [begun, setBegun] = useState<string | null>(null);
  const under = jobs.data?.find(({ kind, archive: of }) => kind === 'prove' && of === archive)?.job ?? null;
  const job = begun ?? under;
  const { state, error } = useJob(job);
  const prove = useMutation(api.departures.prove.mutationOptions({ onSuccess: (started) => setBegun(started.job) }));
  const ended = state !== null && state.state !== 'running' ? state.state : null;
  useEffect(() => {
    if (ended === null) return;
    void queries.invalidateQueries({ queryKey: api.departures.key() });
    if (ended === 'done') settled();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what follows is told once, when the job ends
  }, [ended]);
  if (archive === undefined) return <p className="soft">{t('wizard.noExport')}</p>;
  const running = job !== null && ended === null && (error === null || error === undefined);
  return (
    <>
      {running && <JobProgress state={state?.state === 'running' ? state : null} label={t('wizard.proving')} />}
      {ended === 'done' && (
        <Notice tone="accent" role="status" head={t('wizard.proved')}>
          <p>{t('wizard.provedText')}</p>
        </Notice>
      )}
      {state?.state === 'failed' && (
        <ErrorNotice error={isRefusalCode(state.code) ? new RefusedHere(state.code, state.detail) : new Error(state.code)} />
      )}
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      {prove.error !== null && <ErrorNotice error={prove.error} />}
      {!running && ended !== 'done' && (
        <div className={css.row}>
          <Button loading={prove.isPending} onClick={() => prove.mutate({ departure: view.id })}>
            {t('wizard.prove')}
          </Button>
        </div>
      )}
    </>
  );
}
