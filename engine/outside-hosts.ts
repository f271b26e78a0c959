/** The hosts to which a page may point the person's own browser: those that the facts of the networks and the list of authorities name, and no other. */
import { authorityAddresses } from './letters/authorities.ts';
import type { FactsShelf } from './facts.ts';
import type { Network } from './intake/toolkit/network.ts';

/** Whether a host stands in the facts, in a whole https address. Compared whole: no ending, no beginning. */
export async function knowsHost(host: string, shelf: FactsShelf, networks: readonly Network[]): Promise<boolean> {
  for (const { id, facts } of networks) if (facts !== null && names(await shelf.of(id), host)) return true;
  return names(await authorityAddresses(), host);
}

function names(value: unknown, host: string): boolean {
  if (typeof value === 'string') return hostOf(value) === host;
  return typeof value === 'object' && value !== null && Object.values(value).some((below) => names(below, host));
}

/** Null for what is no plain https address; an address with a place to be filled in names no host if the place is in the host. */
function hostOf(text: string): string | null {
  const url = text.startsWith('https://') ? URL.parse(text) : null;
  return url === null || url.port !== '' || url.username !== '' || /[{}]|%7[bd]/i.test(url.hostname) ? null : url.hostname;
}
