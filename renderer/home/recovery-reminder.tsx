/** A quiet reminder until the recovery code has been typed back. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../client.ts';
import { Notice } from '../parts/notice.tsx';
import { useSay } from '../say.ts';
import css from './home.module.css';

export function RecoveryReminder() {
  const { t } = useSay();
  const vault = useQuery(api.vault.state.queryOptions({ staleTime: Infinity }));
  if (vault.data === undefined || vault.data.recoveryConfirmed || vault.data.protection === 'none') return null;
  return (
    <div className={css.gap}>
      <Notice head={t('recovery.reminder')} actions={<Link to="/settings">{t('recovery.reminderGo')}</Link>}>
        <p className="soft">{t('recovery.reminderText')}</p>
      </Notice>
    </div>
  );
}
