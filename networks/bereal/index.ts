/** All that Adieu knows of BeReal. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const bereal = {
  id: 'bereal',
  name: 'BeReal',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
