/** A notice in the corner that goes by itself. */
import { notifications, type NotificationData } from '@mantine/notifications';
import type { useSay } from '../say.ts';

/** With a name for the button that closes it, which Mantine gives none. */
export function showPassing(t: ReturnType<typeof useSay>['t'], notice: NotificationData): void {
  notifications.show({ ...notice, closeButtonProps: { 'aria-label': t('close') } });
}
