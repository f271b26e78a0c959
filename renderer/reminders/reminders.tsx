/** Reminders in the page, where the door has no other way to tell them: a calm notice above the screen, until the person has seen it. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '../client.ts';
import { DepartureLink } from '../parts/departure-link.tsx';
import { Notice } from '../parts/notice.tsx';
import { atHandle, useSay } from '../say.ts';
import { useReminders } from './use-reminders.ts';
import css from './reminders.module.css';

export function Reminders() {
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  return about.data?.notifies === false ? <InThePage /> : null;
}

function InThePage() {
  const { t, text } = useSay();
  const about = useQuery(api.about.queryOptions({ staleTime: Infinity }));
  const { told, seen } = useReminders();
  const nameOf = (network: string): string => about.data?.networks.find(({ id }) => id === network)?.name ?? network;
  // There from the beginning: a live region that comes with its words is not read out.
  return (
    <section className={css.reminders} aria-label={t('reminders.label')} aria-live="polite">
      {told.map(({ key, departure, network, handle, text: words }) => (
        <Notice
          key={key}
          tone="amber"
          head={text(words)}
          actions={
            <Button size="compact-sm" variant="default" onClick={() => seen(key)}>
              {t('reminders.dismiss')}
            </Button>
          }
        >
          <p>
            <DepartureLink departure={departure}>
              {t('reminders.of', { network: nameOf(network), handle: atHandle(handle) })}
            </DepartureLink>
          </p>
        </Notice>
      ))}
    </section>
  );
}
