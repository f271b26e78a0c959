/** How what is kept is protected, in honest words. Nothing is chosen by silence but the best there is. */
import { Button, PasswordInput, Radio } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Protection, VaultState } from '../../shared/contract/schemas.ts';
import { api, queries } from '../client.ts';
import { noteMove } from '../moves.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Heading } from '../parts/heading.tsx';
import { Notice } from '../parts/notice.tsx';
import { useSay } from '../say.ts';
import css from './first-minutes.module.css';

interface ChooseProtectionProps {
  readonly keychain: VaultState['keychain'];
  readonly next: (recoveryCode: string, protection: Protection) => void;
}

export function ChooseProtection({ keychain, next }: ChooseProtectionProps) {
  const { t } = useSay();
  const form = useForm<{ protection: Protection; passphrase: string; again: string }>({
    mode: 'controlled',
    initialValues: {
      protection: keychain === 'available' ? 'keychain' : 'passphrase',
      passphrase: '',
      again: '',
    },
    validate: {
      passphrase: (value, { protection }) => (protection === 'passphrase' && value === '' ? t('protect.passphrase.none') : null),
      again: (value, { protection, passphrase }) =>
        protection === 'passphrase' && value !== passphrase ? t('protect.passphrase.differs') : null,
    },
  });
  const create = useMutation(
    api.vault.create.mutationOptions({
      onSuccess: async ({ recoveryCode }, { protection }) => {
        noteMove();
        // Everything knows that there is a vault before the next step is taken: who is quick would otherwise begin anew.
        await queries.invalidateQueries();
        next(recoveryCode, protection);
      },
    }),
  );
  const { protection } = form.values;
  const choices = (keychain === 'available' ? ['keychain', 'passphrase', 'none'] : ['passphrase', 'none']) satisfies Protection[];
  return (
    <form
      className={css.form}
      onSubmit={form.onSubmit(({ protection: by, passphrase }) =>
        create.mutate(by === 'passphrase' ? { protection: by, passphrase } : { protection: by }),
      )}
    >
      <div>
        <Heading of="protection">{t('protect.title')}</Heading>
        <p className={css.lead}>{t('protect.lead')}</p>
      </div>
      {keychain === 'unavailable' && <Notice head={t('protect.noKeychain.head')}>{t('protect.noKeychain.text')}</Notice>}
      <Radio.Group
        aria-label={t('protect.title')}
        value={protection}
        onChange={(value) => form.setFieldValue('protection', choices.find((choice) => choice === value) ?? protection)}
      >
        <div className={css.choices}>
          {choices.map((choice) => (
            <div key={choice} className={css.choice}>
              <Radio value={choice} label={t(`protect.${choice}.name`)} description={t(`protect.${choice}.text`)} />
              {choice === 'passphrase' && protection === 'passphrase' && (
                <div className={css.fields}>
                  <PasswordInput
                    label={t('protect.passphrase.label')}
                    description={t('protect.passphrase.hint')}
                    autoComplete="new-password"
                    visibilityToggleButtonProps={{ 'aria-label': t('protect.passphrase.show') }}
                    {...form.getInputProps('passphrase')}
                  />
                  <PasswordInput
                    label={t('protect.passphrase.again')}
                    autoComplete="new-password"
                    visibilityToggleButtonProps={{ 'aria-label': t('protect.passphrase.show') }}
                    {...form.getInputProps('again')}
                  />
                </div>
              )}
            </div>
          ))}
        </div>
      </Radio.Group>
      {protection === 'none' && (
        <Notice tone="brick" head={t('protect.none.warning')}>
          <p>{t('protect.none.warningText')}</p>
        </Notice>
      )}
      {create.error !== null && <ErrorNotice error={create.error} />}
      <div className={css.row}>
        <Button type="submit" loading={create.isPending} color={protection === 'none' ? 'brick' : 'accent'}>
          {t(protection === 'none' ? 'protect.none.go' : 'protect.go')}
        </Button>
      </div>
    </form>
  );
}
