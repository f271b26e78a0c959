/** Instead of the screens when the place where everything lives is not there, or cannot be worked in now. Nothing new is made in its stead. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../client.ts';
import { expectNewEngine } from '../door.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { useSay } from '../say.ts';
import type { Blocking } from './blocking.ts';
import { ChooseFolder } from './choose-folder.tsx';
import css from './place.module.css';
import page from '../first-minutes/first-minutes.module.css';

export function PlaceGone({ code }: { readonly code: Blocking }) {
  const { t } = useSay();
  const about = useQuery(api.about.queryOptions({ staleTime: 0 }));
  const again = useMutation(api.place.again.mutationOptions({ onSuccess: () => expectNewEngine(true) }));
  const canChoose = code === 'place-gone' || code === 'place-unknown';
  return (
    <main className={page.page}>
      <div className={page.inner}>
        <p className={page.brand}>{t('app.name')}</p>
        <div>
          <Heading title={t('app.name')}>{t(`error.${code}.what`)}</Heading>
          <p className={page.lead}>{t(`error.${code}.todo`)}</p>
        </div>
        {code === 'place-gone' && about.data !== undefined && (
          <p className={css.where}>
            {t('gone.place')} <bdi>{about.data.kept.place}</bdi>
          </p>
        )}
        {again.error !== null && <ErrorNotice error={again.error} />}
        <div>
          <Button loading={again.isPending} onClick={() => again.mutate(undefined)}>
            {t('gone.again')}
          </Button>
        </div>
        {canChoose && (
          <>
            <Elsewhere />
            <Anew />
          </>
        )}
      </div>
    </main>
  );
}

function Elsewhere() {
  const { t } = useSay();
  const [token, setToken] = useState<string | null>(null);
  const open = useMutation(api.place.open.mutationOptions({ onSuccess: () => expectNewEngine(true) }));
  return (
    <section className={css.section} aria-labelledby="elsewhere">
      <h2 id="elsewhere">{t('gone.other')}</h2>
      <ChooseFolder
        label={t('gone.otherText')}
        hint={t('gone.otherHint')}
        value={token}
        choose={(chosen) => {
          open.reset();
          setToken(chosen);
        }}
      />
      {open.error !== null && <ErrorNotice error={open.error} />}
      <Button
        variant="default"
        disabled={token === null}
        loading={open.isPending}
        onClick={() => token !== null && open.mutate({ place: token })}
      >
        {t('gone.open')}
      </Button>
    </section>
  );
}

function Anew() {
  const { t } = useSay();
  const anew = useMutation(api.place.anew.mutationOptions({ onSuccess: () => expectNewEngine(true) }));
  return (
    <section className={css.section} aria-labelledby="anew">
      <h2 id="anew">{t('gone.anew')}</h2>
      <p className="soft">{t('gone.anewText')}</p>
      {anew.error !== null && <ErrorNotice error={anew.error} />}
      <Button variant="default" loading={anew.isPending} onClick={() => anew.mutate(undefined)}>
        {t('gone.anewGo')}
      </Button>
    </section>
  );
}
