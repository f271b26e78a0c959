/** All that Adieu knows of Bluesky. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const bluesky = {
  id: 'bluesky',
  name: 'Bluesky',
  aliases: ['bsky'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
