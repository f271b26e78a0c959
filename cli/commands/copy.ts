import { renameSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { safeSegment } from '../../engine/copies/names.ts';
import { archiveId } from '../archive-id.ts';
import { prepareTarget } from '../copy-target.ts';
import { print, printJson } from '../output.ts';
import { say } from '../say.ts';
import { withSession, type GlobalOptions } from '../session.ts';
import { follow } from '../watch.ts';

/**
 * Where nothing is at DIR, or an empty folder, the copy is DIR itself; where there is a folder with something in it, the copy is put in there under a name of
 * its own. With `--zip`, DIR is the folder the zip is put in, or the zip itself where its name ends in `.zip`.
 */
export async function copy(given: string, options: { to: string; zip?: boolean }, globals: GlobalOptions): Promise<void> {
  const zip = options.zip === true;
  await withSession(globals, 'if-any', async (session) => {
    const archive = await archiveId(session, given);
    const { folder, name, putBack } = prepareTarget(resolve(options.to), zip);
    try {
      // The engine takes only names that every system takes; this one was asked for on this system.
      const safe = name === null ? null : safeSegment(name);
      const job = session.engine.copy(archive, { folder, zip, ...(safe === null ? {} : { name: safe }) });
      const { copy: made } = await follow(session, job, 'copy');
      const wanted = name === null ? made.name : zip ? `${name}.zip` : name;
      if (made.name !== wanted) renameSync(join(folder, made.name), join(folder, wanted));
      const path = join(folder, wanted);
      const { files, bytes, records } = made;
      if (globals.json === true) printJson({ path, files, bytes, records });
      else print(say('copied', { path, records, files, bytes }));
    } catch (error) {
      putBack();
      throw error;
    }
  });
}
