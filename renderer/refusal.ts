/** Telling expected errors, which have words, from bugs, which have not. */
import { ORPCError } from '@orpc/client';
import { refusalCodes, type RefusalCode } from '../shared/errors.ts';

export interface RefusalTold {
  readonly code: RefusalCode;
  readonly detail: Readonly<Record<string, string | number>>;
}

/** A refusal that did not come from the engine: the page knew first. */
export class RefusedHere extends Error implements RefusalTold {
  readonly code: RefusalCode;
  readonly detail: Readonly<Record<string, string | number>>;
  constructor(code: RefusalCode, detail: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

export function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(refusalCodes, code);
}

/** What was refused, or null where the error is none of the expected ones. */
export function refusalOf(error: unknown): RefusalTold | null {
  if (error instanceof RefusedHere) return error;
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return null;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('code' in data) || typeof data.code !== 'string') return null;
  if (!isRefusalCode(data.code)) return null;
  const detail: Record<string, string | number> = {};
  if ('detail' in data && typeof data.detail === 'object' && data.detail !== null)
    for (const [name, value] of Object.entries(data.detail))
      if (typeof value === 'string' || typeof value === 'number') detail[name] = value;
  return { code: data.code, detail };
}
