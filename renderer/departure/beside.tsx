/** What stands beside the stages of a departure: screens of their own. */
import { Link } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import { useSay } from '../say.ts';
import css from './departure.module.css';

const screens = [
  ['/departure/$departure/farewell', 'beside.farewell'],
  ['/departure/$departure/letters', 'beside.letters'],
  ['/departure/$departure/hand-over', 'beside.handOver'],
  ['/departure/$departure/receipt', 'beside.receipt'],
  ['/departure/$departure/answers', 'beside.answers'],
  ['/departure/$departure/history', 'beside.history'],
] as const;

export function Beside({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <nav className={css.beside} aria-label={t('beside.title')}>
      <ul>
        {screens.map(([to, name]) => (
          <li key={to}>
            <Link to={to} params={{ departure: view.id }}>
              {t(name)}
            </Link>
            {name === 'beside.handOver' && view.differences.length > 0 && (
              <p className={css.aside}>{t('differ.some', { count: view.differences.length })}</p>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where several people leave an account together. */
export function ToHandOver({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <p>
      {t('handed.team')}{' '}
      <Link to="/departure/$departure/hand-over" params={{ departure: view.id }}>
        {t('handed.teamGo')}
      </Link>
    </p>
  );
}

/** Where a letter does what a button does not. */
export function ToLetters({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  return (
    <p>
      {t('beside.stuck')}{' '}
      <Link to="/departure/$departure/letters" params={{ departure: view.id }}>
        {t('beside.stuckGo')}
      </Link>
    </p>
  );
}
