/** What comes over the page while files are dragged over it, and takes them when they are dropped: anywhere. */
import { Dropzone, type FileWithPath } from '@mantine/dropzone';
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

export function DropCurtain({ take }: { readonly take: (files: readonly (File | FileWithPath)[]) => void }) {
  const { t } = useSay();
  return (
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
  );
}
