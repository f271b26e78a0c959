/** Opening an address in the person's own browser: https only, to hosts named here one by one. */
import { shell } from 'electron';

/** Exact host names, each with the reason it is here. None yet: the page shows no link that leaves it. */
const hosts: ReadonlyMap<string, string> = new Map();

/** Whether this address may be handed to the system. The host is compared whole: no ending, no beginning, no port, no user name. */
export function mayOpenOutside(address: string, allowed: ReadonlyMap<string, string> = hosts): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  const plain = url.port === '' && url.username === '' && url.password === '';
  return url.protocol === 'https:' && plain && allowed.has(url.hostname);
}

/** Opens it if it may be opened; says whether it did. */
export async function openOutside(address: string): Promise<boolean> {
  if (!mayOpenOutside(address)) return false;
  await shell.openExternal(new URL(address).href);
  return true;
}
