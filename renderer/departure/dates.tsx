/** The dates that belong to a stage, and how far they are off. */
import type { ClockId, DepartureView } from '../../shared/departures/index.ts';
import type { Stage } from '../../shared/facts/rule.ts';
import { useSay } from '../say.ts';
import { daysFrom } from './days.ts';
import css from './departure.module.css';

const asking: readonly ClockId[] = ['asked', 'expected-by', 'ready', 'link-dies', 'ask-again'];
const closing: readonly ClockId[] = ['closed', 'last-day-back', 'grace-ends', 'erased', 'backups-erased'];
const ofStage: Partial<Record<Stage, readonly ClockId[]>> = {
  request: asking,
  wait: asking,
  collect: asking,
  close: closing,
  confirm: closing,
  done: closing,
};
/** What is missed on these cannot be made up for; from this many days before they press. */
const pressing: ReadonlySet<ClockId> = new Set<ClockId>(['link-dies', 'last-day-back']);
const near = 3;

export function Dates({ view, stage }: { readonly view: DepartureView; readonly stage: Stage }) {
  const { t, partialDate } = useSay();
  const wanted = ofStage[stage] ?? [];
  const shown = view.clocks.filter(({ id }) => wanted.includes(id));
  if (shown.length === 0) return null;
  return (
    <dl className={css.dates}>
      {shown.map(({ id, day, over }) => {
        const left = day === null ? null : daysFrom(view.today, day);
        return (
          <div key={id}>
            <dt>{t(`clock.${id}`)}</dt>
            <dd>
              {day === null ? t('clock.unknown') : partialDate(day)}
              {left !== null && !over && (
                <span className={css.pill} data-tone={pressing.has(id) && left <= near ? 'amber' : 'accent'}>
                  {t('clock.left', { days: left })}
                </span>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
