/** Every file of an import, by what became of it. There may be a hundred thousand; only those in sight are drawn. */
import { Chip } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { FileFate } from '../../shared/account-of-import.ts';
import { PagedList } from '../parts/paged-list.tsx';
import type { PageSource } from '../parts/pages.ts';
import { useSay } from '../say.ts';
import { fateWords } from './reasons.ts';
import css from './importing.module.css';

const fates = ['damaged', 'kept', 'read'] as const;
type Shown = 'all' | (typeof fates)[number];

export function AccountFiles({ of, files }: { readonly of: string; readonly files: readonly FileFate[] }) {
  const say = useSay();
  const { t } = say;
  const [shown, setShown] = useState<Shown>('all');
  const wanted = useMemo(() => {
    const order = (file: FileFate): number => fates.indexOf(file.became);
    return files.filter(({ became }) => shown === 'all' || became === shown).toSorted((a, b) => order(a) - order(b));
  }, [files, shown]);
  const source = useMemo<PageSource<FileFate>>(
    () => ({
      // Nothing to fetch: the list is here. `of` says which account, as it stands now.
      key: ['files', of, shown],
      size: 200,
      load: (offset, limit) => Promise.resolve({ total: wanted.length, rows: wanted.slice(offset, offset + limit) }),
    }),
    [of, shown, wanted],
  );
  const chips = ['all', ...fates.filter((fate) => files.some(({ became }) => became === fate))] satisfies Shown[];
  return (
    <section className={css.section} aria-labelledby="files">
      <h2 id="files">{t('account.filesTitle')}</h2>
      <Chip.Group value={shown} onChange={(value) => setShown(chips.find((chip) => chip === value) ?? 'all')}>
        <div className={css.row} role="radiogroup" aria-labelledby="files">
          {chips.map((chip) => (
            <Chip key={chip} value={chip} size="sm">
              {t(`fates.${chip}`, {
                count: chip === 'all' ? files.length : files.filter(({ became }) => became === chip).length,
              })}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <PagedList
        source={source}
        label={t('account.filesTitle')}
        estimate={70}
        empty={<p className="soft">{t('account.noFiles')}</p>}
        item={(file) => (
          <div className={css.file}>
            <bdi className={css.path}>{file.file}</bdi>
            <span className="soft numbers" style={{ textAlign: 'end' }}>
              {say.bytes(file.bytes)}
            </span>
            <span className={css.fate} data-became={file.became}>
              {t(`became.${file.became}`)}
            </span>
            <p className="small soft">{fateWords(say, file)}</p>
          </div>
        )}
      />
    </section>
  );
}
