/** The sign in the tray while Adieu stays there without a window. */
import { Menu, Tray } from 'electron';
import { systemLanguage } from './system-language.ts';

const words = {
  en: { open: 'Open Adieu', quit: 'Quit Adieu' },
  fr: { open: 'Ouvrir Adieu', quit: 'Quitter Adieu' },
} as const;

export interface TrayOptions {
  /** The file of the picture. */
  readonly icon: string;
  readonly open: () => void;
  readonly quit: () => void;
}

/** Gives the function that shows or takes away the sign. */
export function makeTray({ icon, open, quit }: TrayOptions): (wanted: boolean) => void {
  let tray: Tray | null = null;
  return (wanted) => {
    if (!wanted) {
      tray?.destroy();
      tray = null;
      return;
    }
    if (tray) return;
    const say = words[systemLanguage()];
    tray = new Tray(icon);
    tray.setToolTip('Adieu');
    tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: say.open, click: open },
        { label: say.quit, click: quit },
      ]),
    );
    tray.on('click', open);
  };
}
