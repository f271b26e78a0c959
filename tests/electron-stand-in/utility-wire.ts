/** What main and a forked process say to each other about messages and ports (over Node's own channel, `serialization: 'advanced'`). */
export interface Wired {
  readonly clone: Uint8Array;
  readonly ports: readonly number[];
}
export type ToChild =
  | ({ readonly do: 'message' } & Wired)
  | ({ readonly do: 'port'; readonly id: number } & Wired)
  | { readonly do: 'closed'; readonly id: number };
export type FromChild =
  | { readonly do: 'message'; readonly clone: Uint8Array }
  | { readonly do: 'port'; readonly id: number; readonly clone: Uint8Array }
  | { readonly do: 'closed'; readonly id: number };
