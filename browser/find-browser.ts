/** Where a Chrome, Edge or Chromium of this person is, if there is one: only these have app windows. */
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

export interface FoundBrowser {
  readonly path: string;
  /** Installed as a snap: it sees neither /tmp nor hidden folders, only its own. */
  readonly snap: boolean;
}

const onPath = [
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chromium',
  'chromium-browser',
];
const macApps = ['Google Chrome', 'Microsoft Edge', 'Chromium'];
const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
];

export async function findBrowser(): Promise<FoundBrowser | null> {
  for (const path of candidates()) {
    if (await isExecutable(path)) return { path, snap: await isSnap(path) };
  }
  return null;
}

function candidates(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        macApps.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
      );
    case 'win32':
      return [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => windowsPrograms.map((program) => join(folder, program)));
    default: {
      const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
      return onPath.flatMap((name) => folders.filter((folder) => folder.startsWith('/')).map((folder) => join(folder, name)));
    }
  }
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Ubuntu's /usr/bin/chromium-browser is a script that hands over to the snap. */
async function isSnap(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const real = await realpath(path);
  return (
    real === '/usr/bin/snap' ||
    real.startsWith('/snap/') ||
    (path.endsWith('/chromium-browser') && (await isExecutable('/snap/bin/chromium')))
  );
}
