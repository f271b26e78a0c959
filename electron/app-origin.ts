/** The one address of the page. Compared part by part: `startsWith` would take `app://adieu.example` for ours. */
export const appScheme = 'app';
export const appHost = 'adieu';
export const appOrigin = `${appScheme}://${appHost}`;
export const appPage = `${appOrigin}/`;

/** The path of an address of ours (`/`, `/assets/index.js`), or null for anybody else's. */
export function pathOfApp(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const ours =
    url.protocol === `${appScheme}:` && url.host === appHost && url.port === '' && url.username === '' && url.password === '';
  return ours ? url.pathname : null;
}

/** Whether this is the page itself, the only document the window may show. */
export function isAppPage(address: string): boolean {
  return pathOfApp(address) === '/';
}
