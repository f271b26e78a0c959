/** JSON values by what they are, without believing that they are what they should be. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

const none: Fields = {};

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : none);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The members of a list; one thing alone may stand there without the list around it. */
export const membersOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : isFields(value) && Object.keys(value).length > 0 ? [value] : [];

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** The fields without those that stand in the record itself. */
export function without(fields: Fields, taken: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !taken.includes(name)));
}

/** Those of the fields that are no text (nor, where that will do, a number), as they came: no record has room for them. */
export function odd(fields: Fields, names: readonly string[], numbers = false): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => names.includes(name) && !isEmpty(value) && !isPlain(value, numbers)),
  );
}

const isPlain = (value: unknown, numbers: boolean): boolean =>
  typeof value === 'string' || (numbers && (typeof value === 'number' || JSON.isRawJSON(value)));

/** What an entry of a list holds beside an address, a value and a moment. */
export function beside(entry: unknown): Record<string, unknown> {
  if (typeof entry === 'string' || isEmpty(entry)) return {};
  if (!isFields(entry)) return { entry };
  const rest = {
    ...without(entry, ['href', 'value', 'timestamp', 'timestamp_value']),
    ...odd(entry, ['href', 'value']),
    ...odd(entry, ['timestamp', 'timestamp_value'], true),
  };
  return isEmpty(rest) ? {} : { entry: rest };
}
