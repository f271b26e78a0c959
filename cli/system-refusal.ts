import { basename } from 'node:path';
import { Refusal, type RefusalCode } from '../shared/errors.ts';

/** What the system says no to, wherever it happens. */
const anywhere: Readonly<Record<string, RefusalCode>> = {
  EACCES: 'not-readable',
  EPERM: 'not-readable',
  EROFS: 'not-readable',
  ENOSPC: 'no-room',
  EDQUOT: 'no-room',
};
/** In a place the person chose it is their choice; elsewhere it would be a bug. */
const chosen: Readonly<Record<string, RefusalCode>> = {
  ...anywhere,
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ENAMETOOLONG: 'not-found',
  ELOOP: 'not-found',
  EISDIR: 'exists',
  EEXIST: 'exists',
  ENOTEMPTY: 'exists',
};

/** The refusal that stands for a system's error about a file; null where it is none. */
export function systemRefusal(error: unknown, where: 'anywhere' | 'chosen'): Refusal | null {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return null;
  const code = (where === 'chosen' ? chosen : anywhere)[String(error.code)];
  if (code === undefined) return null;
  return new Refusal(code, 'path' in error ? { file: basename(String(error.path)) } : {}, { cause: error });
}
