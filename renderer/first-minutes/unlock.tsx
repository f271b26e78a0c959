/** A vault that has to be opened by the person: with the passphrase, or with the recovery code. */
import { Button, PasswordInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { VaultState } from '../../shared/contract/schemas.ts';
import { api, queries } from '../client.ts';
import { noteMove } from '../moves.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { useSay } from '../say.ts';
import css from './first-minutes.module.css';

interface UnlockProps {
  readonly vault: VaultState;
  /** Why it did not open by itself. */
  readonly error: unknown;
}

export function Unlock({ vault, error }: UnlockProps) {
  const { t } = useSay();
  const [by, setBy] = useState<'passphrase' | 'recoveryCode'>(vault.protection === 'passphrase' ? 'passphrase' : 'recoveryCode');
  const form = useForm({
    mode: 'controlled',
    initialValues: { typed: '' },
    validate: { typed: (value) => (value.trim() === '' ? t('unlock.empty') : null) },
  });
  const unlock = useMutation(
    api.vault.unlock.mutationOptions({
      onSuccess: (now) => {
        noteMove();
        queries.setQueryData(api.vault.state.queryKey(), now);
      },
    }),
  );
  const turn = (to: typeof by): void => {
    form.reset();
    unlock.reset();
    setBy(to);
  };
  const problem = unlock.error ?? (unlock.isIdle ? error : null);
  return (
    <main className={css.page}>
      <div className={css.inner}>
        <p className={css.brand}>{t('app.name')}</p>
        <div>
          <Heading title={t('app.name')}>{t('unlock.title')}</Heading>
          <p className={css.lead}>{t(`unlock.${by}.lead`)}</p>
        </div>
        <form className={css.form} onSubmit={form.onSubmit(({ typed }) => unlock.mutate({ [by]: typed }))}>
          {by === 'passphrase' ? (
            <PasswordInput
              label={t('unlock.passphrase.label')}
              autoComplete="current-password"
              ref={focusOnArrival}
              visibilityToggleButtonProps={{ 'aria-label': t('protect.passphrase.show') }}
              {...form.getInputProps('typed')}
            />
          ) : (
            <Textarea
              label={t('unlock.recoveryCode.label')}
              autosize
              minRows={2}
              autoComplete="off"
              spellCheck={false}
              ref={focusOnArrival}
              {...form.getInputProps('typed')}
            />
          )}
          {problem !== null && problem !== undefined && <ErrorNotice error={problem} />}
          <div className={css.row}>
            <Button type="submit" loading={unlock.isPending}>
              {t('unlock.go')}
            </Button>
            {by === 'passphrase' && (
              <Button variant="subtle" onClick={() => turn('recoveryCode')}>
                {t('unlock.recoveryCode.instead')}
              </Button>
            )}
            {by === 'recoveryCode' && vault.protection === 'passphrase' && (
              <Button variant="subtle" onClick={() => turn('passphrase')}>
                {t('unlock.passphrase.instead')}
              </Button>
            )}
            {by === 'recoveryCode' && vault.protection !== 'passphrase' && (
              <Button variant="subtle" loading={unlock.isPending} onClick={() => unlock.mutate({})}>
                {t('unlock.keychain.again')}
              </Button>
            )}
          </div>
        </form>
      </div>
    </main>
  );
}

/** There is one thing to do on this screen. */
function focusOnArrival(field: HTMLElement | null): void {
  field?.focus();
}
