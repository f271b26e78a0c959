/** Taking an export: chosen, or dropped anywhere on the page. What was taken is looked at on a screen of its own; so is a departure that was handed over. */
import { Button } from '@mantine/core';
import type { FileWithPath } from '@mantine/dropzone';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type ChangeEvent } from 'react';
import { chooseThroughBridge, picksStore, takeFiles } from '../picks.ts';
import { useSay } from '../say.ts';
import { DropCurtain } from './drop-curtain.tsx';
import css from './take-export.module.css';

const screenOf = (files: readonly { readonly name: string }[]) =>
  files.length === 1 && files[0]?.name.endsWith('.adieu') === true ? ('/open-departure' as const) : ('/import' as const);

export function TakeExport({ quiet = false }: { readonly quiet?: boolean }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const asFolder = (input: HTMLInputElement | null): void => {
    folder.current = input;
    if (input !== null) input.webkitdirectory = true;
  };
  const take = (taken: readonly (File | FileWithPath)[]): void => {
    if (taken.length === 0) return;
    void takeFiles(taken);
    void navigate({ to: screenOf(taken) });
  };
  const chooseThere = async (what: 'files' | 'folder', bridge: NonNullable<typeof window.adieu>): Promise<void> => {
    if (!(await chooseThroughBridge(bridge, what))) return;
    const picks = picksStore.now();
    await navigate({ to: screenOf(picks.state === 'here' ? picks.files : []) });
  };
  const choose = (what: 'files' | 'folder'): void => {
    if (window.adieu === undefined) return (what === 'files' ? files : folder).current?.click();
    void chooseThere(what, window.adieu);
  };
  const chosen = (event: ChangeEvent<HTMLInputElement>): void => {
    take([...(event.currentTarget.files ?? [])]);
    event.currentTarget.value = '';
  };
  return (
    <>
      <div className={css.buttons}>
        <Button variant={quiet ? 'default' : 'filled'} onClick={() => choose('files')}>
          {t('open.files')}
        </Button>
        <Button variant="default" onClick={() => choose('folder')}>
          {t('open.folder')}
        </Button>
      </div>
      <input ref={files} type="file" multiple hidden aria-label={t('open.files')} onChange={chosen} />
      <input ref={asFolder} type="file" hidden aria-label={t('open.folder')} onChange={chosen} />
      <DropCurtain take={take} />
    </>
  );
}
