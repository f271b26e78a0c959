/** All that Adieu knows of Telegram. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const telegram = {
  id: 'telegram',
  name: 'Telegram',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
