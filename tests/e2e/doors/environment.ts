/** The environment in which every door is opened. */

/** Without the keychain and the folders of whoever runs the tests, so that the same thing happens everywhere. */
export function environment(person: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: person, USERPROFILE: person };
  delete env['DBUS_SESSION_BUS_ADDRESS'];
  delete env['XDG_DATA_HOME'];
  return env;
}
