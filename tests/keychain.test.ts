/**
 * The keychain against a real Secret Service. Run as it is, this file starts itself again inside `with-secret-service.sh`, where the programs for that are
 * installed; where they are not, it says so by skipping.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openKeychain } from '../engine/vault/keychain.ts';
import { writeRecoveryCode } from '../engine/vault/recovery-code.ts';
import { openVault } from '../engine/vault/vault.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const inside = process.env['ADIEU_TEST_SECRET_SERVICE'] === '1';
const programs = ['dbus-run-session', 'dbus-send', 'gnome-keyring-daemon', 'secret-tool'];
const installed =
  process.platform === 'linux' && programs.every((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0);
const refusal = (code: string, reason?: string): unknown =>
  expect.objectContaining({ name: 'Refusal', code, ...(reason === undefined ? {} : { detail: { reason } }) }) as unknown;

test.skipIf(inside || !installed)('with a real Secret Service, everything below passes', { timeout: 180_000 }, () => {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const args = ['tests/with-secret-service.sh', process.execPath, vitest, 'run', '--root', root, 'tests/keychain.test.ts'];
  const { VITEST: _, ...env } = process.env;
  const run = spawnSync('sh', args, { cwd: root, encoding: 'utf8', env: { ...env, NO_COLOR: '1' } });
  expect(`${run.stdout}${run.stderr}`).toMatch(/Tests\s+[5-9] passed/);
  expect(run.status).toBe(0);
});

/** What a process on a machine without a session bus makes of it. */
test.skipIf(process.platform !== 'linux')(
  'where there is no Secret Service, there is no keychain, and no other place for the key',
  () => {
    const script = `
    const { openKeychain } = await import(${JSON.stringify(new URL('../engine/vault/keychain.ts', import.meta.url).href)});
    const keychain = await openKeychain();
    const said = (call) => call.then(() => 'done', (error) => error.code);
    console.log(JSON.stringify([await keychain.available(), await said(keychain.set('a', Buffer.alloc(32))), await said(keychain.get('a')), await said(keychain.delete('a'))]));`;
    const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
    const folder = mkdtempSync(join(tmpdir(), 'adieu-no-keychain-'));
    writeFileSync(join(folder, 'script.mjs'), script);
    const out = execFileSync(process.execPath, [join(folder, 'script.mjs')], { env, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(JSON.parse(out)).toEqual([false, 'no-keychain', 'no-keychain', 'no-keychain']);
  },
);

describe.runIf(inside)('a real Secret Service', () => {
  const look = (id: string): string =>
    spawnSync('secret-tool', ['lookup', 'service', 'Adieu', 'username', id], { encoding: 'utf8' }).stdout;
  let folder: string;
  let home: string;
  const vaultId = (): string => (JSON.parse(readFileSync(join(home, 'vault.json'), 'utf8')) as { id: string }).id;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'adieu-keychain-'));
    home = join(folder, 'home');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('keeps, gives back and forgets a key', async () => {
    const keychain = await openKeychain();
    const key = randomBytes(32);
    expect(await keychain.available()).toBe(true);
    expect(await keychain.get('a')).toBeNull();
    await keychain.set('a', key);
    expect(await keychain.get('a')).toEqual(key);
    expect(await keychain.get('b')).toBeNull();
    await keychain.delete('a');
    expect(await keychain.get('a')).toBeNull();
    await keychain.delete('a');
  });

  test('holds the key of a vault where any program of this session can look it up, as its recovery code', async () => {
    const { recoveryCode } = await (await openVault(home, { keychain: await openKeychain() })).create({ protection: 'keychain' });
    expect(look(vaultId())).toBe(recoveryCode);
    const again = await openVault(home, { keychain: await openKeychain() });
    await again.unlock({});
    expect(again.recoveryCode()).toBe(recoveryCode);
  });

  test('takes the key again when the recovery code has opened a vault it had forgotten', async () => {
    const keychain = await openKeychain();
    const { recoveryCode } = await (await openVault(home, { keychain })).create({ protection: 'keychain' });
    const before = readFileSync(join(home, 'vault.json'), 'utf8');
    execFileSync('secret-tool', ['clear', 'service', 'Adieu', 'username', vaultId()]);
    const vault = await openVault(home, { keychain });
    await expect(vault.unlock({})).rejects.toEqual(refusal('vault-locked'));
    expect(readFileSync(join(home, 'vault.json'), 'utf8')).toBe(before);
    await vault.unlock({ recoveryCode });
    expect(look(vaultId())).toBe(recoveryCode);
  });

  test('that holds another key, or no key at all, opens nothing and is left as it is', async () => {
    const keychain = await openKeychain();
    await (await openVault(home, { keychain })).create({ protection: 'keychain' });
    const before = readFileSync(join(home, 'vault.json'), 'utf8');
    for (const [secret, reason] of [
      [writeRecoveryCode(randomBytes(32)), 'keychain'],
      ['hunter2', 'typo'],
    ] as const) {
      await keychain.delete(vaultId());
      execFileSync('secret-tool', ['store', '--label=x', 'service', 'Adieu', 'username', vaultId()], { input: secret });
      const vault = await openVault(home, { keychain });
      await expect(vault.unlock({})).rejects.toEqual(refusal('wrong-key', reason));
      expect(look(vaultId())).toBe(secret);
    }
    expect(readFileSync(join(home, 'vault.json'), 'utf8')).toBe(before);
  });

  test('that hangs is told from one that answers, and holds up neither the engine nor its end', { timeout: 60_000 }, async () => {
    const asked = ['--session', '--print-reply=literal', '--dest=org.freedesktop.DBus', '/org/freedesktop/DBus'];
    const of = ['org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'];
    const daemon = Number(/uint32 (\d+)/.exec(execFileSync('dbus-send', [...asked, ...of], { encoding: 'utf8' }))?.[1]);
    const script = `
      const { openKeychain } = await import(${JSON.stringify(new URL('../engine/vault/keychain.ts', import.meta.url).href)});
      const { openVault } = await import(${JSON.stringify(new URL('../engine/vault/vault.ts', import.meta.url).href)});
      const keychain = await openKeychain({ answerMilliseconds: 1000, personMilliseconds: 1000 });
      const events = [];
      setTimeout(() => events.push('the engine went on'), 100);
      events.push(await keychain.available());
      const vault = await openVault(${JSON.stringify(home)}, { keychain });
      await vault.create({ protection: 'keychain' }).catch((error) => events.push(error.code));
      console.log(JSON.stringify(events));
      process.exit(0);`;
    writeFileSync(join(folder, 'script.mjs'), script);
    process.kill(daemon, 'SIGSTOP');
    try {
      const child = spawn(process.execPath, [join(folder, 'script.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
      let out = '';
      child.stdout.on('data', (data: Buffer) => (out += data.toString()));
      const code = await new Promise((resolve) => child.once('close', resolve));
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual(['the engine went on', false, 'no-keychain']);
      expect(existsSync(home)).toBe(false);
    } finally {
      process.kill(daemon, 'SIGCONT');
    }
    expect(await (await openKeychain()).available()).toBe(true);
  });
});
