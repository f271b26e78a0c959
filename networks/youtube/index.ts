/** All that Adieu knows of YouTube (Google). Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const youtube = {
  id: 'youtube',
  name: 'YouTube (Google)',
  aliases: ['YT'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
