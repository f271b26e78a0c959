/** Every file of an import, by what became of it. There may be a million; only the pages in sight are fetched. */
import { Chip } from '@mantine/core';
import { useMemo, useState } from 'react';
import { fates, type AccountOfImport, type FileFate } from '../../shared/account-of-import.ts';
import { client } from '../client.ts';
import { PagedList } from '../parts/paged-list.tsx';
import type { PageSource } from '../parts/pages.ts';
import { useSay } from '../say.ts';
import { fateWords } from './reasons.ts';
import css from './importing.module.css';

type Shown = 'all' | FileFate['became'];

export function AccountFiles({ account }: { readonly account: AccountOfImport }) {
  const say = useSay();
  const { t } = say;
  const [shown, setShown] = useState<Shown>('all');
  const { archive, import: id, state, fileCounts } = account;
  const source = useMemo<PageSource<FileFate>>(
    () => ({
      key: ['files', archive, id, state, shown],
      size: 200,
      load: async (offset, limit) => {
        const became = shown === 'all' ? {} : { became: shown };
        const { total, files } = await client.imports.files({ archive, import: id, offset, limit, ...became });
        return { total, rows: files };
      },
    }),
    [archive, id, state, shown],
  );
  const all = fates.reduce((sum, fate) => sum + fileCounts[fate], 0);
  const chips = ['all', ...fates.filter((fate) => fileCounts[fate] > 0)] satisfies Shown[];
  return (
    <section className={css.section} aria-labelledby="files">
      <h2 id="files">{t('account.filesTitle')}</h2>
      <Chip.Group value={shown} onChange={(value) => setShown(chips.find((chip) => chip === value) ?? 'all')}>
        <div className={css.row} role="radiogroup" aria-labelledby="files">
          {chips.map((chip) => (
            <Chip key={chip} value={chip} size="sm">
              {t(`fates.${chip}`, {
                count: chip === 'all' ? all : fileCounts[chip],
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
