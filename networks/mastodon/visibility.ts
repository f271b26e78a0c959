/** Who may see a post: ActivityStreams says it by whom the post is addressed to. */
import type { PostRecord } from '../../shared/records.ts';
import type * as z from 'zod';
import { listOf, uriOf, type Fields } from './shape.ts';

type Visibility = z.infer<typeof PostRecord>['visibility'];

const everyone = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);

/** `to` everyone: public; everyone only in `cc`: unlisted; the followers: theirs; nobody but the people named: direct. */
export function visibilityOf(thing: Fields, followers: string | null): Visibility {
  if (thing['directMessage'] === true) return 'direct';
  if (thing['to'] === undefined && thing['cc'] === undefined) return null;
  const to = listOf(thing['to']).map(uriOf);
  const cc = listOf(thing['cc']).map(uriOf);
  const has = (list: readonly (string | null)[], is: (uri: string) => boolean): boolean =>
    list.some((uri) => uri !== null && is(uri));
  if (has(to, (uri) => everyone.has(uri))) return 'public';
  if (has(cc, (uri) => everyone.has(uri))) return 'unlisted';
  const all = [...to, ...cc];
  // Some servers have an audience of their own ("everyone here"), which none of the words means.
  if (has(all, (uri) => uri.endsWith('#Public'))) return null;
  if (has(all, (uri) => uri === followers || uri.endsWith('/followers'))) return 'followers';
  return 'direct';
}
