/** All that Adieu knows of LinkedIn. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const linkedin = {
  id: 'linkedin',
  name: 'LinkedIn',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
