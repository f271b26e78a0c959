/** The third way in: a generated export, so that everything can be tried with no data of one's own. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import css from './home.module.css';

const followers = 80_000;

export function TrySample() {
  const { t } = useSay();
  const navigate = useNavigate();
  const sample = useMutation(
    api.imports.sample.mutationOptions({ onSuccess: ({ job }) => navigate({ to: '/job/$job', params: { job } }) }),
  );
  return (
    <section className={css.way} aria-labelledby="try-sample">
      <h2 id="try-sample">{t('sample.title')}</h2>
      <p>{t('sample.text', { followers })}</p>
      <div className={css.buttons}>
        <Button variant="default" loading={sample.isPending} onClick={() => sample.mutate({ followers })}>
          {t('sample.go')}
        </Button>
      </div>
      {sample.error !== null && <ErrorNotice error={sample.error} />}
    </section>
  );
}
