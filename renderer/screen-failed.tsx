/** When drawing a screen fails, which is a bug: said, with a way on. */
import { Button } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ErrorNotice } from './parts/error-notice.tsx';
import { Page } from './parts/page.tsx';
import { useSay } from './say.ts';

export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const { t } = useSay();
  const router = useRouter();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Page heading={t('bug.title')} title={t('bug.title')} narrow>
      <ErrorNotice error={error} actions={<Button onClick={again}>{t('bug.again')}</Button>} />
    </Page>
  );
}
