import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../../shared/errors.ts';
import { networks } from '../../networks/index.ts';
import { print, printJson } from '../output.ts';
import type { GlobalOptions } from '../session.ts';

interface SampleOptions {
  readonly followers: number;
  readonly posts: number;
  readonly messages: number;
  readonly out: string;
}

export async function sample(
  id: string,
  { followers, posts, messages, out }: SampleOptions,
  globals: GlobalOptions,
): Promise<void> {
  const network = networks.find((known) => known.id === id);
  if (network === undefined) throw new Refusal('unknown-network', { network: id });
  if (network.sample === undefined) throw new Refusal('bad-input', { reason: `there is no sample of ${network.name}` });
  const file = resolve(out);
  if ((await stat(file).catch(() => null)) !== null) throw new Refusal('exists', { file: out });
  const making = `${file}.part`;
  try {
    await pipeline(network.sample({ followers, posts, messages }).stream(), createWriteStream(making, { flags: 'wx' }));
    await rename(making, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) await rm(making, { force: true });
    if (
      error instanceof Error &&
      'code' in error &&
      (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EEXIST')
    )
      throw new Refusal('not-readable', { file: out }, { cause: error });
    throw error;
  }
  const { size } = await stat(file);
  if (globals.json === true) printJson({ file, bytes: size, followers, posts, messages });
  else print(`${file}: ${size} bytes`);
}
