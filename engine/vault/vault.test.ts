import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryKeychain, type MemoryKeychain } from '../../tests/memory-keychain.ts';
import { openDatabase } from './database.ts';
import { archiveFile, sweepHome } from './places.ts';
import { writeRecoveryCode } from './recovery-code.ts';
import { readVaultFile } from './vault-file.ts';
import { openVault, type Vault } from './vault.ts';

const passphrase = 'a long walk home';
let folder: string;
let home: string;
let file: string;
let keychain: MemoryKeychain;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'adieu-vault-'));
  home = join(folder, 'home');
  file = join(home, 'vault.json');
  keychain = memoryKeychain();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const refusal = (code: string, reason?: string): unknown =>
  expect.objectContaining({ name: 'Refusal', code, ...(reason === undefined ? {} : { detail: { reason } }) }) as unknown;
const stateOf = async (vault: Vault): Promise<string> => (await vault.state()).state;
const open = (chain = keychain): Promise<Vault> => openVault(home, { keychain: chain });
const otherCode = (): string => writeRecoveryCode(randomBytes(32));

test('a home with no vault is new, and looking at it leaves nothing behind', async () => {
  const vault = await open();
  expect(await vault.state()).toEqual({ state: 'new', protection: null, keychain: 'available', recoveryConfirmed: false });
  expect(() => vault.key()).toThrow(refusal('vault-new'));
  await expect(vault.unlock({})).rejects.toEqual(refusal('vault-new'));
  expect(existsSync(home)).toBe(false);
});

describe.each(['keychain', 'passphrase', 'none'] as const)('a vault protected by %s', (protection) => {
  const secret = protection === 'passphrase' ? { passphrase } : {};

  test('is opened again by the next process, with the same key', async () => {
    const first = await open();
    await first.create({ protection, ...secret });
    const second = await open();
    expect(await second.state()).toEqual({ state: 'locked', protection, keychain: 'available', recoveryConfirmed: false });
    expect(() => second.key()).toThrow(refusal('vault-locked'));
    await second.unlock(secret);
    expect(await stateOf(second)).toBe('open');
    expect(second.key().equals(first.key())).toBe(true);
  });

  test('is opened by its recovery code on a machine whose keychain knows nothing', async () => {
    const { recoveryCode } = await (await open()).create({ protection, ...secret });
    const elsewhere = memoryKeychain();
    const vault = await open(elsewhere);
    await vault.unlock({ recoveryCode: recoveryCode.toLowerCase() });
    expect(vault.recoveryCode()).toBe(recoveryCode);
    expect(elsewhere.keys.size).toBe(protection === 'keychain' ? 1 : 0);
    expect((await vault.state()).recoveryConfirmed).toBe(true);
    const again = await open(elsewhere);
    await again.unlock(secret);
    expect(again.recoveryCode()).toBe(recoveryCode);
  });

  test('tells a typo from the code of another vault, and changes nothing', async () => {
    const { recoveryCode } = await (await open()).create({ protection, ...secret });
    const before = readFileSync(file, 'utf8');
    const chain = new Map(keychain.keys);
    const vault = await open();
    await expect(vault.unlock({ recoveryCode: recoveryCode.slice(1) })).rejects.toEqual(refusal('wrong-key', 'typo'));
    await expect(vault.unlock({ recoveryCode: otherCode() })).rejects.toEqual(refusal('wrong-key', 'other-vault'));
    expect(await stateOf(vault)).toBe('locked');
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect(keychain.keys).toEqual(chain);
    expect(readdirSync(home).sort()).toEqual(['archives', 'holds', 'staging', 'vault.json']);
  });

  test('says in its file nothing but how it is protected', async () => {
    const vault = await open();
    await vault.create({ protection, ...secret });
    const text = readFileSync(file, 'utf8');
    expect(text.includes(vault.key().toString('hex'))).toBe(protection === 'none');
    expect(text).not.toContain(passphrase);
    expect(text).not.toContain(vault.recoveryCode());
  });
});

test.skipIf(process.platform === 'win32')('folders and files are the person’s alone, whatever the umask', async () => {
  const before = process.umask(0);
  try {
    const vault = await open();
    await vault.create({ protection: 'none' });
    for (const path of [home, join(home, 'archives'), join(home, 'staging')]) expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    process.umask(before);
  }
});

test('a wrong passphrase opens nothing', async () => {
  await (await open()).create({ protection: 'passphrase', passphrase });
  const vault = await open();
  await expect(vault.unlock({ passphrase: `${passphrase}.` })).rejects.toEqual(refusal('wrong-key', 'passphrase'));
  await expect(vault.unlock({})).rejects.toEqual(refusal('vault-locked'));
  expect(await stateOf(vault)).toBe('locked');
});

test('a passphrase is the same however its accents are encoded', async () => {
  await (await open()).create({ protection: 'passphrase', passphrase: 'déjà vu à Genève'.normalize('NFD') });
  const vault = await open();
  await vault.unlock({ passphrase: 'déjà vu à Genève'.normalize('NFC') });
  expect(await stateOf(vault)).toBe('open');
});

