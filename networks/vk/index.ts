/** All that Adieu knows of VK (VKontakte). Its exports are kept as they are: there is no reader yet. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const vk = {
  id: 'vk',
  name: 'VK (VKontakte)',
  aliases: ['VKontakte', 'ВКонтакте'],
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
