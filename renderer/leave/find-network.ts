/** Finding a network by any of its names, without accents and case. */
import type { NetworkSummary } from '../../shared/contract/schemas.ts';

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Those one of whose names holds what was typed; first those that begin with it. In their own order where nothing is typed. */
export function findNetworks(networks: readonly NetworkSummary[], typed: string): NetworkSummary[] {
  const wanted = plain(typed);
  if (wanted === '') return [...networks];
  const ranked = networks.flatMap((network) => {
    const places = [network.name, network.id, ...network.aliases]
      .map((name) => plain(name).indexOf(wanted))
      .filter((at) => at >= 0);
    return places.length === 0 ? [] : [{ network, rank: Math.min(...places) === 0 ? 0 : 1 }];
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ network }) => network);
}
