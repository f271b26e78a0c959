/** JSON values by what they are, without believing that they are what they should be. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);

const none: Fields = {};

export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : none);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

/** The fields without those that stand in the record itself. */
export function without(fields: Fields, taken: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !taken.includes(name)));
}
