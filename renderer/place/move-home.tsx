/**
 * Everything comes to live elsewhere: where to, what that takes, and then the move itself. At its end the engine is started again in the new place; the page
 * goes on, and where the last word of the job did not reach it, it looks where everything lives now.
 */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { JobState } from '../../shared/contract/schemas.ts';
import { api, queries } from '../client.ts';
import { expectNewEngine } from '../door.ts';
import { JobProgress } from '../importing/job-progress.tsx';
import { useJob } from '../importing/use-job.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { isRefusalCode, RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import { ChooseFolder } from './choose-folder.tsx';
import css from './place.module.css';

interface MoveHomeProps {
  readonly first: boolean;
  /** A move that was begun before this was on the screen. */
  readonly underWay: string | null;
  /** It stays on the screen from now on, until it is closed. */
  readonly opened: () => void;
  readonly close: () => void;
}

export function MoveHome({ first, underWay, opened, close }: MoveHomeProps) {
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const [begun, setBegun] = useState<{ job: string; from: string } | null>(null);
  const here = about.data?.kept.place ?? '';
  // Kept when the job is over and in no list any more.
  if (underWay !== null && begun === null) setBegun({ job: underWay, from: here });
  useEffect(() => {
    if (underWay !== null) opened();
  }, [underWay, opened]);
  const again = (): void => setBegun(null);
  if (begun === null) return <Choose first={first} begin={(job) => setBegun({ job, from: here })} close={close} />;
  return <Moving first={first} {...begun} again={again} close={close} />;
}

interface ChooseProps {
  readonly first: boolean;
  readonly begin: (job: string) => void;
  readonly close: () => void;
}

function Choose({ first, begin, close }: ChooseProps) {
  const { t, bytes } = useSay();
  const [token, setToken] = useState<string | null>(null);
  const plan = useQuery(
    api.place.plan.queryOptions({ input: { place: token ?? '' }, enabled: token !== null, staleTime: 0, gcTime: 0 }),
  );
  const start = useMutation(api.place.move.mutationOptions({ onSuccess: ({ job }) => begin(job) }));
  const planned = token !== null && !plan.isFetching && plan.error === null ? plan.data : undefined;
  const fits = planned !== undefined && (planned.free === null || planned.free >= planned.needed);
  const choose = (chosen: string): void => {
    start.reset();
    setToken(chosen);
  };
  return (
    <form
      className={css.card}
      ref={focusOnce}
      tabIndex={-1}
      aria-label={t(first ? 'kept.another' : 'kept.move')}
      onSubmit={(event) => {
        event.preventDefault();
        if (token !== null && fits) start.mutate({ place: token });
      }}
    >
      <ChooseFolder label={t('kept.where')} hint={t('kept.whereHint')} value={token} choose={choose} />
      <div className={css.plan} aria-live="polite">
        {planned !== undefined && (
          <>
            <p>{t('kept.will', { place: planned.place })}</p>
            {!first && (
              <p className="soft">
                {planned.free === null
                  ? t('kept.roomUnknown', { needed: bytes(planned.needed) })
                  : t('kept.room', { needed: bytes(planned.needed), free: bytes(planned.free) })}
              </p>
            )}
          </>
        )}
        {planned !== undefined && !fits && <ErrorNotice error={new RefusedHere('place-small')} />}
        {token !== null && plan.isFetching && <Loading />}
        {plan.error !== null && <ErrorNotice error={plan.error} />}
        {start.error !== null && <ErrorNotice error={start.error} />}
      </div>
      {!first && <p className="soft small">{t('kept.how')}</p>}
      <div className={css.row}>
        <Button type="submit" loading={start.isPending} disabled={!fits}>
          {t(first ? 'kept.goFirst' : 'kept.go')}
        </Button>
        <Button variant="default" onClick={close}>
          {t('kept.leave')}
        </Button>
      </div>
    </form>
  );
}

interface MovingProps {
  readonly first: boolean;
  readonly job: string;
  /** Where everything lived when it began. */
  readonly from: string;
  readonly again: () => void;
  readonly close: () => void;
}

function Moving({ first, job, from, again, close }: MovingProps) {
  const { t } = useSay();
  const { state, error } = useJob(job);
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const cancel = useMutation(api.jobs.cancel.mutationOptions());
  const ended = endOf(state, error);
  useEffect(() => {
    // Before it is done: its last word and its end may come at once.
    if (ended === 'running') expectNewEngine(true);
    else if (ended !== 'done') expectNewEngine(false);
    // What was refused meanwhile is asked for again.
    if (ended === 'stopped' || ended === 'failed')
      void queries.invalidateQueries({ predicate: (query) => query.state.status === 'error' });
  }, [ended]);
  const retry = (
    <>
      <Button onClick={again}>{t('kept.another')}</Button>
      <Button variant="default" onClick={close}>
        {t('kept.leave')}
      </Button>
    </>
  );
  switch (ended) {
    case 'running':
      return (
        <div className={css.card} ref={focusOnce} tabIndex={-1} role="group" aria-label={t('kept.moving')}>
          <JobProgress state={state?.state === 'running' ? state : null} label={t('kept.moving')} records={false} />
          <p className="soft">{t('kept.meanwhile')}</p>
          <div>
            <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate({ job })}>
              {t('kept.stop')}
            </Button>
          </div>
        </div>
      );
    case 'done':
      return (
        <Done
          first={first}
          place={state?.state === 'done' && state.result.job === 'move' ? state.result.move.place : ''}
          close={close}
        />
      );
    case 'stopped':
      return (
        <Ended>
          <Notice role="status" head={t('kept.stopped')} actions={retry}>
            <p>{t('kept.stoppedText')}</p>
          </Notice>
        </Ended>
      );
    case 'failed':
      return (
        <Ended>
          <ErrorNotice error={failure(state)} actions={retry} />
        </Ended>
      );
    case 'lost':
      // The engine that moved it is gone without a word: where everything lives now says how it ended.
      if (about.data === undefined || about.isFetching) return <Loading />;
      if (about.data.kept.place !== from) return <Done first={first} place={about.data.kept.place} close={close} />;
      return (
        <Ended>
          <Notice tone="amber" role="alert" head={t('kept.broken')} actions={retry}>
            <p>{t('kept.stayed')}</p>
          </Notice>
        </Ended>
      );
  }
}

function Done({ first, place, close }: { readonly first: boolean; readonly place: string; readonly close: () => void }) {
  const { t } = useSay();
  return (
    <Ended>
      <Notice
        tone="accent"
        role="status"
        head={t('kept.done', { place })}
        actions={
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
        }
      >
        <p>{t(first ? 'kept.doneFirst' : 'kept.doneText')}</p>
      </Notice>
    </Ended>
  );
}

function Ended({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <div ref={box} tabIndex={-1}>
      {children}
    </div>
  );
}

/** What had the focus is gone: it comes to what stands in its stead. */
function focusOnce(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true });
}

function endOf(state: JobState | null, error: unknown): 'running' | 'done' | 'stopped' | 'failed' | 'lost' {
  if (state !== null && state.state !== 'running') return state.state;
  return error === null || error === undefined ? 'running' : 'lost';
}

function failure(state: JobState | null): Error {
  const code = state?.state === 'failed' ? state.code : '';
  return isRefusalCode(code) ? new RefusedHere(code, state?.state === 'failed' ? state.detail : {}) : new Error(code);
}
