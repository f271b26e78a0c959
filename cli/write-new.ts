import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Refusal } from '../shared/errors.ts';
import { systemRefusal } from './system-refusal.ts';

/** Writes a file where none is; never over something that is there. Answers its whole path. Throws `Refusal('exists')`. */
export function writeNew(file: string, content: string | Buffer): string {
  const path = resolve(file);
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST')
      throw new Refusal('exists', { file }, { cause: error });
    throw systemRefusal(error, 'chosen') ?? error;
  }
  return path;
}
