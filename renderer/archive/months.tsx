/** How much a month, as bars; the same as a table for those who read it. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { ArchiveDetail } from '../../shared/contract/schemas.ts';
import { useSay } from '../say.ts';
import { everyMonth } from './every-month.ts';
import css from './archive.module.css';

const kinds = ['post', 'message', 'comment', 'reaction'] as const;
type Kind = (typeof kinds)[number];

const height = 120;
const step = 10;

export function Months({ months }: { readonly months: ArchiveDetail['months'] }) {
  const say = useSay();
  const { t } = say;
  const there = kinds.filter((kind) => months.some((month) => month[kind] > 0));
  const [chosen, setChosen] = useState<Kind | null>(null);
  const kind = chosen ?? there[0] ?? 'post';
  const all = everyMonth(months);
  const most = Math.max(1, ...all.map((month) => month[kind]));
  const title = t('months.title', { kind });
  return (
    <section className={css.section} aria-labelledby="months">
      <div className={css.chartTop}>
        <h2 id="months">{title}</h2>
        {there.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t('months.which')}
            value={kind}
            onChange={(value) => setChosen(there.find((one) => one === value) ?? null)}
            data={there.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
          />
        )}
      </div>
      <figure>
        <svg
          className={css.chart}
          viewBox={`0 0 ${Math.max(1, all.length) * step} ${height}`}
          preserveAspectRatio="none"
          aria-hidden
        >
          {all.map((month, index) => {
            const tall = month[kind] === 0 ? 0 : Math.max(2, (month[kind] / most) * (height - 6));
            return (
              <rect key={month.month} className={css.bar} x={index * step + 1} width={step - 2} y={height - tall} height={tall}>
                <title>{t('months.bar', { month: say.month(month.month), count: month[kind] })}</title>
              </rect>
            );
          })}
        </svg>
        <figcaption className={css.ends}>
          <span>{say.month(all[0]?.month ?? '')}</span>
          <span>{t('months.most', { count: most })}</span>
          <span>{say.month(all.at(-1)?.month ?? '')}</span>
        </figcaption>
      </figure>
      <table className="unseen">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t('months.month')}</th>
            <th scope="col">{t(`kinds.${kind}`)}</th>
          </tr>
        </thead>
        <tbody>
          {all
            .filter((month) => month[kind] > 0)
            .map((month) => (
              <tr key={month.month}>
                <th scope="row">{say.month(month.month)}</th>
                <td>{say.number(month[kind])}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  );
}
