/** What was just said, with the way to undo it. It stays until something else is said: nobody has to hurry. */
import { Button, CloseButton } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay, type Say as Speaking } from '../say.ts';
import { noteSaid, saidStore, type Said } from './said.ts';
import { useUndo } from './use-departure.ts';
import css from './departure.module.css';

export function SaidNotice({ departure }: { readonly departure: string }) {
  const say = useSay();
  const last = useSyncExternalStore(saidStore.subscribe, saidStore.now);
  const undo = useUndo(departure);
  const shown = last?.departure === departure ? last : null;
  return (
    <div className={css.saidPlace}>
      {undo.error !== null && <ErrorNotice error={undo.error} />}
      {/* The live region is there before its words are. */}
      <div role="status" className={shown === null ? undefined : css.said}>
        {shown !== null && (
          <>
            <span>{saidWords(say, shown)}</span>
            {shown.undo.length > 0 && (
              <Button size="compact-sm" variant="default" loading={undo.isPending} onClick={() => undo.mutate(shown.undo)}>
                {say.t('wizard.undo')}
              </Button>
            )}
            <CloseButton size="sm" aria-label={say.t('wizard.noticeClose')} onClick={() => noteSaid(null)} />
          </>
        )}
      </div>
    </div>
  );
}

function saidWords({ t, text, partialDate }: Speaking, { said, task }: Said): string {
  if (said === null) return t('said.undone');
  const title = task === null ? '' : text(task);
  switch (said.type) {
    case 'do':
    case 'skip':
    case 'undo':
      return t(`said.${said.type}`, { task: title });
    case 'remind':
      return t('said.remind', { task: title, date: partialDate(said.on) });
    case 'looks':
      return t(said.agreed ? 'said.looks' : 'said.noLooks');
    case 'grace-ends':
      return t('said.graceEnds', { date: partialDate(said.on) });
    default:
      return t(`said.${said.type}`);
  }
}
