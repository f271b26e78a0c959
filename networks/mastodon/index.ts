/** All that Adieu knows of Mastodon. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const mastodon = {
  id: 'mastodon',
  name: 'Mastodon',
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
