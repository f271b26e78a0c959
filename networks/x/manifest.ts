/** The export's own index of itself (`manifest.js`, until 2018 `tweet_index.js`) and what it says of whose it is. Everything works without it. */
import type { AccountName, ExportFile, Look } from '../../engine/intake/toolkit/index.ts';
import type { Script } from './files.ts';
import { baseName } from './files.ts';
import { countOf, fieldsOf, isFields, listOf, textOf, type Fields } from './shape.ts';
import { unescape } from './text.ts';
import { asId } from '../../engine/intake/toolkit/index.ts';

export interface Named {
  /** As the index names it. */
  readonly path: string;
  readonly base: string;
  /** How many rows it should hold; null where the index does not say. */
  readonly count: number | null;
}

export interface Index {
  readonly file: ExportFile;
  readonly root: string;
  readonly account: AccountName;
  readonly generatedAt: string | null;
  readonly partial: boolean;
  readonly files: readonly Named[];
}

/** The JSON of a small script, null where it is damaged or none. */
export async function smallJson(look: Look, file: ExportFile): Promise<unknown> {
  const text = await look.whole(file);
  if (text === null) return null;
  const at = text.search(/[=[{]/);
  const json = text
    .slice(text[at] === '=' ? at + 1 : 0)
    .trim()
    .replace(/;$/, '');
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

export async function readIndex(look: Look, script: Script): Promise<Index | null> {
  const json = await smallJson(look, script.file);
  return script.topic === 'tweet-index' ? ofGrailbird(script, json) : ofManifest(script, json);
}

function ofManifest({ file, root }: Script, json: unknown): Index | null {
  if (!isFields(json)) return null;
  const info = fieldsOf(json['archiveInfo']);
  const user = fieldsOf(json['userInfo']);
  const files = Object.values(fieldsOf(json['dataTypes'])).flatMap((type) =>
    listOf(fieldsOf(type)['files']).flatMap((named) => namedBy(fieldsOf(named), 'fileName', 'count')),
  );
  return {
    file,
    root,
    account: { networkId: asId(user['accountId']), handle: textOf(user['userName']), name: shownName(user['displayName']) },
    generatedAt: textOf(info['generationDate']),
    partial: String(info['isPartialArchive'] ?? info['isArchivePartial']) === 'true',
    files,
  };
}

function shownName(given: unknown): string | null {
  const name = textOf(given);
  return name === null ? null : unescape(name);
}

function ofGrailbird({ file, root }: Script, json: unknown): Index | null {
  if (!Array.isArray(json)) return null;
  const files = listOf(json).flatMap((named) => namedBy(fieldsOf(named), 'file_name', 'tweet_count'));
  return { file, root, account: { networkId: null, handle: null, name: null }, generatedAt: null, partial: false, files };
}

function namedBy(fields: Fields, name: string, count: string): Named[] {
  const path = textOf(fields[name]);
  return path === null ? [] : [{ path, base: baseName(path).toLowerCase(), count: countOf(fields[count]) }];
}
