/** Names of accounts, and which addresses are somebody's profile. */
const handle = /^[a-z0-9._]{1,30}$/i;
const hosts = /^(?:www\.|m\.)?(?:instagram\.com|threads\.(?:net|com))$/i;

/** First parts of addresses that are no one's name. */
const reserved = new Set(['p', 'reel', 'reels', 'tv', 'explore', 'stories', 'accounts', 'direct', 'about', 'legal', 'share', 's', 'web', 'developer', 'www']); // prettier-ignore

export function isHandle(value: unknown): value is string {
  return typeof value === 'string' && handle.test(value.trim());
}

/** Of several values the one that is a handle: they are written in small letters, and behind the name that is shown. */
export function handleAmong(values: readonly (string | null)[]): string | null {
  const found = values.filter(isHandle);
  return found.findLast((one) => one === one.toLowerCase()) ?? found[0] ?? null;
}

export function isAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value);
}

/** Parts of the path of an address of Instagram or Threads; null for any other. */
export function partsOf(address: string): string[] | null {
  if (!isAddress(address) || !URL.canParse(address)) return null;
  const url = new URL(address);
  return hosts.test(url.hostname) ? url.pathname.split('/').filter((part) => part !== '') : null;
}

/** Whose profile it is: `https://www.instagram.com/_u/<handle>`, `https://www.threads.com/@<handle>`. */
export function handleIn(address: unknown): string | null {
  const parts = typeof address === 'string' ? partsOf(address) : null;
  if (parts === null) return null;
  const rest = parts[0] === '_u' ? parts.slice(1) : parts;
  const name = rest[0]?.replace(/^@|^%40/i, '');
  return rest.length === 1 && isHandle(name) && !reserved.has(name.toLowerCase()) ? name : null;
}

/** The id in an address of a post, a reel or a video: `/p/<id>/`, `/<handle>/reel/<id>/`, `/@<handle>/post/<id>`. */
export function postIn(address: string | null): string | null {
  const parts = address === null ? null : partsOf(address);
  if (parts === null) return null;
  const at = parts.findIndex((part) => part === 'p' || part === 'reel' || part === 'tv' || part === 'post' || part === 't');
  return at < 0 ? null : (parts[at + 1] ?? null);
}
