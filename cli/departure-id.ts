import { Refusal } from '../shared/errors.ts';
import type { Session } from './session.ts';

/** The departure a person means: by its id or the beginning of it, or by account (`@exemple`, `tiktok:exemple`) where only one fits. Throws `Refusal('no-departure')`. */
export async function departureId({ client, engine }: Session, given: string): Promise<string> {
  const { state } = engine.context.vault.standing();
  if (state === 'new') throw new Refusal('no-departure', { departure: given });
  const all = await client.departures.list();
  if (all.some(({ id }) => id === given)) return given;
  const [, network, handle = ''] = /^(?:([a-z0-9-]+):)?@?(.*)$/s.exec(given) ?? [];
  const found = all.filter(
    (one) =>
      (given.length >= 4 && one.id.startsWith(given)) ||
      ((network === undefined || one.network === network) && one.handle.toLowerCase() === handle.toLowerCase()),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Refusal('no-departure', { departure: given });
  return only.id;
}
