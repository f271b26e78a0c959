import { hash } from 'node:crypto';
import type { RecordKind } from '../../../shared/records.ts';

/**
 * The id of a record: the first 128 bits of SHA-256 over network, kind and natural key, as 32 hexadecimal digits.
 * The same thing read twice, from any export of the account, has the same id.
 */
export function recordId(network: string, kind: RecordKind, key: string): string {
  return hash('sha256', `${network}\0${kind}\0${key}`, 'hex').slice(0, 32);
}
