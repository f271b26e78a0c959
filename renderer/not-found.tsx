import { Link } from '@tanstack/react-router';
import { Page } from './parts/page.tsx';
import { useSay } from './say.ts';

export function NotFound() {
  const { t } = useSay();
  return (
    <Page heading={t('notFound.title')} title={t('notFound.title')} lead={t('notFound.lead')} narrow>
      <Link to="/">{t('notFound.home')}</Link>
    </Page>
  );
}
