/** Opening an address in the person's own browser: https only, to hosts that stand in the facts. */
import { shell } from 'electron';

/** The host of an address that may leave the app if the facts name it; null for anything but plain https (no port, no user name). */
export function hostOutside(address: string): string | null {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:') return null;
  return url.port === '' && url.username === '' && url.password === '' ? url.hostname : null;
}

/** Opens it if `knows` says that its host, compared whole, stands in the facts; says whether it did. */
export async function openOutside(address: string, knows: (host: string) => Promise<boolean>): Promise<boolean> {
  const host = hostOutside(address);
  if (host === null || !(await knows(host))) return false;
  await shell.openExternal(new URL(address).href);
  return true;
}
