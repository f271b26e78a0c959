/** How much a stranger may cost us. */
export interface Limits {
  /** For one probe, with everything it leads to. Milliseconds. */
  readonly total: number;
  /** Without a byte. Milliseconds. */
  readonly idle: number;
  readonly redirects: number;
  /** Of one answer. Bytes. */
  readonly header: number;
  /** As it comes, and unpacked. Bytes; what is beyond is not read. */
  readonly body: number;
}

export const limits: Limits = { total: 20_000, idle: 10_000, redirects: 5, header: 65_536, body: 524_288 };
