/** The third step: what leaving means here, each statement with its source, before anything begins. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Navigate, useParams, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeparturePreview } from '../../shared/departures/preview.ts';
import type { ShownFact } from '../../shared/departures/view.ts';
import { api, queries } from '../client.ts';
import { DepartureLink, departureAddress } from '../parts/departure-link.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { FactSource, FactValue } from '../parts/fact-source.tsx';
import { factLabel } from '../parts/fact-words.ts';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { refusalOf } from '../refusal.ts';
import { useSay, type Say } from '../say.ts';
import { answersOf, forgetDraft, useDraft, type Draft } from './draft.ts';
import { Steps } from './steps.tsx';
import css from './leave.module.css';

export function WhatItMeans() {
  const { network } = useParams({ from: '/leave/$network/means' });
  const [draft] = useDraft();
  if (draft.network !== network || draft.handle.trim() === '')
    return <Navigate to="/leave/$network" params={{ network }} replace />;
  return <Meaning network={network} draft={draft} />;
}

function Meaning({ network, draft }: { readonly network: string; readonly draft: Draft }) {
  const say = useSay();
  const { t } = say;
  const leaving = {
    network,
    ...(draft.name === '' ? {} : { name: draft.name }),
    answers: answersOf(draft),
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  const preview = useQuery(api.departures.preview.queryOptions({ input: leaving, staleTime: 0 }));
  if (preview.isPending) return <Loading />;
  if (preview.error !== null) return <ErrorNotice error={preview.error} />;
  const { networkName, researchedOn, known } = preview.data;
  const title = t('leave.meansTitle', { network: networkName });
  return (
    <Page
      heading={title}
      title={title}
      lead={known === 0 ? t('leave.knowNothing') : t('leave.meansLead', { date: say.partialDate(researchedOn) })}
      narrow
    >
      <Steps now="means" network={network} />
      <div className={css.parts}>
        {known > 0 && <Known preview={preview.data} />}
        <Unknown preview={preview.data} />
        <Begin leaving={{ ...leaving, handle: draft.handle }} />
      </div>
    </Page>
  );
}

function Known({ preview }: { readonly preview: DeparturePreview }) {
  const say = useSay();
  const { t } = say;
  const { dates, back, lost, stays, rules } = preview;
  return (
    <>
      <Part title={t('leave.dates')} lead={t('leave.datesLead')}>
        <Facts
          of={dates.map(({ fact, day }) => ({
            fact,
            beside: day === null ? null : <span className={css.day}>{dayWords(say, fact.path, day)}</span>,
          }))}
        />
      </Part>
      {back.length > 0 && (
        <Part title={t('leave.backTitle')}>
          <Facts of={back.map((fact) => ({ fact }))} />
        </Part>
      )}
      <Part title={t('leave.lost')}>
        {lost.length === 0 ? <p className="soft">{t('leave.lostNothing')}</p> : <Facts of={lost.map((fact) => ({ fact }))} />}
      </Part>
      {stays.length > 0 && (
        <Part title={t('leave.stays')}>
          <Facts of={stays.map((fact) => ({ fact }))} />
        </Part>
      )}
      {rules.length > 0 && (
        <Part title={t('leave.rules')}>
          <Facts of={rules.map(({ title, fact }) => ({ fact, title: say.text(title) }))} />
        </Part>
      )}
    </>
  );
}

/** What each day is for. */
function dayWords(say: Say, path: string, day: string): string {
  const words = { day: say.partialDate(day) };
  switch (path) {
    case 'export.readyTime':
      return say.t('leave.dateBy', words);
    case 'export.linkLifetime':
      return say.t('leave.dateUntil', words);
    case 'closure.gracePeriodDays':
      return say.t('leave.dateGrace', words);
    default:
      return say.t('leave.dateOn', words);
  }
}

function Part({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  return (
    <section className={css.part}>
      <div>
        <h2>{title}</h2>
        {lead !== undefined && <p className="soft">{lead}</p>}
      </div>
      {children}
    </section>
  );
}

interface FactRow {
  readonly fact: ShownFact;
  /** What it is about, where its place does not say. */
  readonly title?: string;
  readonly beside?: ReactNode;
}

function Facts({ of }: { readonly of: readonly FactRow[] }) {
  const say = useSay();
  return (
    <dl className={css.facts}>
      {of.map(({ fact, title, beside = null }) => (
        <div key={fact.path} className={css.fact}>
          <dt>{title ?? factLabel(say, fact.path)}</dt>
          <dd>
            <span>
              <FactValue fact={fact} />
              {beside !== null && <> · {beside}</>}
            </span>
            {fact.value === null ? <p className="soft small">{say.t('leave.dateUnknown')}</p> : <FactSource fact={fact} fold />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Unknown({ preview: { known, of, unknown } }: { readonly preview: DeparturePreview }) {
  const say = useSay();
  if (unknown.length === 0) return null;
  return (
    <Part title={say.t('leave.know')} {...(known === 0 ? {} : { lead: say.t('leave.knowCount', { known, of }) })}>
      <details>
        <summary>{say.t('leave.unknown', { count: unknown.length })}</summary>
        <ul className={css.unknown}>
          {unknown.map((path) => (
            <li key={path}>{factLabel(say, path)}</li>
          ))}
        </ul>
      </details>
    </Part>
  );
}

type Leaving = Parameters<typeof api.departures.begin.call>[0];

function Begin({ leaving }: { readonly leaving: Leaving }) {
  const { t } = useSay();
  const { history } = useRouter();
  const begin = useMutation(
    api.departures.begin.mutationOptions({
      onSuccess: async ({ id }) => {
        await queries.invalidateQueries({ queryKey: api.departures.key() });
        history.push(departureAddress(id));
        forgetDraft();
      },
    }),
  );
  const there = refusalOf(begin.error)?.detail['departure'];
  return (
    <section className={css.part} aria-label={t('leave.begin')}>
      {begin.error !== null && (
        <ErrorNotice
          error={begin.error}
          actions={typeof there === 'string' && <DepartureLink departure={there}>{t('leave.exists')}</DepartureLink>}
        />
      )}
      <p className="soft">{t('leave.beginHint')}</p>
      <div className={css.actions}>
        <Button loading={begin.isPending} onClick={() => begin.mutate(leaving)}>
          {t('leave.begin')}
        </Button>
        <Button
          variant="subtle"
          renderRoot={(props) => <Link to="/leave/$network" params={{ network: leaving.network }} {...props} />}
        >
          {t('leave.change')}
        </Button>
      </div>
    </section>
  );
}
