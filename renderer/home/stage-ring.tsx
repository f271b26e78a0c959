/** How far a departure has come, as a ring: stages behind, of all. */
import type { DepartureSummary } from '../../shared/departures/view.ts';
import { useSay } from '../say.ts';
import css from './stage-ring.module.css';

/** Stages behind the present one; all of them where the last has nothing open any more. */
export function stagesBehind({ stage, stages }: Pick<DepartureSummary, 'stage' | 'stages'>): number {
  const at = stages.findIndex(({ id }) => id === stage);
  return at === stages.length - 1 && stages[at]?.open === 0 ? stages.length : Math.max(0, at);
}

export function StageRing({ departure }: { readonly departure: Pick<DepartureSummary, 'stage' | 'stages'> }) {
  const { t } = useSay();
  const behind = stagesBehind(departure);
  const of = departure.stages.length;
  const name =
    behind === of ? t('home.stagesOver', { of }) : t('home.stages', { behind, of, stage: t(`stageOf.${departure.stage}`) });
  return (
    <svg className={css.ring} viewBox="0 0 72 72" role="img" aria-label={name}>
      <circle className={css.all} cx="36" cy="36" r="32.5" />
      {behind > 0 && (
        <circle
          className={css.behind}
          cx="36"
          cy="36"
          r="32.5"
          pathLength={of}
          strokeDasharray={`${behind} ${of}`}
          transform="rotate(-90 36 36)"
        />
      )}
      <text className={css.count} x="36" y="36">
        {t('home.stagesShort', { behind, of })}
      </text>
    </svg>
  );
}
