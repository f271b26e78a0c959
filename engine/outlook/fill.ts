/** From a probe's address and an account to the address that is asked. */
import type { LookFailure } from '../../shared/outlook.ts';
import { notAskable, publicHostName } from './hosts.ts';

/** What is known of the account, each as the network writes it; null where it is not. */
export interface NamesOfAccount {
  readonly username: string | null;
  readonly handle: string | null;
  readonly id: string | null;
  readonly server: string | null;
}

/** Longer than any network gives; longer is no name. */
const longest = 300;

/** The address, or why there is none. A name stays one part of it: it cannot end a path, begin a query or climb. */
export function fill(template: string, account: NamesOfAccount): URL | LookFailure {
  const authorityEnd = template.indexOf('/', 'https://'.length);
  let failure: LookFailure | null = null;
  const filled = template.replaceAll(/\{(username|handle|id|server)\}/g, (_, name: keyof NamesOfAccount, at: number) => {
    const value = account[name];
    if (value === null || value === '') failure ??= 'no-name';
    else if (name === 'server') {
      const host = publicHostName(value);
      if (host !== null) return host;
      failure ??= 'bad-server';
    } else if (value.length > longest || !value.isWellFormed() || /^\.+$/.test(value)) failure ??= 'bad-name';
    else if (authorityEnd === -1 || at < authorityEnd) {
      // As a part of a host name it is only what host names are made of.
      if (/^[a-z0-9.-]+$/i.test(value)) return value;
      failure ??= 'bad-name';
    } else return encodeURIComponent(value);
    return '';
  });
  if (failure !== null) return failure;
  const url = URL.canParse(filled) ? new URL(filled) : null;
  if (url === null || url.username !== '' || url.password !== '') return 'bad-name';
  return notAskable(url) ?? url;
}
