/** All that Adieu knows of Messenger. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const messenger = {
  id: 'messenger',
  name: 'Messenger',
  aliases: ['Facebook Messenger', 'Meta'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
