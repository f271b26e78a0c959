/** The environment in which every door is opened. */
import type { Opening } from './door.ts';

/** Without the keychain and the folders of whoever runs the tests, so that the same thing happens everywhere. */
export function environment({ person, now, env: more }: Opening): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: person, USERPROFILE: person };
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  delete env['XDG_DATA_HOME'];
  delete env['XDG_CONFIG_HOME'];
  delete env['ADIEU_NOW'];
  delete env['ADIEU_HOME'];
  if (now !== undefined) env['ADIEU_NOW'] = now;
  return { ...env, ...more };
}