test('a passphrase below ten characters is refused, and none is made', async () => {
  const vault = await open();
  await expect(vault.create({ protection: 'passphrase', passphrase: 'ninechars' })).rejects.toEqual(refusal('weak-passphrase'));
  await expect(vault.create({ protection: 'passphrase' })).rejects.toEqual(refusal('weak-passphrase'));
  expect(existsSync(home)).toBe(false);
});

test('without a keychain a keychain vault is not made, and nothing else in its stead', async () => {
  keychain.goAway();
  const vault = await open();
  await expect(vault.create({ protection: 'keychain' })).rejects.toEqual(refusal('no-keychain'));
  expect(existsSync(home)).toBe(false);
  expect(await vault.state()).toMatchObject({ state: 'new', keychain: 'unavailable' });
});

test('when the keychain is gone the recovery code still opens the vault', async () => {
  const { recoveryCode } = await (await open()).create({ protection: 'keychain' });
  keychain.goAway();
  const vault = await open();
  await expect(vault.unlock({})).rejects.toEqual(refusal('no-keychain'));
  await vault.unlock({ recoveryCode });
  expect(await vault.state()).toMatchObject({ state: 'open', protection: 'keychain', keychain: 'unavailable' });
});

test('a key in the keychain that is not this vault’s is refused and left there', async () => {
  await (await open()).create({ protection: 'keychain' });
  const [id = ''] = keychain.keys.keys();
  const wrong = randomBytes(32);
  keychain.keys.set(id, wrong);
  const vault = await open();
  await expect(vault.unlock({})).rejects.toEqual(refusal('wrong-key', 'keychain'));
  expect(keychain.keys.get(id)).toEqual(wrong);
  keychain.keys.clear();
  await expect(vault.unlock({})).rejects.toEqual(refusal('vault-locked'));
});

test('there is one vault in a home, and its key is not made anew over archives', async () => {
  const vault = await open();
  const { recoveryCode } = await vault.create({ protection: 'none' });
  await expect(vault.create({ protection: 'none' })).rejects.toEqual(refusal('vault-exists'));
  mkdirSync(join(home, 'archives', 'tiktok-1'));
  openDatabase(archiveFile(home, 'tiktok-1'), vault.key(), { mode: 'create' }).close();

  rmSync(file);
  const lost = await open();
  await expect(lost.create({ protection: 'none' })).rejects.toEqual(refusal('vault-exists', 'archives'));
  await expect(lost.create({ protection: 'none', recoveryCode: otherCode() })).rejects.toEqual(refusal('wrong-key'));
  expect(existsSync(file)).toBe(false);
  await lost.create({ protection: 'none', recoveryCode });
  openDatabase(archiveFile(home, 'tiktok-1'), lost.key(), { mode: 'read' }).close();
});

test('typing the code back is remembered; a wrong one is not', async () => {
  const vault = await open();
  const { recoveryCode } = await vault.create({ protection: 'none' });
  await expect(vault.confirmRecovery(otherCode())).rejects.toEqual(refusal('wrong-key', 'other-vault'));
  expect((await vault.state()).recoveryConfirmed).toBe(false);
  await vault.confirmRecovery(recoveryCode.replaceAll('-', ' '));
  expect((await (await open()).state()).recoveryConfirmed).toBe(true);
});

test('protection can be changed, and the old way in is closed', async () => {
  const vault = await open();
  const { recoveryCode } = await vault.create({ protection: 'keychain' });
  await vault.changeProtection({ protection: 'passphrase', passphrase });
  expect(keychain.keys.size).toBe(0);
  const next = await open();
  await next.unlock({ passphrase });
  expect(next.recoveryCode()).toBe(recoveryCode);
  await next.changeProtection({ protection: 'passphrase', passphrase: 'another walk home' });
  await expect((await open()).unlock({ passphrase })).rejects.toEqual(refusal('wrong-key', 'passphrase'));
  keychain.goAway();
  await expect(next.changeProtection({ protection: 'keychain' })).rejects.toEqual(refusal('no-keychain'));
  await (await open()).unlock({ passphrase: 'another walk home' });
});

test('a locked vault gives no key, and the keys it gave stay good', async () => {
  const vault = await open();
  await vault.create({ protection: 'none' });
  const key = vault.key();
  const copy = Buffer.from(key);
  vault.lock();
  expect(() => vault.key()).toThrow(refusal('vault-locked'));
  expect(() => vault.recoveryCode()).toThrow(refusal('vault-locked'));
  expect(key.equals(copy)).toBe(true);
});

