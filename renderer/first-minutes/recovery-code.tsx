/** The recovery code, large, to be copied onto paper. Printing prints this and nothing else. */
import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { CopyText } from '../parts/copy-text.tsx';
import { useSay } from '../say.ts';
import { groupsOf } from './code-groups.ts';
import css from './first-minutes.module.css';

export function RecoveryCode({ code }: { readonly code: string }) {
  const { t, date } = useSay();
  const [today] = useState(() => new Date().toISOString());
  return (
    <>
      <div className={css.code} data-print-only>
        <p className="small soft">{t('recovery.paper', { date: date(today) })}</p>
        <ol className={css.groups} aria-label={t('recovery.code')}>
          {groupsOf(code).map((group, index) => (
            // The place of a group in the code is what it is.
            <li key={index}>{group}</li>
          ))}
        </ol>
      </div>
      <div className={css.row}>
        <CopyText text={code} label={t('recovery.copy')} />
        <Button variant="default" leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('recovery.print')}
        </Button>
      </div>
    </>
  );
}
