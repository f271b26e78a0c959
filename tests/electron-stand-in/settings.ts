/** What a test decides about the machine on which the stand-in plays Electron. Handed over in one environment variable. */
export interface StandInSettings {
  readonly chromium: string;
  /** Where Chromium keeps its profile and where downloads would land. */
  readonly folder: string;
  readonly locale: string;
  readonly packaged: boolean;
  readonly name: string;
  readonly version: string;
  /** The first window loads nothing before the test says so. */
  readonly held: boolean;
}

export const settingsVariable = 'ELECTRON_STAND_IN';

export function readSettings(): StandInSettings {
  const text = process.env[settingsVariable];
  if (text === undefined) throw new Error('the stand-in for Electron is started by tests/electron-stand-in/run.ts');
  return JSON.parse(text) as StandInSettings;
}
