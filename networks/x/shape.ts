/** Looking into values that came from outside. */
import type { RefusalReason } from '../../shared/account-of-import.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one where it is none. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : nothing;
}
const nothing: Fields = {};

const none: readonly unknown[] = [];
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : none;
}

/** A text that says something; null for anything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A count that came as a number or as digits; null for anything else. */
export function countOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  if (typeof value !== 'string' || value === '') return null;
  const number = Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : null;
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (!isFields(value)) return false;
  for (const _ in value) return false;
  return true;
}

/**
 * The object that a row wraps (`{"tweet": {…}}`), under one of `names`; the row itself where it has none of them and `bare` allows that; else why there is
 * none.
 */
export function unwrap(row: unknown, names: readonly string[], bare: boolean): Fields | RefusalReason {
  if (isEmpty(row)) return 'empty-item';
  if (!isFields(row)) return 'wrong-shape';
  for (const name of names) {
    const inner = row[name];
    if (inner === undefined) continue;
    if (isFields(inner)) return isEmpty(inner) ? 'empty-item' : inner;
    return inner === null || inner === '' ? 'empty-item' : 'wrong-shape';
  }
  return bare ? row : 'wrong-shape';
}

/** All fields but those in `without`, as they came. */
export function rest(fields: Fields, without: ReadonlySet<string>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key in fields) if (!without.has(key)) keep(out, key, fields[key]);
  return out;
}

/** Those of the fields in `texts` that are none, as they came: no record has room for them. */
export function odd(fields: Fields, texts: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of texts) if (typeof fields[key] !== 'string' && !isEmpty(fields[key])) out[key] = fields[key];
  return out;
}

/** Sets a field of any name, also one that would change the object's nature. */
export function keep(into: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, enumerable: true, configurable: true, writable: true });
  else into[key] = value;
}
