/** One date: the day, what it is, of which departure, what it means, and where it comes from. */
import type { CalendarDate } from '../../shared/departures/calendar.ts';
import { DepartureLink } from '../parts/departure-link.tsx';
import { FactSource } from '../parts/fact-source.tsx';
import { NetworkMark } from '../parts/network-mark.tsx';
import { Handle } from '../parts/who.tsx';
import { useSay } from '../say.ts';
import css from './calendar.module.css';

/** Dates that press: what is missed on them cannot be made up for. */
const pressing = new Set(['link-dies', 'last-day-back']);

export function DateRow({ date }: { readonly date: CalendarDate }) {
  const say = useSay();
  const { t } = say;
  const { day, at, hour, zone, text, means, source, fact, inDays, happened } = date;
  const presses = pressing.has(date.what) || source === 'letter';
  const state =
    inDays === null ? 'unknown' : inDays < 0 ? 'over' : inDays === 0 ? 'today' : inDays <= 3 && presses ? 'near' : 'ahead';
  return (
    <div className={css.date} data-state={state}>
      <div className={css.day}>
        {day === null ? (
          <span className={css.number} aria-label={t('calendar.unknown')}>
            ?
          </span>
        ) : (
          <time dateTime={day}>
            <span className="unseen">{say.partialDate(day)}</span>
            <span aria-hidden className={css.number}>
              {say.number(Number(day.slice(8)))}
            </span>
            <span aria-hidden className={css.weekday}>
              {say.weekday(day)}
            </span>
          </time>
        )}
      </div>
      <div className={css.what}>
        <p className={css.text}>
          {say.text(text)}
          {hour && at !== null && <span className={css.hour}> {t('calendar.at', { hour: say.hourIn(at, zone) })}</span>}
        </p>
        <p className={css.who}>
          <DepartureLink departure={date.departure}>
            {date.networkName} · <Handle of={date.handle} />
          </DepartureLink>
          {source !== 'departure' && <span> · {t(`calendar.source.${source}`)}</span>}
        </p>
        {means !== null && <p className={css.means}>{say.text(means)}</p>}
        {fact !== null && <FactSource fact={fact} fold />}
      </div>
      <div className={css.when}>
        {inDays !== null && (
          <span className={css.badge}>
            {happened
              ? t('calendar.happened')
              : inDays < 0
                ? t('calendar.ago', { days: -inDays })
                : t('calendar.in', { days: inDays })}
          </span>
        )}
        <NetworkMark network={date.network} size={16} />
      </div>
    </div>
  );
}