test('killed between writing and renaming, the vault is the old one', async () => {
  const { recoveryCode } = await (await open()).create({ protection: 'none' });
  const before = readFileSync(file, 'utf8');
  const script = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.renameSync = () => process.kill(process.pid, 'SIGKILL');
    syncBuiltinESMExports();
    const { openVault } = await import(${JSON.stringify(new URL('./vault.ts', import.meta.url).href)});
    const vault = await openVault(${JSON.stringify(home)}, { keychain: { available: async () => false } });
    await vault.unlock({});
    await vault.confirmRecovery('${recoveryCode}');`;
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
  expect(signal).toBe('SIGKILL');
  expect(readdirSync(home)).toContain('vault.json.new');
  expect(readFileSync(file, 'utf8')).toBe(before);
  const vault = await open();
  await vault.unlock({});
  await vault.confirmRecovery(recoveryCode);
  expect((await vault.state()).recoveryConfirmed).toBe(true);
  expect(readdirSync(home)).not.toContain('vault.json.new');
});

describe('a vault.json that cannot be trusted', () => {
  beforeEach(async () => {
    await (await open()).create({ protection: 'passphrase', passphrase });
  });
  const damaged = refusal('damaged');

  test('is refused when cut off anywhere', () => {
    const whole = readFileSync(file);
    for (let length = 0; length < whole.length - 2; length += 7) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      expect(() => readVaultFile(file)).toThrow(damaged);
    }
  });

  test.each<[string, (vault: Record<string, unknown>, wrapped: Record<string, unknown>) => unknown]>([
    ['asks scrypt for a gigabyte', (vault, wrapped) => ({ ...vault, wrapped: { ...wrapped, N: 1 << 20, r: 32 } })],
    ['asks scrypt for a cost that is no power of two', (vault, wrapped) => ({ ...vault, wrapped: { ...wrapped, N: 65_537 } })],
    ['asks scrypt for hours', (vault, wrapped) => ({ ...vault, wrapped: { ...wrapped, p: 1_000_000 } })],
    ['has another key derivation', (vault, wrapped) => ({ ...vault, wrapped: { ...wrapped, kdf: 'md5' } })],
    ['has a short salt', (vault, wrapped) => ({ ...vault, wrapped: { ...wrapped, salt: '00' } })],
    ['names an unknown protection', (vault) => ({ ...vault, protection: 'trust me' })],
    ['has fields of no use', (vault) => ({ ...vault, more: 'x' })],
    ['has a path for an id', (vault) => ({ ...vault, id: '../../etc/passwd' })],
    ['is a list', (vault) => [vault]],
  ])('is refused when it %s', async (_, change) => {
    const vault = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify(change(vault, vault['wrapped'] as Record<string, unknown>)));
    const before = readFileSync(file, 'utf8');
    const opened = await open();
    await expect(opened.state()).rejects.toEqual(damaged);
    await expect(opened.unlock({ passphrase })).rejects.toEqual(damaged);
    await expect(opened.create({ protection: 'none' })).rejects.toEqual(damaged);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('is refused when it is of a later version, with other words', () => {
    writeFileSync(file, JSON.stringify({ version: 2, whatever: true }));
    expect(() => readVaultFile(file)).toThrow(refusal('too-new'));
  });

  test('is refused when it is huge, a folder or a link', () => {
    writeFileSync(file, `${readFileSync(file, 'utf8')}${' '.repeat(20_000)}`);
    expect(() => readVaultFile(file)).toThrow(damaged);
    rmSync(file);
    mkdirSync(file);
    expect(() => readVaultFile(file)).toThrow(damaged);
    rmSync(file, { recursive: true });
    if (process.platform !== 'win32') {
      symlinkSync('/dev/zero', file);
      expect(() => readVaultFile(file)).toThrow(damaged);
    }
  });

  test('does not open with the key of another vault wrapped into it', async () => {
    const elsewhere = join(folder, 'elsewhere');
    await (await openVault(elsewhere, { keychain })).create({ protection: 'passphrase', passphrase });
    const theirs = JSON.parse(readFileSync(join(elsewhere, 'vault.json'), 'utf8')) as Record<string, unknown>;
    const ours = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    writeFileSync(file, JSON.stringify({ ...ours, wrapped: theirs['wrapped'] }));
    await expect((await open()).unlock({ passphrase })).rejects.toEqual(refusal('wrong-key'));
  });
});

test('what a crash left behind is swept away, and nothing else', async () => {
  const vault = await open();
  await vault.create({ protection: 'none' });
  const archives = join(home, 'archives');
  for (const name of ['whole', 'half-made/originals', '.removed-1/originals', 'lost-its-archive/originals'])
    mkdirSync(join(archives, name), { recursive: true });
  for (const name of [
    'whole/archive.db',
    'half-made/archive.db-new',
    '.removed-1/archive.db',
    'lost-its-archive/originals/1.db',
    '.DS_Store',
    'note.txt',
  ])
    writeFileSync(join(archives, name), 'x');
  writeFileSync(join(home, 'staging', '1.db'), 'x');
  await sweepHome(home);
  expect(readdirSync(archives).sort()).toEqual(['.DS_Store', 'lost-its-archive', 'note.txt', 'whole']);
  expect(readdirSync(join(home, 'staging'))).toEqual([]);
});
