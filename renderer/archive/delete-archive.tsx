/** Deleting an archive. It is named by what it is, and the person types that name. */
import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, queries } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { showPassing } from '../parts/passing-notice.ts';
import { useSay } from '../say.ts';
import { mainCounts } from './in-short.ts';
import { names } from './names.ts';

interface DeleteArchiveProps {
  readonly archive: string;
  readonly opened: boolean;
  readonly close: () => void;
}

export function DeleteArchive({ archive, opened, close }: DeleteArchiveProps) {
  const say = useSay();
  const { t } = say;
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const detail = useQuery(api.archives.get.queryOptions({ input: { archive }, enabled: opened })).data;
  const remove = useMutation(
    api.archives.remove.mutationOptions({
      onSuccess: async () => {
        close();
        showPassing(t, { message: t('delete.done') });
        await navigate({ to: '/' });
        await queries.invalidateQueries();
      },
    }),
  );
  const leave = (): void => {
    setTyped('');
    remove.reset();
    close();
  };
  const name = detail === undefined ? '' : (detail.account ?? detail.networkName);
  return (
    <Modal opened={opened} onClose={leave} title={t('delete.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        style={{ display: 'grid', gap: 16 }}
        onSubmit={(event) => {
          event.preventDefault();
          remove.mutate({ archive, name: typed });
        }}
      >
        <p>
          {detail === undefined
            ? t('loading')
            : t('delete.what', {
                network: detail.networkName,
                name,
                counts: say.list(mainCounts(say, detail).map(({ whole }) => whole)),
              })}
        </p>
        <p>{t('delete.forGood')}</p>
        <TextInput
          label={t('delete.type', { name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
        />
        {remove.error !== null && <ErrorNotice error={remove.error} />}
        <div style={{ display: 'flex', gap: 10, flexWrap: 'wrap' }}>
          <Button type="submit" color="brick" loading={remove.isPending} disabled={!names(typed, name)}>
            {t('delete.go')}
          </Button>
          <Button variant="default" onClick={leave}>
            {t('delete.keep')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
