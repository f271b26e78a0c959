/** How people are named in the fediverse: `user@server`, or by the address of their actor. */
import { domainToASCII } from 'node:url';

/** `@user@server`, `user@server`, or, of someone on the person's own server, `user`. */
const account = /^@?([^\s@,;"<>/:(){}[\]=]+)(?:@([^\s@,;"<>/:(){}[\]=]+(?::\d+)?))?$/u;
const actor = /^https?:\/\/([^/?#\s]+)\/users\/([^/?#\s]+)$/i;
/** The page of a person, on their own server or as seen from another. */
const page = /^https?:\/\/([^/?#\s]+)\/@([^/?#\s@]+)(?:@([^/?#\s@]+))?\/?$/i;

/** `@User@Server` → `User@Server`; someone without a server is on the person's own, where that is known. Null for what is no such name. */
export function handleOf(given: string, ownServer: string | null): string | null {
  const [, name, server] = account.exec(given.trim()) ?? [];
  if (name === undefined) return null;
  const at = server ?? ownServer;
  return at === null ? name : `${name}@${at}`;
}

/** The handle in the one way of writing it that tells whether two are the same: lower case, the server as the network's own names know it. */
export function sameHandle(handle: string): string {
  const at = handle.lastIndexOf('@');
  if (at < 0) return handle.toLowerCase();
  const server = handle.slice(at + 1);
  return `${handle.slice(0, at)}@${domainToASCII(server) || server}`.toLowerCase();
}

/** The handle that an actor's address spells out (`https://server/users/name`); null where it does not. */
export function handleIn(uri: string): string | null {
  const [, server, name] = actor.exec(uri) ?? [];
  return server === undefined || name === undefined ? null : `${name}@${server}`;
}

/** The handle that an actor's address or a person's page spells out. */
export function handleOnPage(address: string): string | null {
  const [, here, name, away] = page.exec(address) ?? [];
  return name === undefined || here === undefined ? handleIn(address) : `${name}@${away ?? here}`;
}

/** The server of an address; null where it is no address. */
export function serverOf(uri: string | null): string | null {
  return uri === null ? null : (/^https?:\/\/([^/?#\s]+)/i.exec(uri)?.[1] ?? null);
}
