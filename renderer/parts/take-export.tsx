/** Taking an export: chosen, or dropped anywhere on the page. What was taken is looked at on a screen of its own. */
import { Button } from '@mantine/core';
import { Dropzone, type FileWithPath } from '@mantine/dropzone';
import { useNavigate } from '@tanstack/react-router';
import { useRef, type ChangeEvent } from 'react';
import { chooseThroughBridge, takeFiles } from '../picks.ts';
import { useSay } from '../say.ts';
import css from './take-export.module.css';

/** Through the desktop door a dropped folder is one thing, and the engine looks into it; a page that uploads has to look itself, which is the default. */
const asDropped =
  window.adieu === undefined
    ? {}
    : {
        getFilesFromEvent: async (event: unknown) =>
          event instanceof DragEvent || isDrop(event) ? [...(event.dataTransfer?.files ?? [])] : [],
      };

function isDrop(event: unknown): event is { readonly dataTransfer: DataTransfer | null } {
  return typeof event === 'object' && event !== null && 'dataTransfer' in event;
}

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
    void navigate({ to: '/import' });
  };
  const choose = (what: 'files' | 'folder'): void => {
    if (window.adieu === undefined) return (what === 'files' ? files : folder).current?.click();
    void chooseThroughBridge(window.adieu, what).then((chose) => (chose ? navigate({ to: '/import' }) : undefined));
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
      <Dropzone.FullScreen
        active
        aria-hidden
        withinPortal={false}
        activateOnKeyboard={false}
        onDrop={take}
        classNames={{ fullScreen: css.curtain ?? '' }}
        {...asDropped}
      >
        <span>{t('open.drop')}</span>
      </Dropzone.FullScreen>
    </>
  );
}
