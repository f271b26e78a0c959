import type { ExportFile, Out, Step } from './reader.ts';

/** A step for each of these files, alike but for the file. There may be half a million: none is made before it is come to. */
export function stepsAlike(
  files: readonly ExportFile[],
  by: string,
  read: (file: ExportFile, out: Out) => Promise<void>,
): Iterable<Step> {
  return {
    *[Symbol.iterator]() {
      for (const file of files) yield { file, by, read: (out) => read(file, out) };
    },
  };
}

/** Steps behind steps. */
export function inOrder(...parts: readonly Iterable<Step>[]): Iterable<Step> {
  return {
    *[Symbol.iterator]() {
      for (const part of parts) yield* part;
    },
  };
}
