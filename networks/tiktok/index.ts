/** All that Adieu knows of TikTok. */
import type { Network } from '../../engine/intake/toolkit/index.ts';
import { reader } from './reader.ts';
import { sampleTikTok } from './sample.ts';

export const tiktok = {
  id: 'tiktok',
  name: 'TikTok',
  facts: new URL('./facts.json', import.meta.url),
  reader,
  sample: sampleTikTok,
} satisfies Network;
