/** The closing: a calm page on which nothing can happen by accident. Adieu explains; the last button is the person's, on the network's own page. */
import { TextInput } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { DepartureView, ShownFact } from '../../shared/departures/index.ts';
import { names } from '../archive/names.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { FactSource, FactValue } from '../parts/fact-source.tsx';
import { factLabel } from '../parts/fact-words.ts';
import { Notice } from '../parts/notice.tsx';
import { OutsideLink } from '../parts/outside-link.tsx';
import { atHandle, useSay } from '../say.ts';
import { DayForm } from './day-form.tsx';
import { ToLetters } from './beside.tsx';
import { BackToStages, DeparturePage } from './departure-page.tsx';
import { GatePanel } from './gate-panel.tsx';
import { TaskLink } from './task-link.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

export function CloseScreen() {
  const { t } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/close' });
  return (
    <DeparturePage
      departure={departure}
      narrow
      title={(view) => t('close.title', { network: view.networkName })}
      lead={(view) => t('close.lead', { handle: atHandle(view.handle) })}
    >
      {(view) => (
        <div className={css.stack}>
          <BackToStages view={view} />
          {view.closing === 'closed' ? (
            <Closed view={view} />
          ) : view.gate.open ? (
            <Closing view={view} />
          ) : (
            <TooEarly view={view} />
          )}
        </div>
      )}
    </DeparturePage>
  );
}

function Closed({ view }: { readonly view: DepartureView }) {
  const { t, partialDate } = useSay();
  const day = view.clocks.find(({ id }) => id === 'closed')?.day ?? view.today;
  return (
    <Notice
      tone="accent"
      head={t('close.closed', { date: partialDate(day) })}
      actions={
        <Link to="/departure/$departure" params={{ departure: view.id }} search={{ stage: view.stage }} className={css.button}>
          {t('wizard.next', { stage: t(`stageOf.${view.stage}`) })}
        </Link>
      }
    >
      <p>{t(view.grace === null ? 'close.closedForGood' : 'close.closedText')}</p>
    </Notice>
  );
}

function TooEarly({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <>
      <Notice tone="amber" head={t('close.early')}>
        <p>{t('close.earlyText')}</p>
      </Notice>
      <GatePanel view={view} closing />
    </>
  );
}

/** What can come back, and what cannot: told from the facts, each with its source. */
const happens = ['closure.gracePeriodDays', 'closure.cancelRule', 'closure.fullErasureDays'];
const forGood = ['closure.survives', 'closure.username', 'closure.deactivateVsDelete'];

function Closing({ view }: { readonly view: DepartureView }) {
  const { t, text } = useSay();
  const facts = new Map(view.tasks.flatMap((task) => task.facts).map((fact) => [fact.path, fact]));
  const account = view.tasks.find(({ id }) => id === 'close.account');
  const left = view.tasks.filter(({ stage, state, id }) => stage === 'close' && state === 'open' && id !== 'close.account');
  const passed = view.stages.filter(({ state, open }) => state === 'passed' && open > 0);
  return (
    <>
      <Told title={t('close.happens')} facts={happens.flatMap((path) => facts.get(path) ?? [])} />
      <Told title={t('close.forGood')} facts={forGood.flatMap((path) => facts.get(path) ?? [])} />
      <section className={css.section} aria-labelledby="checks">
        <h2 id="checks">{t('close.checks')}</h2>
        {left.length + passed.length === 0 ? (
          <p>{t('close.nothingLeft')}</p>
        ) : (
          <ul className={css.links}>
            {left.map((task) => (
              <li key={task.id}>
                <TaskLink view={view} task={task.id}>
                  {text(task.title)}
                </TaskLink>
              </li>
            ))}
            {passed.map(({ id, open }) => (
              <li key={id}>
                <Link to="/departure/$departure" params={{ departure: view.id }} search={{ stage: id }}>
                  {t('close.stillOpen', { stage: t(`stageOf.${id}`), count: open })}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {view.override !== null && (
          <Notice tone="amber" head={t('gate.overriddenHead')}>
            <p>{t('gate.overriddenText', { reason: view.override.reason, count: view.override.missing.length })}</p>
          </Notice>
        )}
      </section>
      <section className={css.section} aria-labelledby="steps">
        <h2 id="steps">{t('close.steps', { network: view.networkName })}</h2>
        {account === undefined || account.how.length === 0 ? (
          <>
            <p>{t('close.noSteps')}</p>
            <ToLetters view={view} />
          </>
        ) : (
          <ol className={css.how}>
            {account.how.map(({ text: step, link }) => (
              <li key={step.en}>
                {text(step)}{' '}
                {link !== null && (
                  <OutsideLink to={link} className={css.outside}>
                    {t('wizard.openPage', { host: URL.parse(link)?.hostname ?? link })}
                  </OutsideLink>
                )}
              </li>
            ))}
          </ol>
        )}
      </section>
      <Say view={view} />
    </>
  );
}

function Told({ title, facts }: { readonly title: string; readonly facts: readonly ShownFact[] }) {
  const say = useSay();
  if (facts.length === 0) return null;
  return (
    <section className={css.section}>
      <h2>{title}</h2>
      <dl className={css.told}>
        {facts.map((fact) => (
          <div key={fact.path}>
            <dt>{factLabel(say, fact.path)}</dt>
            <dd>
              <FactValue fact={fact} />
              <FactSource fact={fact} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Say({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const tell = useTell(view);
  const [handle, setHandle] = useState('');
  return (
    <section className={css.closing} aria-labelledby="closed">
      <h2 id="closed">{t('close.say')}</h2>
      <p className="soft">{t('close.sayText')}</p>
      <TextInput
        className={css.day}
        label={t('close.type', { handle: atHandle(view.handle) })}
        value={handle}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setHandle(event.currentTarget.value)}
      />
      <DayForm
        label={t('close.day')}
        go={t('close.go')}
        color="brick"
        day={view.today}
        max={view.today}
        pending={tell.isPending}
        disabled={!names(handle, view.handle)}
        say={(on) =>
          tell.mutate(
            { type: 'closed', on },
            {
              onSuccess: (after) =>
                void navigate({
                  to: '/departure/$departure',
                  params: { departure: after.id },
                  search: { stage: after.stage },
                }),
            },
          )
        }
      />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </section>
  );
}
