import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { makeFolders } from '../../engine/make-folders.ts';
import { Refusal } from '../../shared/errors.ts';
import { networks } from '../../networks/index.ts';
import { print, printJson } from '../output.ts';
import { say } from '../say.ts';
import type { GlobalOptions } from '../session.ts';
import { systemRefusal } from '../system-refusal.ts';

interface SampleOptions {
  readonly followers: number;
  readonly posts: number;
  readonly messages: number;
  readonly out: string;
}

/** Always the same bytes for the same numbers. */
export async function sample(
  id: string,
  { followers, posts, messages, out }: SampleOptions,
  globals: GlobalOptions,
): Promise<void> {
  const network = networks.find((known) => known.id === id);
  if (network === undefined) throw new Refusal('unknown-network', { network: id });
  if (network.sample === undefined)
    throw new Refusal('bad-input', { reason: say('reason.no-sample', { network: network.name }) });
  const file = resolve(out);
  const making = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    if ((await stat(file).catch(() => null)) !== null) throw new Refusal('exists', { file: out });
    makeFolders(dirname(file));
    await pipeline(network.sample({ followers, posts, messages }).stream(), createWriteStream(making, { flags: 'wx' }));
    await rename(making, file);
  } catch (error) {
    await rm(making, { force: true }).catch(() => undefined);
    throw systemRefusal(error, 'chosen') ?? error;
  }
  const { size } = await stat(file);
  if (globals.json === true) printJson({ file, bytes: size, followers, posts, messages });
  else print(say('sampled', { path: file, bytes: size }));
}
