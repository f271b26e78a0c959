/** The second way in: an export the person already has. */
import { TakeExport } from '../parts/take-export.tsx';
import { useSay } from '../say.ts';
import css from './home.module.css';

export function OpenExport() {
  const { t } = useSay();
  return (
    <section className={css.way} aria-labelledby="open-export">
      <h2 id="open-export">{t('open.title')}</h2>
      <p>{t('open.text')}</p>
      <TakeExport quiet />
    </section>
  );
}
