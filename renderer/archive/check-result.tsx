/** Whether an open copy is whole: checked when asked, with everything that is not as it was named. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CheckReport, CopyReport } from '../../shared/contract/schemas.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { isRefusalCode, RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import { JobProgress } from '../importing/job-progress.tsx';
import { useJob } from '../importing/use-job.ts';
import form from '../importing/importing.module.css';

export function CheckResult({ copy }: { readonly copy: CopyReport }) {
  const { t } = useSay();
  const [job, setJob] = useState<string | null>(null);
  const { state, error } = useJob(job);
  const check = useMutation(api.copies.check.mutationOptions({ onSuccess: (begun) => setJob(begun.job) }));
  const { token } = copy;
  if (token === undefined) return null;
  if (check.error !== null) return <ErrorNotice error={check.error} />;
  if (job === null)
    return (
      <Notice
        head={t('check.offer')}
        actions={
          <Button loading={check.isPending} onClick={() => check.mutate({ token })}>
            {t('check.go')}
          </Button>
        }
      >
        <p>{t('check.offerText')}</p>
      </Notice>
    );
  if (error !== null && error !== undefined) return <ErrorNotice error={error} />;
  if (state === null || state.state === 'running')
    return (
      <div className={form.card}>
        <JobProgress state={state} label={t('check.go')} />
      </div>
    );
  switch (state.state) {
    case 'failed':
      return (
        <ErrorNotice error={isRefusalCode(state.code) ? new RefusedHere(state.code, state.detail) : new Error(state.code)} />
      );
    case 'stopped':
      return <Notice role="status" head={t('check.stopped')} />;
    case 'done':
      return state.result.job === 'check' ? <Checked check={state.result.check} /> : null;
  }
}

function Checked({ check }: { readonly check: CheckReport }) {
  const say = useSay();
  const { t } = say;
  if (check.intact)
    return (
      <Notice tone="accent" role="status" head={t('check.intact')}>
        <p>{t('check.intactText', { files: check.files, bytes: say.bytes(check.bytes) })}</p>
      </Notice>
    );
  return (
    <Notice tone="brick" role="alert" head={t('check.differs')}>
      <p>{t('check.differsText')}</p>
      <Names title={t('check.missing', { count: check.missing.length })} names={check.missing} />
      <Names title={t('check.changed', { count: check.changed.length })} names={check.changed} />
      <Names title={t('check.extra', { count: check.extra.length })} names={check.extra} />
      <Names
        title={t('check.faults', { count: check.faults.length })}
        names={check.faults.map(({ code, detail }) => `${say.named(`fault.${code}`, code)} ${detail}`.trim())}
      />
    </Notice>
  );
}

function Names({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className={form.problems} tabIndex={0} aria-label={title}>
        {names.map((name) => (
          <li key={name}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
