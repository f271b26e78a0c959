/** Is it whole, is it one, and whose: what an export says of itself, held against what is there. */
import type { WarningCode } from '../../shared/account-of-import.ts';
import type { AccountName } from '../../engine/intake/toolkit/index.ts';
import { baseName, plainPath, type Script, type Sorted } from './files.ts';
import type { Index } from './manifest.ts';

/** How many rows the export's own index says a script has; null where it does not say. */
export function expectedOf(script: Script, indices: readonly Index[]): number | null {
  if (script.generation === 'index') return null;
  const index = indices.length === 1 ? indices[0] : indices.find(({ root }) => root === script.root);
  const base = baseName(plainPath(script.file));
  return index?.files.find((named) => named.base === base)?.count ?? null;
}

interface Warning {
  code: WarningCode;
  file: string | null;
  detail?: string;
}

export function warningsOf({ scripts }: Sorted, indices: readonly Index[], account: AccountName): Warning[] {
  const warnings: Warning[] = [];
  const several = areSeveral(scripts, indices);
  if (several) warnings.push({ code: 'two-exports', file: null });
  if (account.handle === null && account.networkId === null) warnings.push({ code: 'account-unknown', file: null });
  for (const index of indices) {
    if (index.partial) warnings.push({ code: 'partial-export', file: index.file.path });
    const there = new Set(
      scripts.filter(({ root }) => !several || root === index.root).map(({ file }) => baseName(plainPath(file))),
    );
    for (const named of index.files)
      if (named.count !== 0 && !there.has(named.base)) warnings.push({ code: 'part-missing', file: named.path });
  }
  if (indices.length === 0) for (const file of gapsIn(scripts)) warnings.push({ code: 'part-missing', file });
  // Until 2018 an export had no lists of people at all.
  if (scripts.some(({ generation }) => generation === 'ytd'))
    for (const list of ['follower', 'following'])
      if (!scripts.some(({ topic }) => topic === list)) warnings.push({ code: 'section-missing', file: `${list}.js` });
  return warnings;
}

/** Nobody's archive has this many parts. */
const mostParts = 1000;

/** Parts that are not there although a later one is: without an index, their numbers are all that tells. */
function gapsIn(scripts: readonly Script[]): string[] {
  const parts = new Map<string, Set<number>>();
  for (const { topic, part, generation } of scripts)
    if (generation === 'ytd') parts.set(topic, (parts.get(topic) ?? new Set()).add(part));
  const gaps: string[] = [];
  for (const [topic, there] of parts) {
    const last = Math.max(...there);
    if (last > mostParts) continue;
    for (let part = 0; part < last; part++)
      if (!there.has(part)) gaps.push(part === 0 ? `${topic}.js` : `${topic}-part${part}.js`);
  }
  return gaps;
}

/** Two exports, and not two parts of one: the same file is there twice, and no common date makes them one. */
function areSeveral(scripts: readonly Script[], indices: readonly Index[]): boolean {
  const names = new Set<string>();
  let twice = false;
  for (const { topic, part, generation } of scripts) {
    if (generation === 'index') continue;
    const name = `${topic} ${part}`;
    if (names.has(name)) twice = true;
    names.add(name);
  }
  const dates = new Set(indices.map(({ generatedAt }) => generatedAt));
  const oneDate = indices.length > 1 && dates.size === 1 && !dates.has(null);
  return twice && !oneDate;
}
