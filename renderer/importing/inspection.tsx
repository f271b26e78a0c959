/** After picking: the files come in, the engine looks at them, and the person says how to read them. */
import { Button, Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import type { PickedFile } from '../../shared/contract/schemas.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { dropPicks, picksStore, type Picks } from '../picks.ts';
import { useSay } from '../say.ts';
import { ImportForm } from './import-form.tsx';
import css from './importing.module.css';

export function InspectionScreen() {
  const { t } = useSay();
  const navigate = useNavigate();
  const picks = useSyncExternalStore(picksStore.subscribe, picksStore.now);
  const back = (): void => {
    dropPicks();
    void navigate({ to: '/' });
  };
  switch (picks.state) {
    case 'none':
      return <Navigate to="/" replace />;
    case 'asked':
      return <Looking />;
    case 'coming':
      return <Coming picks={picks} cancel={back} />;
    case 'failed':
      return (
        <Page heading={t('inspect.failed')} title={t('inspect.failed')} narrow>
          <ErrorNotice error={picks.error} actions={<Button onClick={back}>{t('inspect.back')}</Button>} />
        </Page>
      );
    case 'here':
      return <Inspected files={picks.files} back={back} />;
  }
}

function Coming({ picks, cancel }: { readonly picks: Extract<Picks, { state: 'coming' }>; readonly cancel: () => void }) {
  const say = useSay();
  const { t } = say;
  const share = picks.bytesOf === 0 ? 0 : picks.bytes / picks.bytesOf;
  return (
    <Page heading={t('coming.title')} title={t('coming.title')} lead={t('coming.lead')} narrow>
      <div className={css.card}>
        <p>
          <bdi>{picks.name}</bdi>
        </p>
        <Progress.Root size="lg">
          <Progress.Section value={share * 100} aria-label={t('coming.title')} />
        </Progress.Root>
        <p className={css.numbers}>
          <span>{t('coming.file', { file: picks.file, files: picks.files })}</span>
          <span>{t('coming.bytes', { bytes: say.bytes(picks.bytes), of: say.bytes(picks.bytesOf) })}</span>
        </p>
        <div className={css.row}>
          <Button variant="default" onClick={cancel}>
            {t('import.cancel')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function Inspected({ files, back }: { readonly files: readonly PickedFile[]; readonly back: () => void }) {
  const { t } = useSay();
  const tokens = files.map(({ token }) => token);
  const inspection = useQuery(api.imports.inspect.queryOptions({ input: { tokens }, staleTime: Infinity, gcTime: 0 }));
  const networks = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const error = inspection.error ?? networks.error;
  if (error !== null)
    return (
      <Page heading={t('inspect.failed')} title={t('inspect.failed')} narrow>
        <ErrorNotice error={error} actions={<Button onClick={back}>{t('inspect.back')}</Button>} />
      </Page>
    );
  if (inspection.data === undefined || networks.data === undefined) return <Looking />;
  return <ImportForm files={files} inspection={inspection.data} networks={networks.data.networks} back={back} />;
}

function Looking() {
  const { t } = useSay();
  return (
    <Page heading={t('inspect.looking')} title={t('inspect.looking')} narrow>
      <Loading />
    </Page>
  );
}
