/** Looking into values that came from outside. */

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : nothing;
}
const nothing: Fields = {};

/** ActivityStreams writes one thing and a list of one thing alike: either as a list, nothing as an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === null || value === undefined ? [] : [value];
}

/** A text that says something; null for anything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** What something is called, whether its bare address stands there or the thing itself. */
export function uriOf(value: unknown): string | null {
  return textOf(value) ?? textOf(fieldsOf(value)['id']);
}

/** An address that may be followed; null for any other text, which is kept where it stood. */
export function addressOf(value: unknown): string | null {
  return typeof value === 'string' && /^https?:\/\/[^\s"<>]+$/i.test(value) ? value : null;
}

/** The first address of `url`, which is a text, a link object or a list of either. */
export function firstAddress(url: unknown): string | null {
  for (const one of listOf(url)) {
    const address = addressOf(one) ?? addressOf(fieldsOf(one)['href']);
    if (address !== null) return address;
  }
  return null;
}

export function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (isFields(value) && Object.keys(value).length === 0);
}

/** All fields but those in `without`, as they came. */
export function rest(fields: Fields, without: ReadonlySet<string>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key in fields) if (!without.has(key)) keep(out, key, fields[key]);
  return out;
}

/** Those of the fields in `texts` that are none, as they came: no record has room for them. */
export function odd(fields: Fields, texts: ReadonlySet<string>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of texts) {
    const value = fields[key];
    if (key !== '@context' && typeof value !== 'string' && !isEmpty(value)) out[key] = value;
  }
  return out;
}

/** Sets a field of any name, also one that would change the object's nature. */
export function keep(into: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  else into[key] = value;
}

/** An address or path without what follows `?` or `#`. */
export function withoutQuery(address: string): string {
  const end = address.search(/[?#]/);
  return end < 0 ? address : address.slice(0, end);
}
