/** An archive in a few words and numbers. */
import type { ArchiveSummary } from '../../shared/contract/schemas.ts';
import type { Say } from '../say.ts';

export interface CountInShort {
  readonly key: string;
  readonly count: number;
  /** `80 000 followers` */
  readonly whole: string;
  /** `followers` */
  readonly noun: string;
}

/** What people ask for first, in that order, and only what there is. */
export function mainCounts(say: Say, archive: Pick<ArchiveSummary, 'counts' | 'relations' | 'people'>): CountInShort[] {
  const { counts, relations } = archive;
  const wanted = [
    ['follower', relations.follower],
    ['following', relations.following],
    ['friend', relations.friend],
    ['post', counts.post],
    ['message', counts.message],
    ['comment', counts.comment],
    ['reaction', counts.reaction],
  ] as const;
  return wanted.flatMap(([key, count]) =>
    count === undefined || count === 0
      ? []
      : [{ key, count, whole: say.t(`count.${key}`, { count }), noun: say.t(`noun.${key}`, { count }) }],
  );
}

/** From the first dated record to the last, by the day. */
export function spanWords(say: Say, first: string | null, last: string | null): string | null {
  const from = say.date(first);
  const to = say.date(last);
  if (from === null || to === null) return null;
  return from === to ? from : say.t('span.days', { from, to });
}

/** `TikTok, 2019 to 2024`. */
export function archiveTitle(say: Say, archive: Pick<ArchiveSummary, 'networkName' | 'first' | 'last'>): string {
  const from = say.year(archive.first);
  const to = say.year(archive.last);
  const network = archive.networkName;
  if (from === null || to === null) return network;
  return from === to ? say.t('archive.titleYear', { network, year: from }) : say.t('archive.titleYears', { network, from, to });
}
