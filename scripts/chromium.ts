/**
 * Finds what the tests need of the system, or installs it: a Chromium, a Secret Service (the keychain of Linux desktops), and a program that reads calendars. On Debian and as root with
 * `apt-get`; Chromium elsewhere with Playwright's own download. `node scripts/chromium.ts` does both and says where they are.
 */
import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { findBrowser } from '../browser/find-browser.ts';

/** The path of a Chromium (or Chrome, or Edge). `ADIEU_CHROMIUM` overrides. @throws where there is none and none can be had. */
export async function findOrInstallChromium(): Promise<string> {
  const given = process.env['ADIEU_CHROMIUM'];
  if (given) return given;
  const found = await findBrowser();
  if (found && !found.snap) return found.path;
  if (await installPackages(['chromium'])) {
    const installed = await findBrowser();
    if (installed) return installed.path;
  }
  return downloadChromium();
}

/** What Chromium needs to run here: as root it refuses its own sandbox. */
export function chromiumArguments(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** True when a Secret Service can be started for tests: `dbus-run-session` and `gnome-keyring-daemon` are there. */
export async function ensureSecretService(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const programs = ['dbus-run-session', 'gnome-keyring-daemon'];
  const present = async () => (await Promise.all(programs.map(isOnPath))).every(Boolean);
  if (await present()) return true;
  if ((await installPackages(['dbus', 'gnome-keyring', 'libsecret-1-0'])) && (await present())) return true;
  say('No Secret Service here, and none could be installed: the tests that need one are skipped.');
  return false;
}

/** True when a calendar program that is not ours can read what we write: Debian's `python3-icalendar`. */
export async function ensureCalendarReader(): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const reads = () => run('/usr/bin/python3', ['-c', 'import icalendar'], process.env, 'silent');
  if (await reads()) return true;
  if ((await installPackages(['python3-icalendar'])) && (await reads())) return true;
  say('No python3-icalendar here, and it could not be installed: the test that needs it is skipped.');
  return false;
}

/** Root on Debian (or a child of it) only; false elsewhere, or when it did not work. */
async function installPackages(packages: readonly string[]): Promise<boolean> {
  if (process.getuid?.() !== 0 || !(await isOnPath('apt-get'))) return false;
  say(`Installing ${packages.join(', ')} with apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await run('apt-get', ['update', '-qq'], env);
  return update && run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], env);
}

async function downloadChromium(): Promise<string> {
  say("Fetching Playwright's own Chromium…");
  const cli = createRequire(import.meta.url).resolve('playwright-core/cli.js');
  const { chromium } = await import('playwright-core');
  if (!(await run(process.execPath, [cli, 'install', 'chromium'], process.env))) {
    throw new Error('There is no Chromium here and none could be installed. Set ADIEU_CHROMIUM to the path of one.');
  }
  return chromium.executablePath();
}

async function isOnPath(program: string): Promise<boolean> {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.map((folder) =>
    access(join(folder, program), constants.X_OK).then(
      () => true,
      () => false,
    ),
  );
  return (await Promise.all(found)).includes(true);
}

/** Its output goes to stderr: the caller's stdout may be read by a machine. */
async function run(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  how: 'told' | 'silent' = 'told',
): Promise<boolean> {
  return new Promise((resolve) => {
    const output = how === 'told' ? 2 : 'ignore';
    const child = spawn(program, args, { env, stdio: ['ignore', output, output] });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

if (import.meta.main) {
  say(`Chromium: ${await findOrInstallChromium()}`);
  say(`Secret Service: ${(await ensureSecretService()) ? 'there' : 'none'}`);
  say(`Calendar reader: ${(await ensureCalendarReader()) ? 'there' : 'none'}`);
}
