/** All that Adieu knows of Strava. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const strava = {
  id: 'strava',
  name: 'Strava',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
