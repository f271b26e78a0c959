/** Chromium's permissions (`Browser.setPermission`) and the names under which Electron asks the app about them. */
import type { Cdp } from './cdp.ts';
import type { Permission } from './session.ts';

const known: readonly { readonly electron: Permission; readonly descriptor: Record<string, unknown> }[] = [
  { electron: 'geolocation', descriptor: { name: 'geolocation' } },
  { electron: 'notifications', descriptor: { name: 'notifications' } },
  { electron: 'media', descriptor: { name: 'camera' } },
  { electron: 'media', descriptor: { name: 'microphone' } },
  { electron: 'midi', descriptor: { name: 'midi' } },
  { electron: 'midiSysex', descriptor: { name: 'midi', sysex: true } },
  { electron: 'clipboard-read', descriptor: { name: 'clipboard-read' } },
  { electron: 'clipboard-sanitized-write', descriptor: { name: 'clipboard-write' } },
  { electron: 'idle-detection', descriptor: { name: 'idle-detection' } },
  { electron: 'screen-wake-lock', descriptor: { name: 'screen-wake-lock' } },
  { electron: 'storage-access', descriptor: { name: 'storage-access' } },
  { electron: 'window-management', descriptor: { name: 'window-management' } },
  { electron: 'local-fonts', descriptor: { name: 'local-fonts' } },
  { electron: 'persistent-storage', descriptor: { name: 'persistent-storage' } },
  { electron: 'background-sync', descriptor: { name: 'background-sync' } },
  { electron: 'display-capture', descriptor: { name: 'display-capture' } },
];

/** Gives an origin exactly what `grants` says. A permission this Chromium does not know is left at its default, which is to refuse. */
export async function settlePermissions(cdp: Cdp, origin: string, grants: (name: Permission) => Promise<boolean>): Promise<void> {
  for (const { electron, descriptor } of known) {
    const setting = (await grants(electron)) ? 'granted' : 'denied';
    await cdp.send(null, 'Browser.setPermission', { permission: descriptor, setting, origin }).catch(() => {});
  }
}
