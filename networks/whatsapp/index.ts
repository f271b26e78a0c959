/** All that Adieu knows of WhatsApp. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const whatsapp = {
  id: 'whatsapp',
  name: 'WhatsApp',
  aliases: ['WA'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
