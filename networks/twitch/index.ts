/** All that Adieu knows of Twitch. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const twitch = {
  id: 'twitch',
  name: 'Twitch',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
