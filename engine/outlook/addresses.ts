/**
 * Which machines may be spoken to: public ones. The check is made on the addresses that the connection is then made to, inside the connection's own look-up, so that
 * a name that answers differently a second time gains nothing. Ranges: the special-purpose registries of IANA (RFC 6890 and its updates).
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Failed } from './failed.ts';

const special = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  // Multicast, reserved, broadcast.
  ['224.0.0.0', 3],
] as const)
  special.addSubnet(network, prefix, 'ipv4');
// Inside the global unicast range: protocol assignments (Teredo among them), documentation, 6to4, which carries any IPv4 address.
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, prefix, 'ipv6');

/** Everything else of IPv6 (loopback, link-local, unique-local, multicast, IPv4-mapped…) lies outside of it. */
const unicast = new BlockList();
unicast.addSubnet('2000::', 3, 'ipv6');
/** NAT64 (RFC 6052): the last 32 bits are an IPv4 address. In a network without IPv4 every name leads there. */
const translated = new BlockList();
translated.addSubnet('64:ff9b::', 96, 'ipv6');

/** True for an IP address that anybody on the internet could reach. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !special.check(address, 'ipv4');
    case 6:
      // A zone is for link-local addresses only.
      if (address.includes('%')) return false;
      if (translated.check(address, 'ipv6')) return isPublicAddress(lastQuad(address));
      return unicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
    default:
      return false;
  }
}

function lastQuad(address: string): string {
  // The one form of RFC 5952, in which at least the last group is written out.
  const groups = new URL(`https://[${address}]/`).hostname.slice(1, -1).split(':');
  const [high, low] = groups.slice(-2).map((group) => Number.parseInt(group || '0', 16));
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.');
}

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

const resolveBySystem: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (error) reject(error);
      else resolve(addresses);
    });
  });

/** A look-up for `https.request` that gives out public addresses or fails; one that is not spoils the name. */
export function publicLookup(resolve: Resolve = resolveBySystem): LookupFunction {
  return (host, { all, family }, callback) => {
    const answer = (error: unknown, addresses: readonly LookupAddress[] = []): void => {
      const [first] = addresses;
      if (first === undefined) callback(error as NodeJS.ErrnoException, all === true ? [] : '');
      else if (all === true) callback(null, [...addresses]);
      else callback(null, first.address, first.family);
    };
    resolve(host).then(
      (found) => {
        if (found.some(({ address }) => !isPublicAddress(address))) return answer(new Failed('private-address'));
        const wanted = found.filter((one) => (family !== 4 && family !== 6) || one.family === family);
        return wanted.length === 0 ? answer(new Failed('unreachable')) : answer(null, wanted);
      },
      (error: unknown) => answer(error),
    );
  };
}
