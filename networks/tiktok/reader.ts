/** The reader of TikTok's exports, JSON and TXT. What is known of the formats, and from where, stands in `README.md`. */
import type { AccountName, ExportFile, ExportReader, Look, Plan, Recognition, Step } from '../../engine/intake/toolkit/index.ts';
import type { KeptReason } from '../../shared/account-of-import.ts';
import { Refusal } from '../../shared/errors.ts';
import { accountIn, readJson, type Seen } from './json.ts';
import { addLoose, mediaFiles } from './media.ts';
import { isSystemFile, partsOf, recogniseTikTok } from './recognise.ts';
import { sectionOf } from './sections.ts';
import { accountInText, readTxt, sectionName } from './txt.ts';

/** Lists that every full export has: absent, they were not asked for; that is not the same as empty. */
const expected = ['follower', 'following'] as const;

export const reader: ExportReader = { recognise: recogniseTikTok, plan };

async function plan(look: Look, _recognition: Recognition): Promise<Plan> {
  const parts = (await partsOf(look)) ?? { json: [], txt: [] };
  const warnings: NonNullable<Plan['warnings']>[number][] = [];
  const account = await accountOf(look, parts.json, parts.txt);
  if (account.handle === null) warnings.push({ code: 'account-unknown', file: null });
  if (areSeveral(parts.json, parts.txt)) warnings.push({ code: 'two-exports', file: null });

  const media = mediaFiles(look.files.filter(({ path }) => !isSystemFile(path)));
  const seen: Seen = new Set();
  for (const file of parts.txt) {
    const section = sectionOf(sectionName(file.path));
    if (section !== null) seen.add(section.id);
  }
  const steps: Step[] = parts.json.map((file) => ({
    file,
    by: 'tiktok/json',
    read: async (out) => {
      await readJson(file, account.handle, seen, media, out);
      // With several files another one may hold the list.
      if (parts.json.length === 1) for (const id of expected) if (!seen.has(id)) out.warn('section-missing', id);
    },
  }));
  for (const file of parts.txt) steps.push({ file, by: 'tiktok/txt', read: (out) => readTxt(file, account.handle, media, out) });
  for (const file of media.all)
    steps.push({
      file,
      by: 'tiktok/media',
      read: async (out) => {
        if (!media.spokenOf.has(file)) addLoose(file, out);
      },
    });
  if (parts.json.length === 0 && parts.txt.every((file) => sectionOf(sectionName(file.path)) !== null))
    for (const id of expected) if (!seen.has(id)) warnings.push({ code: 'section-missing', file: null, detail: id });

  const kept = new Map<ExportFile, KeptReason>();
  for (const file of look.files) if (isSystemFile(file.path)) kept.set(file, 'system-file');
  return { account, steps, kept, warnings };
}

/** Throws `Refusal('two-accounts')` where two profiles name different people. */
async function accountOf(look: Look, json: readonly ExportFile[], txt: readonly ExportFile[]): Promise<AccountName> {
  let account: AccountName = { handle: null, networkId: null, name: null };
  const merge = (found: { handle: string | null; name: string | null } | null): void => {
    if (found === null) return;
    if (found.handle !== null && account.handle !== null && found.handle.toLowerCase() !== account.handle.toLowerCase())
      throw new Refusal('two-accounts');
    account = { handle: account.handle ?? found.handle, networkId: null, name: account.name ?? found.name };
  };
  for (const file of json) merge(await accountIn(file));
  for (const file of txt) {
    if (sectionOf(sectionName(file.path))?.make !== 'profile') continue;
    const text = await look.whole(file);
    if (text !== null) merge(accountInText(text));
  }
  return account;
}

/** Several JSON files, JSON beside TXT, or the same category and section below two different folders. */
function areSeveral(json: readonly ExportFile[], txt: readonly ExportFile[]): boolean {
  if (json.length + Math.min(txt.length, 1) > 1) return true;
  const roots = new Map<string, string>();
  for (const { path, input } of txt) {
    const parts = path.split('/');
    const place = parts.slice(-2).join('/').toLowerCase();
    const root = `${input}:${parts.slice(0, -2).join('/')}`;
    if ((roots.get(place) ?? root) !== root) return true;
    roots.set(place, root);
  }
  return false;
}
