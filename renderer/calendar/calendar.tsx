/** Every date of every departure, in order: what is over, today, what is to come, and what nobody knows. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { CalendarDate, CalendarView } from '../../shared/departures/calendar.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { Page } from '../parts/page.tsx';
import { atHandle, useSay } from '../say.ts';
import { DateRow } from './date-row.tsx';
import { SaveDates } from './save-dates.tsx';
import { groupDates, type Month } from './group-dates.ts';
import css from './calendar.module.css';

/** A day ends while a window stands open. */
const again = 10 * 60_000;

export function CalendarScreen() {
  const { t } = useSay();
  const { departure = null } = useSearch({ from: '/calendar' });
  const calendar = useQuery(api.calendar.list.queryOptions({ input: { departure: null }, staleTime: 0, refetchInterval: again }));
  const dates = calendar.data?.dates ?? [];
  const shown = departure === null ? dates : dates.filter((date) => date.departure === departure);
  return (
    <Page heading={t('calendar.title')} title={t('calendar.title')} lead={t('calendar.lead')}>
      {calendar.isPending && <Loading />}
      {calendar.error !== null && <ErrorNotice error={calendar.error} />}
      {calendar.data !== undefined && dates.length === 0 && <NoDates />}
      {calendar.data !== undefined && dates.length > 0 && (
        <>
          <div className={css.tools}>
            <Which dates={dates} departure={departure} />
            <SaveDates
              key={departure}
              departure={departure}
              name={departure === null ? 'adieu' : `adieu-${shown[0]?.network ?? ''}-${shown[0]?.handle ?? ''}`}
            />
          </div>
          <Months view={{ ...calendar.data, dates: shown }} />
        </>
      )}
    </Page>
  );
}

function NoDates() {
  const { t } = useSay();
  return (
    <Notice head={t('calendar.none')}>
      <p className="soft">{t('calendar.noneText')}</p>
      <p>
        <Link to="/">{t('calendar.noneGo')}</Link>
      </p>
    </Notice>
  );
}

/** Whose dates are shown; nothing to choose where there is one departure. */
function Which({ dates, departure }: { readonly dates: readonly CalendarDate[]; readonly departure: string | null }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const departures = new Map(
    dates.map(({ departure: id, networkName, handle }) => [
      id,
      t('calendar.one', { network: networkName, handle: atHandle(handle) }),
    ]),
  );
  if (departures.size < 2) return null;
  return (
    <Select
      className={css.which}
      label={t('calendar.which')}
      data={[{ value: '', label: t('calendar.all') }, ...[...departures].map(([value, label]) => ({ value, label }))]}
      value={departure ?? ''}
      allowDeselect={false}
      onChange={(value) => void navigate({ to: '/calendar', search: value === null || value === '' ? {} : { departure: value } })}
    />
  );
}

function Months({ view }: { readonly view: CalendarView }) {
  const { t, partialDate } = useSay();
  const { past, months, unknown } = groupDates(view);
  const over = past.reduce((sum, { before }) => sum + before.length, 0);
  return (
    <div className={css.months}>
      {over > 0 && (
        <details className={css.past}>
          <summary>{t('calendar.past', { count: over })}</summary>
          {past.map((month) => (
            <MonthOf key={month.month} month={month} today={null} level={3} />
          ))}
        </details>
      )}
      {months.map((month) => (
        <MonthOf
          key={month.month}
          month={month}
          today={month.month === view.today.slice(0, 7) ? t('calendar.today', { date: partialDate(view.today) }) : null}
          level={2}
        />
      ))}
      {unknown.length > 0 && (
        <section className={css.month} aria-labelledby="unknown">
          <h2 id="unknown">{t('calendar.unknown')}</h2>
          <p className="soft">{t('calendar.unknownText')}</p>
          <Dates dates={unknown} />
        </section>
      )}
    </div>
  );
}

interface MonthOfProps {
  readonly month: Month;
  /** Words for today where it is in this month. */
  readonly today: string | null;
  readonly level: 2 | 3;
}

function MonthOf({ month: { month, before, after }, today, level }: MonthOfProps) {
  const say = useSay();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={css.month} aria-labelledby={`month-${month}`}>
      <Heading id={`month-${month}`}>{say.month(month)}</Heading>
      <Dates dates={before} />
      {today !== null && (
        <p className={css.today}>
          <span>{today}</span>
        </p>
      )}
      {today !== null && after.length === 0 && <p className="soft">{say.t('calendar.nothingAhead')}</p>}
      <Dates dates={after} />
    </section>
  );
}

function Dates({ dates }: { readonly dates: readonly CalendarDate[] }) {
  if (dates.length === 0) return null;
  return (
    <ol className={css.dates}>
      {dates.map((date) => (
        <li key={date.key}>
          <DateRow date={date} />
        </li>
      ))}
    </ol>
  );
}
