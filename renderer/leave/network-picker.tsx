/** The first step of a new departure: which network. Every one Adieu knows, and a way for any other. */
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { NetworkSummary } from '../../shared/contract/schemas.ts';
import type { FactsSummary } from '../../shared/departures/preview.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { Page } from '../parts/page.tsx';
import { useSay, type Say } from '../say.ts';
import { useDraft } from './draft.ts';
import { findNetworks } from './find-network.ts';
import { Steps } from './steps.tsx';
import css from './leave.module.css';

export function NetworkPicker() {
  const { t } = useSay();
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  return (
    <Page heading={t('leave.title')} title={t('leave.title')} lead={t('leave.lead')}>
      <Steps now="network" />
      {about.isPending && <Loading />}
      {about.error !== null && <ErrorNotice error={about.error} />}
      {about.data !== undefined && <Picker networks={about.data.networks} />}
    </Page>
  );
}

function Picker({ networks }: { readonly networks: readonly NetworkSummary[] }) {
  const say = useSay();
  const { t } = say;
  const navigate = useNavigate();
  const facts = useQuery(api.facts.list.queryOptions({ staleTime: Infinity }));
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const known = networks.filter(({ general }) => !general);
  const found = findNetworks(known, typed);
  const general = networks.find((network) => network.general);
  const [first] = found;
  const step = (event: KeyboardEvent, by: number): void => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const next = links[links.findIndex((link) => link === document.activeElement) + by];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };
  const walk = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowRight') step(event, 1);
    if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') step(event, -1);
  };
  return (
    <>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '' && first !== undefined) void navigate({ to: '/leave/$network', params: { network: first.id } });
        }}
      >
        <TextInput
          className={css.search}
          label={t('leave.search')}
          description={t('leave.searchHint')}
          value={typed}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'ArrowDown' && step(event, 1)}
        />
      </form>
      <p className={css.found} role="status">
        {t('leave.found', { count: found.length })}
      </p>
      <ul ref={list} className={css.networks} aria-label={t('leave.networks')}>
        {found.map((network) => (
          <li key={network.id}>
            <Link to="/leave/$network" params={{ network: network.id }} className={css.network} onKeyDown={walk}>
              <NetworkMark network={network.id} name={network.name} size={20} />
              <span>
                <span className={css.name}>{network.name}</span>
                <span className={css.known}>{knownWords(say, network, facts.data)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {general !== undefined && (
        <AnotherNetwork key={found.length === 0 ? typed : ''} id={general.id} typed={found.length === 0 ? typed : ''} />
      )}
    </>
  );
}

/** What Adieu knows about it, in a line. */
function knownWords(say: Say, { id, reads }: NetworkSummary, facts: readonly FactsSummary[] | undefined): string {
  const reading = say.t(reads ? 'leave.reads' : 'leave.keeps');
  const summary = facts?.find(({ network }) => network === id);
  if (summary === undefined) return reading;
  const { known, of } = summary;
  return `${reading} · ${say.t('leave.facts', { known, unknown: of - known })}`;
}

/** `typed`: what was searched for in vain is likely its name. */
function AnotherNetwork({ id, typed }: { readonly id: string; readonly typed: string }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const [draft, change] = useDraft();
  const [name, setName] = useState(typed === '' ? draft.name : typed);
  const [missing, setMissing] = useState(false);
  return (
    <form
      className={css.other}
      aria-labelledby="another-network"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') return setMissing(true);
        change({ network: id, name: name.trim() });
        void navigate({ to: '/leave/$network', params: { network: id } });
      }}
    >
      <div>
        <h2 id="another-network">{t('leave.other')}</h2>
        <p className="soft">{t('leave.otherText')}</p>
      </div>
      <div className={css.row}>
        <TextInput
          label={t('leave.otherName')}
          value={name}
          maxLength={100}
          autoComplete="off"
          error={missing && name.trim() === '' ? t('leave.otherNone') : null}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default">
          {t('leave.otherGo')}
        </Button>
      </div>
    </form>
  );
}
