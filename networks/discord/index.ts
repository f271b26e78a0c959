/** All that Adieu knows of Discord. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const discord = {
  id: 'discord',
  name: 'Discord',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
