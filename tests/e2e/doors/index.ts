/** The doors by name. */
import { browserDoor } from './browser.ts';
import type { Door, DoorName } from './door.ts';
import { electronStandInDoor } from './electron-stand-in.ts';
import { electronDoor } from './electron.ts';

const doors: Readonly<Record<DoorName, () => Door>> = {
  browser: browserDoor,
  'electron-stand-in': electronStandInDoor,
  electron: electronDoor,
};

export function doorNamed(name: DoorName): Door {
  return doors[name]();
}
