/** What a preload's world and main tell each other, as JSON text; `args`, `data` and `value` are clones made by the codec. */
export type ToWorld =
  | { readonly do: 'answer'; readonly id: number; readonly error: string | null; readonly value: string }
  | { readonly do: 'message'; readonly channel: string; readonly args: string; readonly ports: readonly number[] }
  | { readonly do: 'port'; readonly id: number; readonly data: string }
  | { readonly do: 'closed'; readonly id: number }
  | { readonly do: 'paths'; readonly id: number; readonly paths: readonly string[] };
export type FromWorld =
  | { readonly do: 'invoke'; readonly id: number; readonly channel: string; readonly args: string }
  | { readonly do: 'send'; readonly channel: string; readonly args: string }
  | { readonly do: 'port'; readonly id: number; readonly data: string }
  | { readonly do: 'closed'; readonly id: number }
  | { readonly do: 'paths'; readonly id: number; readonly files: number };

export interface WorldNames {
  readonly binding: string;
  readonly deliver: string;
  readonly files: string;
  readonly handshake: string;
  readonly subframes: boolean;
}
