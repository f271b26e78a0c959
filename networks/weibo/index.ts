/** All that Adieu knows of Weibo. Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const weibo = {
  id: 'weibo',
  name: 'Weibo',
  aliases: ['Sina Weibo', '新浪微博'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
