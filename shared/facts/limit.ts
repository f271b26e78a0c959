/** How long a text may be on a network. */
import * as z from 'zod';
import { basis } from './fact.ts';
import { Text } from './text.ts';

/** `post`: what is published, also the words beside a picture or a video; `bio`: the line or lines of the account; `message`: one direct message. */
export const LimitId = z.enum(['post', 'bio', 'message']);
export type LimitId = z.infer<typeof LimitId>;

/**
 * What one counts as. `units`: UTF-16 units, the most careful reading where a source says “characters” and no more; `graphemes`: what people take for one
 * character; `weighted`: Latin and punctuation one, everything else and each emoji two, each link 23; `links-23`: each link 23, the rest as graphemes;
 * `emoji-bytes`: an emoji as many as its UTF-8 bytes.
 */
export const CountedAs = z.enum(['units', 'graphemes', 'weighted', 'links-23', 'emoji-bytes']);
export type CountedAs = z.infer<typeof CountedAs>;

export const Limit = z.strictObject({
  id: LimitId,
  value: z.number().int().min(1).max(1_000_000),
  countedAs: CountedAs,
  ...basis,
  note: Text.nullable(),
  contradicts: z.array(z.strictObject({ says: Text, sources: basis.sources })).max(10),
});
export type Limit = z.infer<typeof Limit>;
