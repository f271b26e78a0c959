/** Any network that has no folder here. Nothing is known of it, so the plan is the general one and says what to look for; the person types its name. */
import type { Network } from '../../engine/intake/toolkit/index.ts';

export const other = {
  id: 'other',
  name: 'Another network',
  general: true,
  facts: new URL('./facts.json', import.meta.url),
  reader: null,
} satisfies Network;
