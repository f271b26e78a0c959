/** What a search over one archive found. */
import { useSearch } from '@tanstack/react-router';
import { Heading } from '../parts/heading.tsx';
import { Hits } from '../search/hits.tsx';
import { useSay } from '../say.ts';
import { useArchive } from './use-archive.ts';

const noKinds: never[] = [];

export function Found() {
  const { t } = useSay();
  const { id } = useArchive();
  const { words = '', kinds = noKinds } = useSearch({ from: '/archive/$archive/search' });
  return (
    <>
      <Heading level={2} of="found" className="unseen">
        {t('search.found')}
      </Heading>
      <Hits archive={id} words={words} kinds={kinds} />
    </>
  );
}
