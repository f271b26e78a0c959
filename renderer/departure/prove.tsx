/** The archive is proved readable: a job, with its progress. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ProofReport } from '../../shared/contract/schemas.ts';
import type { DepartureView } from '../../shared/departures/index.ts';
import { api, queries } from '../client.ts';
import { JobProgress } from '../importing/job-progress.tsx';
import { useJob } from '../importing/use-job.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { isRefusalCode, RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import { noteSaid } from './said.ts';
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
  const proof = state?.state === 'done' && state.result.job === 'prove' ? state.result.proof : null;
  const damaged = proof !== null && !(proof.opens && proof.searches && proof.whole === proof.of);
  useEffect(() => {
    if (ended === null) return;
    void queries.invalidateQueries({ queryKey: api.departures.key() }).then(() => {
      if (ended !== 'done' || damaged) return;
      // The next task comes to the front; that it is proved stays to be read below.
      noteSaid({ departure: view.id, said: { type: 'proved' }, task: null, undo: [] });
      settled();
    });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- what follows is told once, when the job ends
  }, [ended]);
  if (archive === undefined) return <p className="soft">{t('wizard.noExport')}</p>;
  const running = job !== null && ended === null && (error === null || error === undefined);
  return (
    <>
      {running && <JobProgress state={state?.state === 'running' ? state : null} label={t('wizard.proving')} />}
      {proof !== null && damaged && <NotProved proof={proof} />}
      {state?.state === 'failed' && (
        <ErrorNotice error={isRefusalCode(state.code) ? new RefusedHere(state.code, state.detail) : new Error(state.code)} />
      )}
      {error !== null && error !== undefined && <ErrorNotice error={error} />}
      {prove.error !== null && <ErrorNotice error={prove.error} />}
      {!running && (ended !== 'done' || damaged) && (
        <div className={css.row}>
          <Button loading={prove.isPending} onClick={() => prove.mutate({ departure: view.id })}>
            {t('wizard.prove')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Read to its end, and not what it was. */
function NotProved({ proof: { opens, searches, whole, of } }: { readonly proof: ProofReport }) {
  const { t } = useSay();
  return (
    <Notice tone="brick" role="alert" head={t('wizard.notProved')}>
      {!opens && <p>{t('wizard.notProvedOpens')}</p>}
      {!searches && <p>{t('wizard.notProvedSearches')}</p>}
      {whole < of && <p>{t('wizard.notProvedFiles', { whole, of })}</p>}
      <p>{t('wizard.notProvedText')}</p>
    </Notice>
  );
}
