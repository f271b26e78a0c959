/** All that Adieu knows of Pinterest. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const pinterest = {
  id: 'pinterest',
  name: 'Pinterest',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
