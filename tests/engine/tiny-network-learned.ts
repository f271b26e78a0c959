/** The network of `tiny-network.ts` after its reader has learned something: it calls every post another name, and knows that comments are none. */
import type { Network, Out } from '../../engine/intake/toolkit/index.ts';
import { networks as before } from './tiny-network.ts';

const learned = (out: Out): Out => ({
  ...out,
  record: (draft) => {
    if (draft.kind !== 'comment') out.record(draft.kind === 'post' ? { ...draft, key: `learned ${draft.key}` } : draft);
  },
});

export const networks: readonly Network[] = before.map((network) => ({
  ...network,
  reader: network.reader && {
    recognise: network.reader.recognise,
    async plan(look, recognition) {
      const plan = await network.reader?.plan(look, recognition);
      if (plan === undefined) throw new Error('no reader');
      return { ...plan, steps: [...plan.steps].map((step) => ({ ...step, read: (out: Out) => step.read(learned(out)) })) };
    },
  },
}));
