/**
 * Which files belong to one export. One export comes as several zips, or unpacked side by side; two exports of different days may lie together too. The same
 * path with another content is how two exports are told from two parts of one.
 */
import type { ExportFile, Look } from '../../engine/intake/toolkit/index.ts';
import { placeOf } from './places.ts';

export interface Groups {
  /** Of an older export than another one that has the same list. */
  isOlder(file: ExportFile): boolean;
  /** The same content under the same path as another one. */
  readonly repeated: ReadonlySet<ExportFile>;
  readonly several: boolean;
}

const groupOf = (file: ExportFile): string => `${file.input}\0${placeOf(file).root}`;
const listOf = (file: ExportFile): string => `${placeOf(file).folder}/${placeOf(file).stem}`;

export async function groupsOf(look: Look, files: readonly ExportFile[]): Promise<Groups> {
  const byPath = new Map<string, ExportFile[]>();
  for (const file of files) {
    const { path } = placeOf(file);
    const same = byPath.get(path);
    if (same === undefined) byPath.set(path, [file]);
    else same.push(file);
  }
  const repeated = new Set<ExportFile>();
  const rivals = new Map<string, ExportFile[]>();
  for (const [, same] of byPath) {
    if (same.length < 2) continue;
    const distinct = await distinctOf(look, same, repeated);
    if (distinct.length > 1) for (const file of distinct) rivals.set(groupOf(file), [...(rivals.get(groupOf(file)) ?? []), file]);
  }
  const ages = new Map<string, number>();
  for (const [group, own] of rivals) ages.set(group, await ageOf(look, own));
  /** The newest group of each list. */
  const newest = new Map<string, number>();
  for (const file of files) {
    const age = ages.get(groupOf(file));
    if (age !== undefined) newest.set(listOf(file), Math.max(newest.get(listOf(file)) ?? 0, age));
  }
  return {
    isOlder: (file) => (ages.get(groupOf(file)) ?? Infinity) < (newest.get(listOf(file)) ?? 0),
    repeated,
    several: rivals.size > 1,
  };
}

/** Those that differ; the others go to `repeated`. */
async function distinctOf(look: Look, same: readonly ExportFile[], repeated: Set<ExportFile>): Promise<ExportFile[]> {
  const distinct: { file: ExportFile; text: string | null }[] = [];
  for (const file of same) {
    const text = await look.whole(file);
    const twin = distinct.find((one) => one.file.bytes === file.bytes && one.text !== null && one.text === text);
    if (twin === undefined) distinct.push({ file, text });
    else repeated.add(file);
  }
  return distinct.map(({ file }) => file);
}

/** The day in the folder's name, else the latest second in its files, in milliseconds. */
async function ageOf(look: Look, files: readonly ExportFile[]): Promise<number> {
  const root = files[0] === undefined ? '' : placeOf(files[0]).root;
  const day = /(?:^|[-_/])(\d{4}-\d\d-\d\d)(?:[-_/ ]|$)/.exec(root)?.[1];
  const named = day === undefined ? NaN : Date.parse(`${day}T00:00:00Z`);
  if (!Number.isNaN(named)) return named;
  let latest = 0;
  for (const file of files) {
    const text = (await look.whole(file)) ?? '';
    for (const match of text.matchAll(/"timestamp"\s*:\s*(\d{9,10})\b/g)) latest = Math.max(latest, Number(match[1]) * 1000);
  }
  return latest;
}
