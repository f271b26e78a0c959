/** The doors by name. */
import { browserDoor } from './browser.ts';
import type { Door, DoorName } from './door.ts';

const doors: Partial<Record<DoorName, () => Door>> = { browser: browserDoor };

export function doorNamed(name: DoorName): Door {
  const door = doors[name];
  if (!door) throw new Error(`no door of that name: ${name}`);
  return door();
}
