/**
 * "Start with the computer and stay in the tray": off until the person switches it on. Kept by the system where it has a list of what starts (macOS,
 * Windows), and as an autostart file of the desktop on Linux; there is no other record of it.
 */
import { mkdirSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { app } from 'electron';

/** With this argument Adieu starts without a window. */
const quietly = '--in-tray';
const arguments_ = app.isPackaged ? [quietly] : [app.getAppPath(), quietly];

export function stays(): boolean {
  return process.platform === 'linux' ? existsSync(autostart()) : app.getLoginItemSettings({ args: arguments_ }).openAtLogin;
}

export function setStays(on: boolean): void {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: on, args: arguments_ });
  if (!on) return rmSync(autostart(), { force: true });
  mkdirSync(dirname(autostart()), { recursive: true });
  writeFileSync(autostart(), entry(), { mode: 0o600 });
}

/** Whether the system started Adieu, and nobody waits for a window. */
export function startedQuietly(): boolean {
  if (process.argv.includes(quietly)) return true;
  return process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}

/** https://specifications.freedesktop.org/autostart-spec/latest/ */
function autostart(): string {
  return join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart', 'adieu.desktop');
}

function entry(): string {
  const program = [process.env['APPIMAGE'] ?? process.execPath, ...arguments_].map(quoted).join(' ');
  return ['[Desktop Entry]', 'Type=Application', 'Name=Adieu', `Exec=${program}`, 'Terminal=false', ''].join('\n');
}

/** Desktop Entry Specification, "The Exec key": quoted, and what is special in quotes escaped; the file itself doubles each backslash, and `%` is a field code. */
function quoted(argument: string): string {
  const inQuotes = argument
    .replaceAll(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return `"${inQuotes}"`;
}
