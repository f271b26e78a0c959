/** The recovery code again: shown on demand, and typed back if that is still to be done. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../client.ts';
import { ConfirmCode } from '../first-minutes/confirm-code.tsx';
import { RecoveryCode } from '../first-minutes/recovery-code.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import css from './settings.module.css';

export function RecoverySettings({ confirmed }: { readonly confirmed: boolean }) {
  const { t } = useSay();
  const [checking, setChecking] = useState(false);
  const shown = useMutation(api.vault.recoveryCode.mutationOptions({ gcTime: 0 }));
  const code = shown.data?.recoveryCode;
  const hide = (): void => {
    setChecking(false);
    shown.reset();
  };
  return (
    <section className={css.section} aria-labelledby="recovery">
      <h2 id="recovery">{t('settings.recovery')}</h2>
      <p>{t('settings.recoveryText')}</p>
      <p className="soft">{t(confirmed ? 'settings.recoveryConfirmed' : 'settings.recoveryUnconfirmed')}</p>
      {shown.error !== null && <ErrorNotice error={shown.error} />}
      {code === undefined ? (
        <div>
          <Button variant="default" loading={shown.isPending} onClick={() => shown.mutate(undefined)}>
            {t('settings.recoveryShow')}
          </Button>
        </div>
      ) : checking ? (
        <ConfirmCode code={code} confirmed={hide} back={() => setChecking(false)} />
      ) : (
        <>
          <RecoveryCode code={code} />
          <div className={css.row}>
            {!confirmed && <Button onClick={() => setChecking(true)}>{t('recovery.written')}</Button>}
            <Button variant="subtle" onClick={hide}>
              {t('settings.recoveryHide')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
