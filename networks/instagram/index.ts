/** All that Adieu knows of Instagram. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const instagram = {
  id: 'instagram',
  name: 'Instagram',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
