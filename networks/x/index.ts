/** All that Adieu knows of X, which was Twitter. */
import type { Network } from '../../engine/intake/toolkit/index.ts';
import { reader } from './reader.ts';

export { reader };
export const x = {
  id: 'x',
  name: 'X',
  aliases: ['Twitter'],
  facts: new URL('./facts.json', import.meta.url),
  reader,
} satisfies Network;
