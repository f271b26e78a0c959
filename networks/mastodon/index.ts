/** All that Adieu knows of Mastodon. */
import type { Network } from '../../engine/intake/toolkit/index.ts';
import { reader } from './reader.ts';

export const mastodon = {
  id: 'mastodon',
  name: 'Mastodon',
  aliases: ['Fediverse'],
  facts: new URL('./facts.json', import.meta.url),
  reader,
} satisfies Network;
