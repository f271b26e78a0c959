/** How one is reminded of dates, and, where the door can, that Adieu stays in the tray for it. */
import { Switch } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { About } from '../../shared/contract/schemas.ts';
import { Stays, type Bridge } from '../../shared/bridge.ts';
import { queries } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import css from './settings.module.css';

interface ReminderSettingsProps {
  readonly about: About;
  readonly passphrase: boolean;
}

export function ReminderSettings({ about, passphrase }: ReminderSettingsProps) {
  const { t } = useSay();
  return (
    <section className={css.section} aria-labelledby="reminders">
      <h2 id="reminders">{t('settings.reminders')}</h2>
      <p>{t(about.notifies ? 'settings.reminders.system' : 'settings.reminders.page')}</p>
      {!about.notifies && (
        <p>
          <Link to="/calendar">{t('settings.reminders.calendar')}</Link>
        </p>
      )}
      {about.notifies && window.adieu !== undefined && <Stay bridge={window.adieu} passphrase={passphrase} />}
    </section>
  );
}

const key = ['stays'];

function Stay({ bridge, passphrase }: { readonly bridge: Bridge; readonly passphrase: boolean }) {
  const { t } = useSay();
  const stays = useQuery({ queryKey: key, queryFn: async () => Stays.parse(await bridge({ ask: 'stays' })) });
  const change = useMutation({
    mutationFn: async (on: boolean) => Stays.parse(await bridge({ ask: 'stay', on })),
    onSuccess: (now) => queries.setQueryData(key, now),
  });
  return (
    <>
      <Switch
        label={t('settings.stay')}
        description={t('settings.stayText')}
        checked={change.isPending ? change.variables : (stays.data ?? false)}
        disabled={stays.data === undefined}
        onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
      />
      {passphrase && <p className="soft">{t('settings.stayPassphrase')}</p>}
      {change.error !== null && <ErrorNotice error={change.error} />}
    </>
  );
}
