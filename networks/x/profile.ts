/** Whose account it is: `account.js` and `profile.js` (until 2018 `user_details.js`) are one profile. */
import type { AccountName, ExportFile, Look, Out } from '../../engine/intake/toolkit/index.ts';
import { asId } from '../../engine/intake/toolkit/index.ts';
import { instant } from './dates.ts';
import type { Script } from './files.ts';
import { smallJson } from './manifest.ts';
import { addPicture, type MediaFiles } from './media.ts';
import { eachRow } from './rows.ts';
import { fieldsOf, isEmpty, isFields, listOf, odd, rest, textOf, unwrap, type Fields } from './shape.ts';
import { unescape } from './text.ts';

/** The first row of a small script, unwrapped; null where there is none. */
async function firstRow(look: Look, file: ExportFile, wrapper: string): Promise<Fields | null> {
  const json = await smallJson(look, file);
  const row = unwrap(Array.isArray(json) ? listOf(json)[0] : json, [wrapper], true);
  return isFields(row) ? row : null;
}

/** Who an `account.js` or `user_details.js` says it is. */
export async function readOwner(look: Look, script: Script): Promise<AccountName | null> {
  const fields = await firstRow(look, script.file, 'account');
  if (fields === null) return null;
  return {
    networkId: asId(fields['accountId'] ?? fields['id_str'] ?? fields['id']),
    handle: textOf(fields['username'] ?? fields['screen_name']),
    name: said(fields['accountDisplayName'] ?? fields['full_name']),
  };
}

/** The fields of a `profile.js`. */
export function readProfileFields(look: Look, script: Script): Promise<Fields | null> {
  return firstRow(look, script.file, 'profile');
}

const ofAccount = new Set(['accountId', 'username', 'accountDisplayName', 'email', 'phoneNumber', 'createdAt']);
const ofDetails = new Set(['id', 'screen_name', 'full_name', 'bio', 'created_at', 'expanded_url']);
/** Those of the account that are texts. */
const texts = ['username', 'accountDisplayName', 'email', 'phoneNumber', 'createdAt'];
const ofProfile = new Set(['description']);
const ofDescription = new Set(['bio', 'website']);

/** `account.js`, with what the `profile.js` beside it says. */
export function readAccount(file: ExportFile, out: Out, owner: AccountName, profile: Fields | null): Promise<number> {
  return eachRow(file, out, 'profile', (row, locator) => {
    const account = unwrap(row, ['account'], true);
    if (typeof account === 'string') return out.refuse('profile', locator, account);
    const networkId = asId(account['accountId']);
    const handle = textOf(account['username']);
    if (networkId === null && handle === null) return out.refuse('profile', locator, 'no-identity');
    const createdAt = instant(account['createdAt']);
    out.record({
      kind: 'profile',
      key: networkId ?? owner.networkId ?? 'self',
      locator,
      handle,
      networkId,
      name: said(account['accountDisplayName']),
      email: textOf(account['email']),
      phone: textOf(account['phoneNumber']),
      createdAt,
      atAsGiven: textOf(account['createdAt']),
      ...described(profile),
      raw: { ...rest(account, ofAccount), ...odd(account, texts), ...rawOf(profile) },
    });
  });
}

/** `profile.js`: its pictures, and the profile itself where there is no `account.js` that it was put into. */
export async function readProfile(
  file: ExportFile,
  out: Out,
  owner: AccountName,
  alone: boolean,
  media: MediaFiles,
): Promise<number> {
  const missing = { count: 0 };
  const rows = await eachRow(file, out, 'profile', (row, locator) => {
    const profile = unwrap(row, ['profile'], true);
    if (typeof profile === 'string') return out.refuse('profile', locator, profile);
    const key = owner.networkId ?? 'self';
    if (alone) out.record({ kind: 'profile', key, locator, ...owner, ...described(profile), raw: rawOf(profile) });
    for (const field of ['avatarMediaUrl', 'headerMediaUrl']) {
      const url = textOf(profile[field]);
      if (url !== null)
        addPicture(out, media, missing, { kind: 'profile', key }, owner.networkId ?? '', url, `${locator}/profile/${field}`);
    }
  });
  if (missing.count > 0) out.warn('media-missing', String(missing.count));
  return rows;
}

/** `user_details.js` of an export until 2018. */
export function readDetails(file: ExportFile, out: Out): Promise<number> {
  return eachRow(file, out, 'profile', (row, locator) => {
    const details = unwrap(row, [], true);
    if (typeof details === 'string') return out.refuse('profile', locator, details);
    const networkId = asId(details['id']);
    const handle = textOf(details['screen_name']);
    if (networkId === null && handle === null) return out.refuse('profile', locator, 'no-identity');
    out.record({
      kind: 'profile',
      key: networkId ?? 'self',
      locator,
      handle,
      networkId,
      name: said(details['full_name']),
      bio: said(details['bio']),
      url: textOf(details['expanded_url']) ?? textOf(details['url']),
      createdAt: instant(details['created_at']),
      atAsGiven: textOf(details['created_at']),
      raw: rest(details, ofDetails),
    });
  });
}

/** Names and biographies are escaped as posts are. */
function said(value: unknown): string | null {
  const text = textOf(value);
  return text === null ? null : unescape(text);
}

function described(profile: Fields | null): { bio: string | null; url: string | null } {
  const description = fieldsOf(profile?.['description']);
  return { bio: said(description['bio']), url: textOf(description['website']) };
}

function rawOf(profile: Fields | null): Record<string, unknown> {
  if (profile === null) return {};
  const raw = rest(profile, ofProfile);
  const description = rest(fieldsOf(profile['description']), ofDescription);
  if (!isFields(profile['description']))
    return isEmpty(profile['description']) ? raw : { ...raw, description: profile['description'] };
  return Object.keys(description).length > 0 ? { ...raw, description } : raw;
}
