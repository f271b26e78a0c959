/** All that Adieu knows of Instagram. */
import type { Network } from '../../engine/intake/toolkit/index.ts';
import { reader } from './reader.ts';

export const instagram = {
  id: 'instagram',
  name: 'Instagram',
  aliases: ['Insta', 'IG', 'Meta'],
  facts: new URL('./facts.json', import.meta.url),
  reader,
} satisfies Network;
