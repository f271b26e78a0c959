/** One departure on the first screen: how far it has come, what is next, and the date that matters. The whole card leads there. */
import type { DepartureSummary } from '../../shared/departures/view.ts';
import { DepartureLink } from '../parts/departure-link.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { Handle } from '../parts/who.tsx';
import { useSay, type Say } from '../say.ts';
import { StageRing, stagesBehind } from './stage-ring.tsx';
import css from './home.module.css';

export function DepartureCard({ departure }: { readonly departure: DepartureSummary }) {
  const say = useSay();
  const { id, network, networkName, handle, nextDate } = departure;
  return (
    <article className={css.card}>
      <StageRing departure={departure} />
      <div>
        <div className={css.network}>
          <h3>
            <DepartureLink departure={id} className={css.open}>
              {networkName}
            </DepartureLink>
          </h3>
          <NetworkMark network={network} name={networkName} size={14} />
        </div>
        <p className={css.who}>
          <Handle of={handle} />
        </p>
        <p className={css.next}>{nextWords(say, departure)}</p>
        {nextDate !== null && (
          <p>
            <span className={css.pill} data-tone={nextDate.presses ? 'amber' : 'accent'}>
              {say.t('home.dateIn', {
                what: say.text(nextDate.text),
                day: say.dayNamed(nextDate.day, 'short'),
                days: nextDate.inDays,
              })}
            </span>
          </p>
        )}
      </div>
    </article>
  );
}

function nextWords(say: Say, { next, stage, stages }: DepartureSummary): string {
  if (next !== null) return say.text(next.title);
  if (stage === 'grace') return say.t('home.nothingGrace');
  return say.t(stagesBehind({ stage, stages }) === stages.length ? 'home.finished' : 'home.nothingNow');
}
