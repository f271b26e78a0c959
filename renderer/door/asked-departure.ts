/** The desktop door asks for a departure's screen when its notification was clicked. */
import { DepartureAsked } from '../../shared/bridge.ts';

export function onAskedDeparture(show: (departure: string) => void): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window) return;
    const asked = DepartureAsked.safeParse(event.data);
    if (asked.success) show(asked.data.departure);
  });
}
