/** An archive at a glance: how much of what, when, and where it came from. */
import { Link } from '@tanstack/react-router';
import { Heading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { useSay } from '../say.ts';
import { mainCounts } from './in-short.ts';
import { Months } from './months.tsx';
import { useArchive } from './use-archive.ts';
import css from './archive.module.css';

export function Overview() {
  const say = useSay();
  const { t } = say;
  const { id, detail } = useArchive();
  if (detail === null) return <Loading />;
  return (
    <>
      <Heading level={2} of="overview" className="unseen">
        {t('tab.overview')}
      </Heading>
      <dl className={css.stat}>
        {mainCounts(say, detail).map(({ key, count, noun }) => (
          <div key={key}>
            <dt>{noun}</dt>
            <dd>{say.number(count)}</dd>
          </div>
        ))}
      </dl>
      {detail.months.length > 0 && <Months months={detail.months} />}
      <section className={css.section} aria-labelledby="imports">
        <h2 id="imports">{t('overview.imports')}</h2>
        <ul className={css.imports}>
          {detail.imports.map((one) => (
            <li key={one.id} className={css.import}>
              <Link to="/archive/$archive/imports/$import" params={{ archive: id, import: one.id }}>
                {t('overview.import', { date: say.dateTime(one.at) })}
              </Link>
              <span className="soft small">
                {t(`overview.state.${one.state}`)} ·{' '}
                {t('overview.importCounts', {
                  files: one.files,
                  kept: one.kept,
                  duplicate: one.duplicate,
                  refused: one.refused,
                  damaged: one.damaged,
                })}
                {!one.originalKept && <> · {t('overview.originalNotKept')}</>}
              </span>
            </li>
          ))}
        </ul>
        <p className="soft small">{t('overview.size', { bytes: say.bytes(detail.bytes) })}</p>
      </section>
    </>
  );
}
