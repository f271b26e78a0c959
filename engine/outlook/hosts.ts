/** Host names that may be asked, and the addresses on them. */
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import type { LookFailure } from '../../shared/outlook.ts';
import { isPublicAddress } from './addresses.ts';

/** Never public: RFC 6761, 6762, 7686, 8375, 9476, 9664 and what ICANN keeps back because offices and homes use it. */
const inner = new Set(
  'localhost localdomain local internal intranet private corp home lan test invalid example onion alt arpa'.split(' '),
);
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** The name as it is written in addresses (IDN as punycode), or null where it is no public host name: with a port, a path, bare numbers… */
export function publicHostName(name: string): string | null {
  if (name.length > 253 || /[^\p{L}\p{N}\p{M}.-]/u.test(name)) return null;
  const host = domainToASCII(name);
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (host.length > 253 || labels.length < 2 || !labels.every((part) => label.test(part))) return null;
  return inner.has(last) || /^\d+$/.test(last) ? null : host;
}

/**
 * Why this address must not be asked; null where it may. What a name resolves to is checked when it is connected to (see addresses.ts); with a proxy, which
 * resolves by itself, this is all that is checked.
 */
export function notAskable(url: URL): LookFailure | null {
  if (url.protocol !== 'https:') return 'not-https';
  if (url.port !== '') return 'odd-port';
  const bare = bareHost(url);
  if (isIP(bare) !== 0) return isPublicAddress(bare) ? null : 'private-address';
  return publicHostName(bare.replace(/\.$/, '')) === null ? 'private-address' : null;
}

/** Without the brackets of IPv6. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}
