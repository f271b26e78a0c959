/** A departure that goes to a colleague: what is in the sealed file, the sealing, and what was said differently once a file has come back. */
import { Link, useParams } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { BackToStages, DeparturePage } from '../departure/departure-page.tsx';
import { atHandle, useSay } from '../say.ts';
import { Differences } from './differences.tsx';
import { Seal } from './seal.tsx';
import css from './handed.module.css';

export function HandOverScreen() {
  const { t } = useSay();
  const { departure } = useParams({ from: '/departure/$departure/hand-over' });
  return (
    <DeparturePage departure={departure} narrow title={() => t('handed.title')} lead={() => t('handed.lead')}>
      {(view) => (
        <div className={css.parts}>
          <BackToStages view={view} />
          {/* What waits for a word comes first. */}
          {view.differences.length > 0 && <Differences view={view} />}
          <Contents view={view} />
          <Seal key={departure} view={view} />
          <section className={css.part} aria-labelledby="back">
            <h2 id="back">{t('handed.back')}</h2>
            <p>
              {t('handed.backText')} <Link to="/open-departure">{t('handed.backGo')}</Link>
            </p>
          </section>
          {view.differences.length === 0 && <Differences view={view} />}
        </div>
      )}
    </DeparturePage>
  );
}

function Contents({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <>
      <div className={css.two}>
        <section aria-labelledby="in">
          <h2 id="in">{t('handed.in')}</h2>
          <ul className={css.points}>
            <li>{t('handed.in.account', { handle: atHandle(view.handle), network: view.networkName })}</li>
            {(['said', 'letters', 'exports', 'computers'] as const).map((what) => (
              <li key={what}>{t(`handed.in.${what}`)}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="out">
          <h2 id="out">{t('handed.out')}</h2>
          <ul className={css.points}>
            {(['archive', 'keys', 'others', 'looks'] as const).map((what) => (
              <li key={what}>{t(`handed.out.${what}`)}</li>
            ))}
          </ul>
        </section>
      </div>
      <p className="soft">{t('handed.archiveWay')}</p>
    </>
  );
}
