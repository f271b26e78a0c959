/** Sealing a departure: a passphrase that is shown once, and the file. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DepartureView } from '../../shared/departures/index.ts';
import { api, client } from '../client.ts';
import { tellChanged } from '../departure/use-departure.ts';
import { CopyText } from '../parts/copy-text.tsx';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { Loading } from '../parts/loading.tsx';
import { Notice } from '../parts/notice.tsx';
import { base64File, saveFile } from '../save-file.ts';
import { useSay } from '../say.ts';
import css from './handed.module.css';

interface Sealed {
  readonly passphrase: string;
  readonly computer: string;
}

export function Seal({ view }: { readonly view: DepartureView }) {
  const { t } = useSay();
  // Never asked for again by itself: what somebody has written down stays what it is.
  const offer = useQuery(api.departures.offerPassphrase.queryOptions({ staleTime: 'static', gcTime: 0 }));
  const [computer, setComputer] = useState(view.computers.find(({ here }) => here)?.name ?? '');
  /** The passphrase they have agreed on; null: the one that is offered. */
  const [own, setOwn] = useState<string | null>(null);
  const [told, setTold] = useState(false);
  const save = useMutation({
    mutationFn: async ({ passphrase, computer: name }: Sealed) => {
      const made = await client.departures.handOver({
        departure: view.id,
        passphrase,
        computer: name.trim() === '' ? null : name,
      });
      return saveFile(base64File(made.name, 'application/octet-stream', made.file));
    },
    onSettled: tellChanged,
  });
  const passphrase = own ?? offer.data?.passphrase ?? '';
  const saved = save.data === true;
  const anew = (): void => {
    setTold(false);
    setOwn(null);
    save.reset();
    void offer.refetch();
  };
  return (
    <section className={css.part} aria-labelledby="seal">
      <h2 id="seal">{t('handed.seal')}</h2>
      {told ? (
        <Notice role="status" head={t('handed.hidden')} actions={<Button onClick={anew}>{t('handed.again')}</Button>}>
          <p>{t('handed.hiddenText')}</p>
        </Notice>
      ) : (
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ passphrase, computer });
          }}
        >
          <TextInput
            className={css.field}
            readOnly={saved}
            label={t('handed.computer')}
            description={t('handed.computerHint')}
            value={computer}
            maxLength={60}
            autoComplete="off"
            onChange={({ currentTarget: { value } }) => setComputer(value)}
          />
          {/* Once it is saved, the passphrase is the one of that file. */}
          {own === null ? (
            <Offered
              passphrase={offer.data?.passphrase ?? null}
              change={saved ? null : { another: () => void offer.refetch(), own: () => setOwn('') }}
            />
          ) : (
            !saved && <Own value={own} set={setOwn} />
          )}
          {offer.error !== null && own === null && <ErrorNotice error={offer.error} />}
          {!saved && (
            <div className={css.row}>
              <Button type="submit" loading={save.isPending} disabled={passphrase === ''}>
                {t('handed.save')}
              </Button>
            </div>
          )}
          {save.error !== null && <ErrorNotice error={save.error} />}
          {/* The live region is there before its words are. */}
          <div role="status">
            {saved && (
              <Notice
                tone="accent"
                head={t('handed.saved')}
                actions={
                  <>
                    <Button onClick={() => setTold(true)}>{t('handed.told')}</Button>
                    <Button variant="default" onClick={anew}>
                      {t('handed.again')}
                    </Button>
                  </>
                }
              >
                <p>{t('handed.savedText')}</p>
              </Notice>
            )}
          </div>
        </form>
      )}
    </section>
  );
}

interface OfferedProps {
  /** Null while it is made. */
  readonly passphrase: string | null;
  /** Null: it is that of a file now. */
  readonly change: { readonly another: () => void; readonly own: () => void } | null;
}

function Offered({ passphrase, change }: OfferedProps) {
  const { t } = useSay();
  return (
    <div className={css.card} role="group" aria-labelledby="passphrase">
      <h3 id="passphrase">{t('handed.passphrase')}</h3>
      {passphrase === null ? <Loading /> : <p className={css.code}>{passphrase}</p>}
      <p className="soft">{t('handed.passphraseText')}</p>
      <div className={css.row}>
        <CopyText text={passphrase ?? ''} label={t('handed.copy')} small />
        {change !== null && (
          <>
            <Button variant="default" size="compact-sm" onClick={change.another}>
              {t('handed.another')}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={change.own}>
              {t('handed.own')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

function Own({ value, set }: { readonly value: string; readonly set: (value: string | null) => void }) {
  const { t } = useSay();
  return (
    <div className={css.card}>
      <PasswordInput
        className={css.field}
        label={t('handed.ownLabel')}
        description={t('handed.ownHint')}
        value={value}
        maxLength={1024}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('protect.passphrase.show') }}
        onChange={({ currentTarget }) => set(currentTarget.value)}
      />
      <div className={css.row}>
        <Button variant="subtle" size="compact-sm" onClick={() => set(null)}>
          {t('handed.offer')}
        </Button>
      </div>
    </div>
  );
}
