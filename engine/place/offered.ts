/** Folders in which everything may live, offered so that no page has to name one: the person's documents, their own folder, and the disks that are mounted. */
import { readdir, stat } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { offeredPlaces } from '../copies/places.ts';

/** Best first; `back`: the usual place, where it is not in use. Nobody keeps archives where downloads lie: that is cleared out. */
export async function offeredHomes(back: string | null): Promise<string[]> {
  const own = (await offeredPlaces(homedir()))
    .map(({ folder }) => folder)
    .filter((folder) => !/downloads?$|chargements$/i.test(folder));
  return [...(back === null ? [] : [back]), ...own, ...(await disks())];
}

async function disks(): Promise<string[]> {
  const found: string[] = [];
  for (const folder of await mountedUnder()) {
    const [there, above] = await Promise.all([stat(folder).catch(() => null), stat(dirname(folder)).catch(() => null)]);
    const isDisk = process.platform === 'win32' || there?.dev !== above?.dev;
    if (there?.isDirectory() === true && isDisk) found.push(folder);
  }
  return found;
}

/** Where each system puts the disks a person plugs in. */
async function mountedUnder(): Promise<string[]> {
  if (process.platform === 'win32') return [...'DEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `${letter}:\\`);
  const { username } = userInfo();
  const folders =
    process.platform === 'darwin' ? ['/Volumes'] : [`/media/${username}`, `/run/media/${username}`, '/media', '/mnt'];
  const names = await Promise.all(
    folders.map(async (folder) => (await readdir(folder).catch(() => [])).map((name) => join(folder, name))),
  );
  return names.flat().filter((folder) => !folders.includes(folder));
}
