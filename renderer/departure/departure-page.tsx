/** What every screen of one departure has: the departure, its name at the top, and what was said last at the bottom. */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useSay } from '../say.ts';
import { SaidNotice } from './said-notice.tsx';
import { useDeparture } from './use-departure.ts';

interface DeparturePageProps {
  readonly departure: string;
  /** The heading, once the departure is known. */
  readonly title: (view: DepartureView) => string;
  readonly lead: (view: DepartureView) => ReactNode;
  readonly narrow?: boolean;
  readonly children: (view: DepartureView) => ReactNode;
}

export function DeparturePage({ departure, title, lead, narrow = false, children }: DeparturePageProps) {
  const { t } = useSay();
  const { data: view, error } = useDeparture(departure);
  if (view === undefined)
    return (
      <Page heading={t('wizard.departure')} title={t('wizard.departure')} narrow={narrow}>
        {error === null ? <Loading /> : <ErrorNotice error={error} actions={<Link to="/">{t('notFound.home')}</Link>} />}
      </Page>
    );
  const heading = title(view);
  return (
    <Page heading={heading} title={heading} lead={lead(view)} narrow={narrow}>
      {children(view)}
      <SaidNotice departure={departure} />
    </Page>
  );
}

/** The way back from a screen that stands beside the stages. */
export function BackToStages({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <p>
      <Link to="/departure/$departure" params={{ departure: view.id }}>
        {t('wizard.back', { network: view.networkName })}
      </Link>
    </p>
  );
}
