/** Whether an error says that the disk is full, or what this person may use of it. */
const codes: ReadonlySet<unknown> = new Set(['SQLITE_FULL', 'ENOSPC', 'EDQUOT']);

export function isFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(error.code);
}
