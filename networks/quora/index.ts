/** All that Adieu knows of Quora. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const quora = {
  id: 'quora',
  name: 'Quora',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
