/** What a task stands for, done right there: asking, waiting, fetching, proving, looking. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DepartureView, Say, ShownTask } from '../../shared/departures/index.ts';
import { api } from '../client.ts';
import { DayField } from '../parts/day-field.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSay } from '../say.ts';
import { ToHandOver, ToLetters } from './beside.tsx';
import { Collect } from './collect.tsx';
import { DayForm } from './day-form.tsx';
import { GatePanel } from './gate-panel.tsx';
import { Looks } from './looks.tsx';
import { Lost } from './lost.tsx';
import { Prove } from './prove.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

interface TaskActionProps {
  readonly view: DepartureView;
  readonly task: ShownTask;
  readonly settled: () => void;
}

/** Nothing for a task that is only ticked off. */
export function TaskAction(props: TaskActionProps) {
  const { view, task } = props;
  const { t } = useSay();
  const open = task.state === 'open' && task.lockedBy === null;
  switch (task.id) {
    case 'decide.where':
      return <Where {...props} />;
    case 'settle.team':
      return <ToHandOver view={view} />;
    case 'request.export':
      return open ? <Asked {...props} /> : null;
    case 'wait.ready':
      return open ? <Ready {...props} /> : null;
    case 'collect.import':
      return <Collect view={view} />;
    case 'check.account':
      return <Accounts view={view} />;
    case 'check.archive':
      return <Prove view={view} settled={props.settled} />;
    case 'check.safe':
      return <Safe {...props} />;
    case 'collect.media':
    case 'people.keep':
      return <InArchive view={view} part={task.id === 'people.keep' ? 'people' : 'other'} />;
    case 'farewell.post':
    case 'farewell.bio':
      return <ToKit view={view} />;
    case 'close.account':
      return <GatePanel view={view} />;
    case 'close.ask':
      return <ToLetters view={view} />;
    case 'grace.last-day':
      return open ? <LastDay {...props} /> : null;
    case 'confirm.look':
      return <Looks view={view} />;
    case 'done.receipt':
      return (
        <p>
          <Link to="/departure/$departure/receipt" params={{ departure: view.id }} className={css.button}>
            {t('wizard.seeReceipt')}
          </Link>
        </p>
      );
    default:
      return null;
  }
}

function useSaid({ view, settled }: TaskActionProps) {
  const tell = useTell(view);
  return { tell, say: (said: Say): void => tell.mutate(said, { onSuccess: settled }) };
}

function Where(props: TaskActionProps) {
  const { t } = useSay();
  const { tell, say } = useSaid(props);
  const [where, setWhere] = useState(props.view.answers.findMe ?? '');
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        const findMe = where.trim();
        if (findMe !== '') say({ type: 'answer', answers: { findMe } });
      }}
    >
      <TextInput
        label={t('wizard.where')}
        description={t('wizard.whereHint')}
        value={where}
        maxLength={500}
        onChange={(event) => setWhere(event.currentTarget.value)}
      />
      <div className={css.row}>
        <Button type="submit" loading={tell.isPending} disabled={where.trim() === '' || where === props.view.answers.findMe}>
          {t('wizard.keep')}
        </Button>
      </div>
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </form>
  );
}

function Asked(props: TaskActionProps) {
  const { t } = useSay();
  const { tell, say } = useSaid(props);
  const givesNone = props.task.facts.some(({ path, value }) => path === 'export.available' && value === false);
  return (
    <>
      {givesNone && (
        <Notice tone="amber" head={t('wizard.givesNone', { network: props.view.networkName })}>
          <p>{t('wizard.givesNoneText')}</p>
          <ToLetters view={props.view} />
        </Notice>
      )}
      <DayForm
        label={t('wizard.askedDay')}
        go={t('wizard.asked')}
        day={props.view.today}
        max={props.view.today}
        pending={tell.isPending}
        say={(on) => say({ type: 'requested', on })}
      />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </>
  );
}

function Ready(props: TaskActionProps) {
  const { t } = useSay();
  const { view } = props;
  const { tell, say } = useSaid(props);
  const [expires, setExpires] = useState('');
  return (
    <>
      <DayForm
        label={t('wizard.readyDay')}
        go={t('wizard.ready')}
        day={view.today}
        max={view.today}
        pending={tell.isPending}
        say={(on) => say({ type: 'ready', on, ...(expires === '' ? {} : { expires }) })}
      >
        <DayField
          className={css.day}
          label={t('wizard.expires')}
          hint={t('wizard.expiresHint')}
          min={view.today}
          value={expires}
          set={setExpires}
        />
      </DayForm>
      <Lost view={view} />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </>
  );
}

/** The accounts of the imports that came in for this departure, the newest first. */
function Accounts({ view }: { readonly view: DepartureView }) {
  const { t, dateIn } = useSay();
  const collected = view.events.filter(({ type, takenBack }) => type === 'collected' && !takenBack).toReversed();
  if (collected.length === 0) return <p className="soft">{t('wizard.noExport')}</p>;
  return (
    <ul className={css.links}>
      {collected.map(({ seq, at, data }) => {
        const { archive, import: imported } = data['collection'] as { archive: string; import: string };
        return (
          <li key={seq}>
            <Link to="/archive/$archive/imports/$import" params={{ archive, import: imported }} className={css.button}>
              {t('wizard.seeAccount', { date: dateIn(at, view.zone) })}
            </Link>{' '}
            <Link to="/archive/$archive/search" params={{ archive }}>
              {t('wizard.searchIn')}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

function InArchive({ view, part }: { readonly view: DepartureView; readonly part: 'people' | 'other' }) {
  const { t } = useSay();
  const archive = view.archives.at(-1);
  if (archive === undefined) return <p className="soft">{t('wizard.noExport')}</p>;
  return (
    <p>
      <Link to={`/archive/$archive/${part}`} params={{ archive }} className={css.button}>
        {t(`wizard.see.${part}`)}
      </Link>
    </p>
  );
}

/** Its texts and pictures are made on a screen of their own. */
function ToKit({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <p>
      <Link to="/departure/$departure/farewell" params={{ departure: view.id }} className={css.button}>
        {t('wizard.toFarewell')}
      </Link>
    </p>
  );
}

/** An open copy that was checked, or the recovery code typed back. */
function Safe(props: TaskActionProps) {
  const { t } = useSay();
  const { view, task } = props;
  const { tell, say } = useSaid(props);
  const vault = useQuery(api.vault.state.queryOptions({ staleTime: 0 }));
  const archive = view.archives.at(-1);
  const confirmed = vault.data?.recoveryConfirmed === true;
  return (
    <>
      <div className={css.row}>
        {archive === undefined ? (
          <p className="soft">{t('wizard.noExport')}</p>
        ) : (
          <Link to="/archive/$archive/copy" params={{ archive }} className={css.button}>
            {t('wizard.takeCopy')}
          </Link>
        )}
        {task.state === 'open' && confirmed && (
          <Button variant="default" loading={tell.isPending} onClick={() => say({ type: 'do', task: task.id })}>
            {t('wizard.codeConfirmed')}
          </Button>
        )}
        {task.state === 'open' && vault.data !== undefined && !confirmed && <Link to="/settings">{t('wizard.codeGo')}</Link>}
      </div>
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </>
  );
}

function LastDay(props: TaskActionProps) {
  const { t } = useSay();
  const { tell, say } = useSaid(props);
  return (
    <>
      <DayForm
        label={t('wizard.lastDay')}
        go={t('wizard.keep')}
        day={props.view.today}
        pending={tell.isPending}
        say={(on) => say({ type: 'grace-ends', on })}
      />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </>
  );
}
