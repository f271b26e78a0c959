/** `like.js`: what the person liked, newest first; no author, and (but for a few) no date. */
import { asId, type ExportFile, type Out } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import { eachRow } from './rows.ts';
import { odd, rest, textOf, unwrap } from './shape.ts';
import { unescape } from './text.ts';

/** The file's topic → the reaction, the name its rows stand under, and the name of its date. */
export const reactionFiles: ReadonlyMap<string, { reaction: string; wrapper: string; dated: string }> = new Map([
  ['like', { reaction: 'like', wrapper: 'like', dated: 'likedAt' }],
  ['bookmark', { reaction: 'save', wrapper: 'bookmark', dated: 'bookmarkedAt' }],
]);

/** An address that may be shown as a link. */
const address = /^https:\/\/(?:www\.|mobile\.)?(?:twitter|x)\.com\//;

export function readLikes(file: ExportFile, out: Out, topic: string): Promise<number> {
  const { reaction, wrapper, dated } = reactionFiles.get(topic) ?? { reaction: topic, wrapper: topic, dated: '' };
  const wrappers = [wrapper];
  const consumed = new Set(['tweetId', 'fullText', 'expandedUrl', dated]);
  const consumedButUrl = new Set(['tweetId', 'fullText', dated]);
  return eachRow(file, out, 'reaction', (row, locator) => {
    const like = unwrap(row, wrappers, true);
    if (typeof like === 'string') return out.refuse('reaction', locator, like);
    const id = asId(like['tweetId']);
    if (id === null) return out.refuse('reaction', locator, 'no-identity');
    const text = textOf(like['fullText']);
    const url = textOf(like['expandedUrl']);
    const linked = url !== null && address.test(url);
    const given = textOf(like[dated]);
    out.record({
      kind: 'reaction',
      key: `${reaction}:${id}`,
      locator,
      at: given === null ? null : instant(given),
      atAsGiven: given,
      reaction,
      on: { url: linked ? url : null, networkId: id, author: null, text: text === null ? null : unescape(text) },
      raw: { ...rest(like, linked ? consumed : consumedButUrl), ...odd(like, ['fullText', dated]) },
    });
  });
}
