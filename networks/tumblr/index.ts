/** All that Adieu knows of Tumblr. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const tumblr = {
  id: 'tumblr',
  name: 'Tumblr',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
