/** All that Adieu knows of Threads. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const threads = {
  id: 'threads',
  name: 'Threads',
  aliases: ['Meta'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
