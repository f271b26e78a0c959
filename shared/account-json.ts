import type { AccountOfImport, FileFate } from './account-of-import.ts';

/** An account of an import as one JSON document that names every file, in pieces: there may be a million. */
export async function* accountJson(
  account: AccountOfImport,
  files: Iterable<FileFate> | AsyncIterable<FileFate>,
  json: (value: unknown) => string = (value) => JSON.stringify(value, null, 2),
): AsyncGenerator<string> {
  const { files: _, ...rest } = account;
  yield `${json(rest).replace(/\n\}$/, '')},\n  "files": [`;
  let separator = '\n    ';
  for await (const file of files) {
    yield separator + json(file).replaceAll('\n', '\n    ');
    separator = ',\n    ';
  }
  yield separator.startsWith(',') ? '\n  ]\n}\n' : ']\n}\n';
}
