/** Reasons of an account in words. */
import type { AccountOfImport, FileFate } from '../../shared/account-of-import.ts';
import type { Say } from '../say.ts';

/** Why a file is what it became; for one that was read, by whom. */
export function fateWords(say: Say, { became, reason, records }: FileFate): string {
  switch (became) {
    case 'read':
      return say.t('fate.read', { records });
    case 'kept':
      return reason === null ? say.t('fate.kept') : say.named(`kept.${reason}`, reason);
    case 'damaged': {
      const why = reason === null ? say.t('fate.damaged') : say.named(`damage.${reason}`, reason);
      return records === 0 ? why : say.t('fate.damagedButRead', { why, records });
    }
  }
}

/** A problem seen before reading: a reason for damage in most cases. */
export function problemWords(say: Say, reason: string): string {
  return say.named(`damage.${reason}`, say.named(`kept.${reason}`, reason));
}

export function warningWords(say: Say, { code, file, detail }: AccountOfImport['warnings'][number]): string {
  return say.t(`warning.${code}`, { file: file ?? '', detail: detail ?? '' });
}

/** Kept over all kinds, and the rest. */
export function totals(account: AccountOfImport): { found: number; kept: number; duplicate: number; refused: number } {
  const sum = { found: 0, kept: 0, duplicate: 0, refused: 0 };
  for (const tally of Object.values(account.records)) {
    sum.found += tally.found;
    sum.kept += tally.kept;
    sum.duplicate += tally.duplicate;
    sum.refused += tally.refused;
  }
  return sum;
}
