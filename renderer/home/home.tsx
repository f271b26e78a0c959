/** The first screen: what is under way and the next date that matters, the ways in, and the archives that belong to no departure. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ArchiveSummary } from '../../shared/contract/schemas.ts';
import type { DepartureSummary } from '../../shared/departures/view.ts';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useSay, type Say } from '../say.ts';
import { ArchiveCard } from './archive-card.tsx';
import { DepartureCard } from './departure-card.tsx';
import { LeaveWay } from './leave-way.tsx';
import { OpenExport } from './open-export.tsx';
import { RecoveryReminder } from './recovery-reminder.tsx';
import { stagesBehind } from './stage-ring.tsx';
import { TrySample } from './try-sample.tsx';
import css from './home.module.css';

/** A day ends while a window stands open. */
const again = 10 * 60_000;
const dateOf = ({ nextDate }: DepartureSummary): number => (nextDate === null ? Number.MAX_VALUE : Date.parse(nextDate.at));
/** What comes next stands first; what has no date, after it, as it was begun. */
const byDate = (a: DepartureSummary, b: DepartureSummary): number => dateOf(a) - dateOf(b);
const isOver = (departure: DepartureSummary): boolean => stagesBehind(departure) === departure.stages.length;

export function Home() {
  const say = useSay();
  const { t } = say;
  const departures = useQuery(api.departures.list.queryOptions({ staleTime: 0, refetchInterval: again }));
  const archives = useQuery(api.archives.list.queryOptions({ staleTime: 0 }));
  const leaving = (departures.data ?? []).toSorted(byDate);
  const beside = (archives.data ?? []).filter(({ id }) => !leaving.some((departure) => departure.archives.includes(id)));
  const pending = departures.isPending || archives.isPending;
  if (pending) return <Loading />;
  return (
    <Page {...headOf(say, leaving, beside)} title={t('nav.departures')}>
      {[departures.error, archives.error].map((error, index) => error !== null && <ErrorNotice key={index} error={error} />)}
      <Departures title={t('home.departures')} of={leaving.filter((one) => !isOver(one))} />
      <Departures title={t('home.over')} of={leaving.filter(isOver)} seen />
      <div className={css.ways}>
        <LeaveWay first={leaving.length === 0} />
        <OpenExport />
        <TrySample />
      </div>
      <p className={css.handed}>
        {t('opened.way')} <Link to="/open-departure">{t('opened.wayGo')}</Link>
      </p>
      <RecoveryReminder />
      <Archives title={t(leaving.length === 0 ? 'home.archives' : 'home.archivesBeside')} of={beside} />
    </Page>
  );
}

function headOf(
  say: Say,
  leaving: readonly DepartureSummary[],
  beside: readonly ArchiveSummary[],
): { heading: string; lead: string } {
  const { t } = say;
  if (leaving.length === 0)
    return beside.length === 0
      ? { heading: t('home.welcome'), lead: t('home.welcomeLead') }
      : { heading: t('home.title'), lead: t('home.lead') };
  const count = leaving.filter((one) => !isOver(one)).length;
  const [next] = leaving.flatMap(({ nextDate, networkName }) => (nextDate === null ? [] : [{ ...nextDate, networkName }]));
  return {
    heading: t('home.underWay', { count }),
    lead:
      next === undefined
        ? t(count === 0 ? 'home.allOver' : 'home.noDate')
        : t('home.nextDate', { day: say.dayNamed(next.day), what: say.text(next.text), network: next.networkName }),
  };
}

interface DeparturesProps {
  readonly title: string;
  readonly of: readonly DepartureSummary[];
  /** The heading is shown; otherwise the one of the page says it already. */
  readonly seen?: boolean;
}

function Departures({ title, of, seen = false }: DeparturesProps) {
  if (of.length === 0) return null;
  return (
    <section className={css.section} aria-label={title}>
      <h2 className={seen ? undefined : 'unseen'}>{title}</h2>
      <ul className={css.cards}>
        {of.map((departure) => (
          <li key={departure.id}>
            <DepartureCard departure={departure} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Archives({ title, of }: { readonly title: string; readonly of: readonly ArchiveSummary[] }) {
  const jobs = useQuery(api.jobs.list.queryOptions({ staleTime: 0 }));
  if (of.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby="archives">
      <h2 id="archives">{title}</h2>
      <ul className={css.cards}>
        {of.map((archive) => (
          <li key={archive.id}>
            <ArchiveCard
              archive={archive}
              job={jobs.data?.find(({ kind, archive: about }) => kind === 'import' && about === archive.id)?.job ?? null}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
