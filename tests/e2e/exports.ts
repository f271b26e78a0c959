/** Files to hand over: generated, so that a test knows what is in them. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sampleTikTok } from '../../networks/tiktok/sample.ts';
import { hostileTikTok } from '../hostile/texts.ts';

export interface SampleSize {
  readonly followers: number;
  readonly posts: number;
  readonly messages: number;
}

export async function writeSample(folder: string, size: SampleSize): Promise<string> {
  const { name, stream } = sampleTikTok(size);
  const path = join(folder, name);
  await pipeline(stream(), createWriteStream(path));
  return path;
}

export async function writeHostile(folder: string, texts?: readonly string[]): Promise<string> {
  const path = join(folder, 'hostile.zip');
  await writeFile(path, await hostileTikTok(texts));
  return path;
}
