/** Why a question got no answer: a code for the record. Everything that can go wrong outside is expected; nothing of it is a bug. */
import type { LookFailure } from '../../shared/outlook.ts';

export class Failed extends Error {
  readonly failure: LookFailure;
  constructor(failure: LookFailure) {
    super(failure);
    this.name = 'Failed';
    this.failure = failure;
  }
}

const codes: readonly (readonly [RegExp, LookFailure])[] = [
  [/^HPE_HEADER_OVERFLOW$/, 'too-much-header'],
  [/^HPE_/, 'not-http'],
  [/^ERR_PROXY_/, 'proxy'],
  [/^(ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/, 'reset'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^ETIMEDOUT$/, 'timeout'],
  [/^(Z_|ERR__ERROR_|ERR_BROTLI|ERR_PADDING)/, 'garbled'],
  [
    /^(ERR_TLS_|ERR_SSL_|EPROTO$|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|INVALID_CA|HOSTNAME_MISMATCH|ERROR_IN_CERT_)/,
    'tls',
  ],
  [/^ERR_(INVALID_URL|UNESCAPED_CHARACTERS|INVALID_CHAR)$/, 'bad-address'],
];

/** The code of whatever Node throws for a connection, a certificate or a compressed body; what is in no list did not get through. */
export function failureOf(error: unknown): LookFailure {
  if (error instanceof Failed) return error.failure;
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  return codes.find(([pattern]) => pattern.test(code))?.[1] ?? 'unreachable';
}
