/** One archive on the first screen. */
import { Link } from '@tanstack/react-router';
import type { ArchiveSummary } from '../../shared/contract/schemas.ts';
import { NetworkMark } from '../parts/network-mark.tsx';
import { Handle } from '../parts/who.tsx';
import { useSay } from '../say.ts';
import { ResumeImport } from '../importing/resume-import.tsx';
import { mainCounts, spanWords } from '../archive/in-short.ts';
import css from './home.module.css';

export function ArchiveCard({ archive, job }: { readonly archive: ArchiveSummary; readonly job: string | null }) {
  const say = useSay();
  const span = spanWords(say, archive.first, archive.last);
  return (
    <article className={css.card}>
      <NetworkMark network={archive.network} />
      <div>
        <h3>
          <Link to="/archive/$archive" params={{ archive: archive.id }} className={css.open}>
            {archive.networkName}
            {archive.account !== null && (
              <>
                {' · '}
                <Handle of={archive.account} />
              </>
            )}
          </Link>
        </h3>
        <p className={css.who}>{span ?? say.t('archive.undated')}</p>
        <p className={css.counts}>{say.list(mainCounts(say, archive).map(({ whole }) => whole))}</p>
        {archive.state === 'importing' && (
          <div className={css.stopped}>
            <span className={css.pill}>{say.t(job === null ? 'archive.stopped' : 'archive.importing')}</span>
            {job === null ? (
              archive.resumable !== null && <ResumeImport archive={archive.id} small />
            ) : (
              <Link to="/job/$job" params={{ job }}>
                {say.t('archive.seeImport')}
              </Link>
            )}
          </div>
        )}
      </div>
    </article>
  );
}
