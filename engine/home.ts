/** Where everything lives when nobody says otherwise: the place in which each system keeps what a program keeps for a person. Every door asks here. */
import { homedir } from 'node:os';
import { join } from 'node:path';

export function defaultHome(): string {
  switch (process.platform) {
    case 'win32':
      return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Adieu');
    case 'darwin':
      return join(homedir(), 'Library', 'Application Support', 'Adieu');
    default:
      return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'adieu');
  }
}
