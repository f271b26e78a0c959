/** All that Adieu knows of WeChat (numbers without +86). Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const wechat = {
  id: 'wechat',
  name: 'WeChat (numbers without +86)',
  aliases: ['Weixin', '微信'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
