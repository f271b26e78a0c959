/** All that Adieu knows of Snapchat. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const snapchat = {
  id: 'snapchat',
  name: 'Snapchat',
  aliases: ['Snap'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
