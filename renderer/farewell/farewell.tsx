/** The farewell kit of a departure: the form at the left, what comes of it at the right. */
import { useDebouncedCallback } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { FarewellForm, type FarewellDraft } from '../../shared/farewell/index.ts';
import { api } from '../client.ts';
import { BackToStages } from '../departure/departure-page.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import { FormFields, type Draft } from './form-fields.tsx';
import { Preview } from './preview.tsx';
import css from './farewell.module.css';

/** Long enough not to make a kit of half a word. */
const pause = 500;

export function FarewellScreen() {
  const { t, language } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/farewell' });
  const draft = useQuery(api.farewell.draft.queryOptions({ input: { departure, language }, staleTime: Infinity, gcTime: 0 }));
  const view = useQuery(api.departures.get.queryOptions({ input: { departure } }));
  return (
    <Page heading={t('farewell.title')} title={t('farewell.title')} lead={t('farewell.lead')}>
      <div className={css.screen}>
        {view.data !== undefined && <BackToStages view={view.data} />}
        {draft.error !== null && <ErrorNotice error={draft.error} />}
        {draft.isPending && <Loading />}
        {draft.data !== undefined && <Filled key={departure} departure={departure} draft={draft.data} />}
      </div>
    </Page>
  );
}

function Filled({ departure, draft }: { readonly departure: string; readonly draft: FarewellDraft }) {
  const { t } = useSay();
  const [form, setForm] = useState<Draft>(() => ({
    ...draft.form,
    places: draft.form.places.length === 0 ? [{ name: '', address: '' }] : draft.form.places,
  }));
  const [whole, setWhole] = useState<FarewellForm | null>(() => formOf(draft.form));
  const remember = useMutation(api.farewell.remember.mutationOptions());
  const settle = useDebouncedCallback((next: Draft) => {
    const made = formOf(next);
    setWhole(made);
    if (made !== null) remember.mutate({ departure, form: made });
  }, pause);
  const change = (next: Draft): void => {
    setForm(next);
    settle(next);
  };
  return (
    <div className={css.sides}>
      <FormFields form={form} change={change} />
      <div className={css.preview}>
        {remember.error !== null && <ErrorNotice error={remember.error} />}
        {whole === null ? <p className="soft">{t('farewell.needs')}</p> : <Preview departure={departure} form={whole} />}
      </div>
    </div>
  );
}

/** The form as the engine takes it; null while something is missing. Lines that were left empty are none. */
function formOf(draft: Draft): FarewellForm | null {
  const places = draft.places.filter(({ address }) => address.trim() !== '');
  return FarewellForm.safeParse({ ...draft, places }).data ?? null;
}
