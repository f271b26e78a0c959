/** What stands beside the stages of a departure: screens of their own, each listed once it has a route. */
import { useRouter } from '@tanstack/react-router';
import type { DepartureView } from '../../shared/departures/index.ts';
import type { WordId } from '../../shared/words/en.ts';
import { useSay } from '../say.ts';
import css from './departure.module.css';

/** The last part of the address, and what it is called. */
const screens: readonly (readonly [path: string, name: WordId])[] = [
  ['farewell', 'beside.farewell'],
  ['letters', 'beside.letters'],
  ['hand-over', 'beside.handOver'],
  ['receipt', 'beside.receipt'],
  ['answers', 'beside.answers'],
  ['history', 'beside.history'],
];

export function Beside({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const routes = Object.keys(useRouter().routesByPath);
  return (
    <nav className={css.beside} aria-label={t('beside.title')}>
      <ul>
        {screens
          .filter(([path]) => routes.includes(`/departure/$departure/${path}`))
          .map(([path, name]) => (
            <li key={path}>
              <a href={`#/departure/${view.id}/${path}`}>{t(name)}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

/** Where a letter does what a button does not: shown once there are letters. */
export function ToLetters({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  const { routesByPath } = useRouter();
  if (!Object.hasOwn(routesByPath, '/departure/$departure/letters')) return null;
  return (
    <p>
      {t('beside.stuck')} <a href={`#/departure/${view.id}/letters`}>{t('beside.stuckGo')}</a>
    </p>
  );
}
