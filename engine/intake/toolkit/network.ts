import type { ExportReader } from './reader.ts';

/** All that Adieu knows of one network; one folder of `networks/` each. */
export interface Network {
  readonly id: string;
  /** As the network writes it. */
  readonly name: string;
  /** Other names by which people look for it. */
  readonly aliases?: readonly string[];
  /** Stands for any network that has no folder of its own: whoever leaves one types its name. */
  readonly general?: boolean;
  /** Its `facts.json`: what is known of leaving it (`shared/facts`). Null for a network that only has exports, as in tests. */
  readonly facts: URL | null;
  /** Null where Adieu cannot read its exports yet: the files are then kept as they are. */
  readonly reader: ExportReader | null;
  /** A generated export with which everything can be tried, as the bytes of a file. */
  readonly sample?: (options: SampleOptions) => { readonly name: string; stream(): NodeJS.ReadableStream };
}

export interface SampleOptions {
  readonly followers: number;
  readonly posts: number;
  readonly messages: number;
}
