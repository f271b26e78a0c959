/** All that Adieu knows of Facebook. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const facebook = {
  id: 'facebook',
  name: 'Facebook',
  aliases: ['FB', 'Meta'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
