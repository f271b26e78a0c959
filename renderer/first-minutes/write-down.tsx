/** The recovery code of a new vault: shown, then typed back. It may wait; the home screen will remind. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Heading } from '../parts/heading.tsx';
import { useSay } from '../say.ts';
import { ConfirmCode } from './confirm-code.tsx';
import { RecoveryCode } from './recovery-code.tsx';
import css from './first-minutes.module.css';

export function WriteDown({ code, done }: { readonly code: string; readonly done: () => void }) {
  const { t } = useSay();
  const [checking, setChecking] = useState(false);
  return (
    <>
      <div>
        <Heading of="recovery">{t('recovery.title')}</Heading>
        <p className={css.lead}>{t('recovery.lead')}</p>
      </div>
      {checking ? (
        <ConfirmCode code={code} confirmed={done} back={() => setChecking(false)} />
      ) : (
        <>
          <RecoveryCode code={code} />
          <div className={css.row}>
            <Button onClick={() => setChecking(true)}>{t('recovery.written')}</Button>
            <Button variant="subtle" onClick={done}>
              {t('recovery.later')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
