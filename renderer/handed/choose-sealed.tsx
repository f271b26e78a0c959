/** The file that was handed over: chosen with the door's own dialogue, or already here. */
import { Button } from '@mantine/core';
import { useRef } from 'react';
import { chooseThroughBridge, takeFiles, type Picks } from '../picks.ts';
import { useSay } from '../say.ts';
import css from './handed.module.css';

interface ChooseSealedProps {
  readonly picks: Picks;
  /** It was asked for, and is not there. */
  readonly missing: boolean;
}

export function ChooseSealed({ picks, missing }: ChooseSealedProps) {
  const { t } = useSay();
  const input = useRef<HTMLInputElement>(null);
  const choose = (): void => {
    if (window.adieu === undefined) return input.current?.click();
    void chooseThroughBridge(window.adieu, 'files');
  };
  const here = picks.state === 'here';
  const coming = picks.state === 'asked' || picks.state === 'coming';
  return (
    <div className={css.card} role="group" aria-labelledby="file">
      <h2 id="file">{t('opened.file')}</h2>
      <div role="status">
        {here && picks.files.map(({ token, name }) => <bdi key={token}>{name}</bdi>)}
        {coming && <span className="soft">{t('opened.coming')}</span>}
      </div>
      {missing && (
        <p role="alert" className={css.error}>
          {t('opened.noFile')}
        </p>
      )}
      <div className={css.row}>
        <Button variant="default" onClick={choose}>
          {t(here ? 'opened.other' : 'opened.choose')}
        </Button>
        <span className="soft small">{t('opened.drop')}</span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('opened.choose')}
        onChange={(event) => {
          void takeFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </div>
  );
}
