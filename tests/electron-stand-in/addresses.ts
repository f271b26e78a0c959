/**
 * Plain Chromium knows no scheme of ours, so `app://adieu/x` is `https://adieu.app.invalid/x` in it: a standard, secure origin like the one Electron makes
 * of a scheme registered as such; `.invalid` never resolves (RFC 2606), and every request to it is answered by `protocol.handle`. Whatever main is told or
 * says is in `app:` addresses; whatever Chromium is told or says is in `https:` ones.
 */
export function toChromium(address: string, schemes: ReadonlySet<string>): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/is.exec(address);
  const [, scheme, host, rest] = match ?? [];
  return scheme !== undefined && schemes.has(scheme.toLowerCase()) ? `https://${host}.${scheme}.invalid${rest || '/'}` : address;
}

export function fromChromium(address: string, schemes: ReadonlySet<string>): string {
  const match = /^(blob:)?https:\/\/([^/?#:]+)\.([a-z0-9+-]+)\.invalid(.*)$/is.exec(address);
  const [, blob, host, scheme, rest] = match ?? [];
  return scheme !== undefined && schemes.has(scheme) ? `${blob ?? ''}${scheme}://${host}${rest ?? ''}` : address;
}
