/** All that Adieu knows of Reddit. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const reddit = {
  id: 'reddit',
  name: 'Reddit',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
