/** `Tray`: whether there is one is noted, and a test can choose from its menu. https://electronjs.org/docs/api/tray */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { appState } from './app-state.ts';
import { note } from './happenings.ts';

const trays = new Set<StandInTray>();

export class StandInTray
  extends EventEmitter
  implements Pick<Electron.Tray, 'setToolTip' | 'setContextMenu' | 'destroy' | 'isDestroyed'>
{
  #menu: Electron.Menu | null = null;
  #destroyed = false;

  constructor(image: string) {
    super();
    if (!appState.ready) throw new Error('Cannot create Tray before app is ready');
    if (!existsSync(image)) throw new TypeError(`Failed to load image from path '${image}'`);
    trays.add(this);
    note({ what: 'tray', there: true });
  }

  setToolTip(_text: string): void {
    this.#alive();
  }
  setContextMenu(menu: Electron.Menu | null): void {
    this.#alive();
    this.#menu = menu;
  }
  isDestroyed(): boolean {
    return this.#destroyed;
  }
  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    trays.delete(this);
    note({ what: 'tray', there: false });
  }

  choose(position: number): void {
    const items = (this.#menu?.items ?? []) as unknown as readonly { click?: () => void }[];
    const item = items[position];
    if (!item?.click) throw new Error(`nothing to choose at ${position}`);
    item.click();
  }

  #alive(): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
  }
}

/** The person chooses from the menu of the tray, counted from its top. */
export function chooseFromTray(position: number): void {
  const [tray] = trays;
  if (!tray) throw new Error('there is no tray');
  tray.choose(position);
}
