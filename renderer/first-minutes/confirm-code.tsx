/** "I wrote it down": two groups of the code typed back, or the whole code in the first field. */
import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, queries } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';
import { groupsOf, groupsToAsk, sameSigns } from './code-groups.ts';
import css from './first-minutes.module.css';

interface ConfirmCodeProps {
  readonly code: string;
  readonly confirmed: () => void;
  readonly back: () => void;
}

export function ConfirmCode({ code, confirmed, back }: ConfirmCodeProps) {
  const { t } = useSay();
  const groups = groupsOf(code);
  const [[first, second]] = useState(() => groupsToAsk(groups.length, Math.random));
  const form = useForm({
    mode: 'controlled',
    initialValues: { first: '', second: '' },
    validate: (values) => {
      if (sameSigns(values.first, code)) return {};
      const wrong = (typed: string, group: number) =>
        sameSigns(typed, groups[group] ?? '') ? null : t('recovery.differs', { number: group + 1 });
      return { first: wrong(values.first, first), second: wrong(values.second, second) };
    },
  });
  const confirm = useMutation(
    api.vault.confirmRecovery.mutationOptions({
      onSuccess: (now) => {
        queries.setQueryData(api.vault.state.queryKey(), now);
        confirmed();
      },
    }),
  );
  return (
    <form className={css.form} onSubmit={form.onSubmit(() => confirm.mutate({ recoveryCode: code }))}>
      <p>{t('recovery.typeBack')}</p>
      <div className={css.row} style={{ alignItems: 'start' }}>
        <TextInput
          label={t('recovery.group', { number: first + 1 })}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('first')}
        />
        <TextInput
          label={t('recovery.group', { number: second + 1 })}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('second')}
        />
      </div>
      {confirm.error !== null && <ErrorNotice error={confirm.error} />}
      <div className={css.row}>
        <Button type="submit" loading={confirm.isPending}>
          {t('recovery.confirm')}
        </Button>
        <Button variant="default" onClick={back}>
          {t('recovery.again')}
        </Button>
      </div>
    </form>
  );
}
