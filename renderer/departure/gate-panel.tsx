/** The gate before closing, filling up: what is met, what is missing, and where that is done. It can be overridden, with the handle typed and a reason. */
import { Button, TextInput } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';
import { names } from '../archive/names.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { atHandle, useSay } from '../say.ts';
import { TaskLink } from './task-link.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

/** The tasks behind the conditions that are none themselves. */
const leads: Readonly<Record<string, string>> = { 'export-in': 'collect.import', 'no-pending-export': 'wait.ready' };

export function GatePanel({ view, closing = false }: { readonly view: DepartureView; readonly closing?: boolean }) {
  const { t, text, percent } = useSay();
  const { conditions, open, overridden } = view.gate;
  const met = conditions.filter((condition) => condition.met).length;
  if (view.closing === 'closed') return null;
  // In a task it stands below the task's name; on the page of the closing, below the page's.
  const Heading = closing ? 'h2' : 'h4';
  return (
    <section className={css.gate} aria-labelledby="gate" data-open={open}>
      <Heading id="gate">{t(overridden ? 'gate.overridden' : open ? 'gate.open' : 'gate.shut')}</Heading>
      <p className="soft">{t('gate.text', { met, of: conditions.length })}</p>
      <progress className={css.bar} max={conditions.length} value={met} aria-label={t('gate.bar')}>
        {percent(conditions.length === 0 ? 1 : met / conditions.length)}
      </progress>
      <ul className={css.conditions}>
        {conditions.map(({ id, title, met: isMet }) => (
          <li key={id} data-met={isMet}>
            {isMet ? <IconCircleCheck size={18} aria-hidden /> : <IconCircle size={18} aria-hidden />}
            <span>
              {isMet ? (
                text(title)
              ) : (
                <TaskLink view={view} task={leads[id] ?? id}>
                  {text(title)}
                </TaskLink>
              )}
              <span className="unseen">, {t(isMet ? 'gate.met' : 'gate.missing')}</span>
            </span>
          </li>
        ))}
      </ul>
      {view.override !== null && (
        <Notice tone="amber" head={t('gate.overriddenHead')}>
          <p>{t('gate.overriddenText', { reason: view.override.reason, count: view.override.missing.length })}</p>
        </Notice>
      )}
      {open && !closing && (
        <p>
          <Link to="/departure/$departure/close" params={{ departure: view.id }} className={css.button} data-tone="brick">
            {t('gate.go')}
          </Link>
        </p>
      )}
      {!open && <Override view={view} />}
    </section>
  );
}

function Override({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const tell = useTell(view);
  const [handle, setHandle] = useState('');
  const [reason, setReason] = useState('');
  return (
    <details className={css.more}>
      <summary>{t('gate.override')}</summary>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          tell.mutate({ type: 'override', handle, reason });
        }}
      >
        <p className="soft">{t('gate.overrideText', { count: view.gate.missing.length })}</p>
        <TextInput
          label={t('gate.overrideReason')}
          value={reason}
          maxLength={2000}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <TextInput
          label={t('close.type', { handle: atHandle(view.handle) })}
          value={handle}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setHandle(event.currentTarget.value)}
        />
        <div className={css.row}>
          <Button
            type="submit"
            color="brick"
            loading={tell.isPending}
            disabled={reason.trim() === '' || !names(handle, view.handle)}
          >
            {t('gate.overrideGo')}
          </Button>
        </div>
        {tell.error !== null && <ErrorNotice error={tell.error} />}
      </form>
    </details>
  );
}
