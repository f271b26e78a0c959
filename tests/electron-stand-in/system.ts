/** What Electron asks of the system: dialogs (answered by the test), the outside (noted), the menu (noted), waking up (told by the test). */
import { EventEmitter } from 'node:events';
import { note } from './happenings.ts';
import { pose } from './pose.ts';

const scripted: Electron.OpenDialogReturnValue[] = [];

/** The next dialog is answered so. */
export function scriptDialog(answer: Electron.OpenDialogReturnValue): void {
  scripted.push(answer);
}

export const dialog = {
  /** Without a scripted answer the person closes it. */
  showOpenDialog: async () => scripted.shift() ?? { canceled: true, filePaths: [] },
  showSaveDialog: async () => {
    const { canceled, filePaths } = scripted.shift() ?? { canceled: true, filePaths: [] };
    return { canceled, filePath: filePaths[0] ?? '' };
  },
  showErrorBox: (title: string, content: string) => note({ what: 'error-box', title, content }),
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'>;

export const shell = {
  openExternal: async (url: string) => note({ what: 'opened-outside', url }),
} satisfies Pick<Electron.Shell, 'openExternal'>;

export const powerMonitor = new EventEmitter();

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => pose<Electron.Menu>({ items: template }),
  setApplicationMenu: (menu: Electron.Menu | null) => {
    const items: readonly { readonly label?: string }[] = menu?.items ?? [];
    note({ what: 'menu', labels: items.map((item) => item.label ?? '') });
  },
};
