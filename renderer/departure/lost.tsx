import type { DepartureView } from '../../shared/departures/index.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import { ToLetters } from './beside.tsx';
import { DayForm } from './day-form.tsx';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

/** The request came to nothing. */
export function Lost({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const tell = useTell(view);
  if (view.request !== 'asked' && view.request !== 'ready') return null;
  return (
    <details className={css.more}>
      <summary>{t('wizard.lostOpen')}</summary>
      <p className="soft">{t('wizard.lostText')}</p>
      <DayForm
        label={t('wizard.lostDay')}
        go={t('wizard.lost')}
        day={view.today}
        max={view.today}
        pending={tell.isPending}
        say={(on) => tell.mutate({ type: 'lost', on })}
      />
      <ToLetters view={view} />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </details>
  );
}
