/** A list of an export, in one word: all records of a kind with the same `sub` (relation, form, topic…). */
export function listKey(kind: number, sub: string | null): string {
  return `${kind} ${sub ?? ''}`;
}
