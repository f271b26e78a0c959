/** A departure that a colleague handed over, or that comes back: the file, its passphrase, and what came of it. */
import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { client } from '../client.ts';
import { tellChanged } from '../departure/use-departure.ts';
import { DropCurtain } from '../parts/drop-curtain.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Page } from '../parts/page.tsx';
import { dropPicks, picksStore, takeFiles, type Picks } from '../picks.ts';
import { RefusedHere } from '../refusal.ts';
import { useSay } from '../say.ts';
import { Came, type Opened } from './came.tsx';
import { ChooseSealed } from './choose-sealed.tsx';
import { NotOpened } from './not-opened.tsx';
import css from './handed.module.css';

export function OpenDepartureScreen() {
  const [opened, setOpened] = useState<Opened | null>(null);
  return opened === null ? <Opening done={setOpened} /> : <Came opened={opened} another={() => setOpened(null)} />;
}

function Opening({ done }: { readonly done: (opened: Opened) => void }) {
  const { t } = useSay();
  const picks = useSyncExternalStore(picksStore.subscribe, picksStore.now);
  const form = useForm({
    mode: 'controlled',
    initialValues: { passphrase: '' },
    validate: { passphrase: (value) => (value === '' ? t('opened.noPassphrase') : null) },
  });
  const [tried, setTried] = useState(false);
  const open = useMutation({
    mutationFn: async ({ of, passphrase }: { of: Picks; passphrase: string }) =>
      client.departures.open({ token: tokenOf(of), passphrase }),
    onSuccess: (opened) => {
      dropPicks();
      tellChanged();
      done(opened);
    },
  });
  const missing = tried && picks.state === 'none';
  return (
    <Page heading={t('opened.title')} title={t('opened.title')} lead={t('opened.lead')} narrow>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!form.validate().hasErrors && picks.state === 'here')
            open.mutate({ of: picks, passphrase: form.values.passphrase });
        }}
      >
        <ChooseSealed picks={picks} missing={missing} />
        {picks.state === 'failed' && <ErrorNotice error={picks.error} />}
        <PasswordInput
          className={css.field}
          label={t('opened.passphrase')}
          description={t('opened.passphraseHint')}
          maxLength={1024}
          autoComplete="off"
          spellCheck={false}
          visibilityToggleButtonProps={{ 'aria-label': t('protect.passphrase.show') }}
          {...form.getInputProps('passphrase')}
        />
        <div className={css.row}>
          <Button type="submit" loading={open.isPending} disabled={picks.state === 'asked' || picks.state === 'coming'}>
            {t('opened.go')}
          </Button>
        </div>
        {/* What was said of another file is no longer so. */}
        {open.error !== null && open.variables.of === picks && <NotOpened error={open.error} />}
      </form>
      <DropCurtain take={(files) => void takeFiles(files)} />
    </Page>
  );
}

/** A folder, or several files, are no departure that was handed over. */
function tokenOf(picks: Picks): string {
  const [file, second] = picks.state === 'here' ? picks.files : [];
  if (file === undefined || second !== undefined || file.kind === 'folder') throw new RefusedHere('not-sealed');
  return file.token;
}
