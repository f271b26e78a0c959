/** The grace period as a countdown: the last day, what brings the account back, and the two things that may have to be said of it. */
import type { DepartureView } from '../../shared/departures/index.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { FactSource, FactValue } from '../parts/fact-source.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSay } from '../say.ts';
import { DayForm } from './day-form.tsx';
import { daysFrom } from './days.ts';
import { useTell } from './use-departure.ts';
import css from './departure.module.css';

export function GracePanel({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const { grace } = view;
  if (view.closing === 'reopened')
    return (
      <Notice tone="amber" head={t('grace.reopened')}>
        <p>{t('grace.reopenedText')}</p>
      </Notice>
    );
  if (grace === null) return view.closing === 'closed' ? <p className="soft">{t('grace.none')}</p> : null;
  return (
    <div className={css.grace}>
      <Countdown view={view} grace={grace} />
      {grace.signingInRevives !== false && (
        <Notice tone="brick" head={t('grace.doNot')}>
          <p>{t(grace.signingInRevives === true ? 'grace.doNotKnown' : 'grace.doNotUnknown', { network: view.networkName })}</p>
        </Notice>
      )}
      <OtherDate view={view} />
      {grace.changeMind !== null && <ChangeMind view={view} fact={grace.changeMind} />}
    </div>
  );
}

type Grace = NonNullable<DepartureView['grace']>;

function Countdown({ view, grace }: { readonly view: DepartureView; readonly grace: Grace }) {
  const { t, partialDate, dateIn } = useSay();
  const { daysLeft, lastDay, ends } = grace;
  if (daysLeft === null || ends === null)
    return (
      <Notice tone="amber" head={t('grace.unknown')}>
        <p>{t('grace.unknownText')}</p>
      </Notice>
    );
  const over = daysLeft === 0;
  const closed = view.clocks.find(({ id }) => id === 'closed')?.day ?? view.today;
  const end = view.clocks.find(({ id }) => id === 'grace-ends')?.day ?? view.today;
  const all = Math.max(1, daysFrom(closed, end));
  return (
    <div className={css.countdown}>
      {/* Days end while a window stands open: then it is said anew. */}
      <p className={css.days} role="status">
        <b>{over ? t('grace.over') : t('grace.daysLeft', { days: daysLeft })}</b>
        <span className="soft">{t(over ? 'grace.overText' : 'grace.goneOn', { date: dateIn(ends, view.zone) })}</span>
      </p>
      <progress className={css.bar} max={all} value={Math.max(0, all - daysLeft)} aria-label={t('grace.bar')}>
        {t('grace.daysLeft', { days: daysLeft })}
      </progress>
      {!over && lastDay !== null && <p>{t('grace.lastDay', { date: partialDate(lastDay) })}</p>}
    </div>
  );
}

/** The network itself may have named a day: it goes before any fact. */
function OtherDate({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const tell = useTell(view);
  return (
    <details className={css.more}>
      <summary>{t('grace.otherOpen')}</summary>
      <p className="soft">{t('grace.otherText')}</p>
      <DayForm
        label={t('wizard.lastDay')}
        go={t('wizard.keep')}
        day={view.grace?.lastDay ?? view.today}
        pending={tell.isPending}
        say={(on) => tell.mutate({ type: 'grace-ends', on })}
      />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </details>
  );
}

function ChangeMind({ view, fact }: { readonly view: DepartureView; readonly fact: NonNullable<Grace['changeMind']> }) {
  const { t } = useSay();
  const tell = useTell(view);
  return (
    <details className={css.more}>
      <summary>{t('grace.mindOpen')}</summary>
      <p>{t('grace.mindText', { network: view.networkName })}</p>
      <div className={css.fact}>
        <FactValue fact={fact} />
        <FactSource fact={fact} />
      </div>
      <p className="soft">{t('grace.mindAfter')}</p>
      <DayForm
        label={t('grace.mindDay')}
        go={t('grace.mindGo')}
        day={view.today}
        max={view.today}
        pending={tell.isPending}
        say={(on) => tell.mutate({ type: 'reopened', on })}
      />
      {tell.error !== null && <ErrorNotice error={tell.error} />}
    </details>
  );
}
