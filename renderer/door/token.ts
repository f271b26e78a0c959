/**
 * The one-time token in the address, taken out of it before anything else reads the address (the router does, when it is loaded). Imported first.
 */
const given = /^#token=([A-Za-z0-9_-]{43})$/.exec(window.location.hash)?.[1] ?? null;
if (window.location.hash.startsWith('#token=')) window.history.replaceState(null, '', window.location.pathname);

let left = given;

/** The token, once. */
export function takeToken(): string | null {
  const token = left;
  left = null;
  return token;
}
