import { Refusal } from '../shared/errors.ts';
import type { Session } from './session.ts';

/** The archive a person means: by its id, or by account (`@exemple`, `tiktok:exemple`) where only one fits. Throws `Refusal('no-archive')`. */
export async function archiveId({ client, engine }: Session, given: string): Promise<string> {
  const { state } = engine.context.vault.standing();
  if (state === 'new') throw new Refusal('no-archive', { archive: given });
  const all = await client.archives.list();
  if (all.some(({ id }) => id === given)) return given;
  const [, network, account = ''] = /^(?:([a-z0-9-]+):)?@?(.*)$/s.exec(given) ?? [];
  const found = all.filter(
    (one) => (network === undefined || one.network === network) && one.account?.toLowerCase() === account.toLowerCase(),
  );
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Refusal('no-archive', { archive: given });
  return only.id;
}
